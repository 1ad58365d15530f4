Feature: Look-ups by filter
  Entra ID uses eq, and now and then and. Whatever is asked for is what comes back: not more, not less, never everybody.

  Background:
    Given these users exist at the service provider
      | user | externalId        |
      | bob  | {{unique}}-bob-42 |
      | eve  | {{unique}}-eve-43 |

  @MS-SCIM-04 @RFC7644-3.4.2.2-a
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

  @MS-SCIM-04 @RFC7644-3.4.2.2-b @D-060
  Scenario: two conditions joined by and
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" and externalId eq "{{unique}}-eve-43"
    Then the answer lists nobody

  @MS-SCIM-04 @RFC7644-3.4.2.2-b @D-060
  Scenario: id joined with another condition
    When a client sends GET /Users?filter=id eq "{{id of "bob"}}" and externalId eq "{{unique}}-bob-42"
    Then the answer lists bob

  @MS-SCIM-16 @D-061
  Scenario: the work e-mail as a matching attribute
    When a client sends GET /Users?filter=emails[type eq "work"].value eq "{{unique}}-bob@contoso.example"
    Then the answer lists bob

  @MS-SCIM-04 @D-057
  Scenario: a value in another script is found
    Given these users exist at the service provider
      | user | externalId       |
      | zoe  | {{unique}}-Zoë-王 |
    When a client sends GET /Users?filter=externalId eq "{{unique}}-Zoë-王"
    Then the answer lists zoe

  @RFC7644-3.4.2-a
  Scenario: users without a filter are listed, or that is refused in words
    When a client sends GET /Users?startIndex=1&count=1
    Then the answer is 200, 400 or 403

  @MS-SCIM-04 @D-184
  Scenario: userName may be named with its URN
    When a client sends GET /Users?filter=urn:ietf:params:scim:schemas:core:2.0:User:userName eq "{{userName of "bob"}}"
    Then the answer lists bob

  @RFC7644-3.4.2.2-c @D-052
  Scenario: a filter that cannot be read is refused, never ignored
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" nonsense
    Then the answer is 400

  @RFC7644-3.4.2.2-d @D-161
  Scenario: the refusal of a filter says what it is about
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" nonsense
    Then the answer is a SCIM error with status 400 and scimType invalidFilter

  @RFC7644-3.4.2.4-a @D-069
  Scenario: a filtered page counts all that match
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&startIndex=1&count=50
    Then the answer has
      | attribute    | value         |
      | totalResults | 1             |
      | startIndex   | (1 or absent) |

  @RFC7644-3.4.2.4-c @D-068 @D-069 @D-070 @D-071 @D-074
  Scenario: the pages of a list hold everybody once
    Given these users exist at the service provider
      | user | displayName         |
      | kim  | {{unique}} triplets |
      | lou  | {{unique}} triplets |
      | max  | {{unique}} triplets |
    When a client sends GET /Users?filter=displayName eq "{{unique}} triplets"&startIndex=1&count=2
    Then the pages of 2 of /Users?filter=displayName eq "{{unique}} triplets" hold kim, lou, max once each

  @RFC7643-3.1-d @D-038
  Scenario: every user of a list has its location
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then every user of the answer has
      | attribute     | value     |
      | meta.location | (present) |

  @D-040
  Scenario: the location does not follow a forged Host
    When a client with the Host header "forged.invalid" sends GET /Users/{{id of "bob"}}
    Then the answer does not mention "forged.invalid"

  @RFC7644-3.4.2.4-b @D-072
  Scenario: itemsPerPage is the number of users in the answer
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&startIndex=1&count=50
    Then the answer has
      | attribute    | value         |
      | itemsPerPage | (1 or absent) |
