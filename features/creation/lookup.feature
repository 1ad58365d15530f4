Feature: Look-ups by filter
  Entra ID uses eq, and now and then and. Whatever is asked for is what comes back: not more, not less, never everybody.

  Background:
    Given these users exist at the service provider
      | user | externalId        |
      | bob  | {{unique}}-bob-42 |
      | eve  | {{unique}}-eve-43 |

  @MS-SCIM-04 @RFC7644-3.4.2.2-a @D-054
  Scenario: userName eq finds the user and nobody else
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob

  @MS-SCIM-04 @D-051 @D-010 @D-052
  Scenario: externalId eq finds the user and nobody else
    When a client sends GET /Users?filter=externalId eq "{{unique}}-bob-42"
    Then the answer lists bob

  @RFC7644-3.4.2.2-a @D-049
  Scenario: attribute names and operators have no case
    When a client sends GET /Users?filter=USERNAME EQ "{{userName of "bob"}}"
    Then the answer lists bob

  @RFC7643-4.1.1-a @D-048
  Scenario: the value of userName has no case
    When a client sends GET /Users?filter=userName eq "{{USERNAME of "bob"}}"
    Then the answer lists bob

  @MS-SCIM-04 @D-055
  Scenario: a part of a userName finds nobody
    When a client sends GET /Users?filter=userName eq "{{unique}}-bob"
    Then the answer lists nobody

  @MS-SCIM-04 @D-057
  Scenario: a value in another script is found
    Given these users exist at the service provider
      | user | externalId       |
      | zoe  | {{unique}}-Zoë-王 |
    When a client sends GET /Users?filter=externalId eq "{{unique}}-Zoë-王"
    Then the answer lists zoe

  @MS-SCIM-04 @D-184
  Scenario: userName may be named with its URN
    When a client sends GET /Users?filter=urn:ietf:params:scim:schemas:core:2.0:User:userName eq "{{userName of "bob"}}"
    Then the answer lists bob
