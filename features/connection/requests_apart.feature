Feature: A request says nothing of the next one
  A server that keeps what one request asked for in a place that all requests share shows the next client half a user, or
  looks for somebody else.

  Background:
    Given these users exist at the service provider
      | user | displayName      |
      | bob  | {{unique}} twins |
      | eve  | {{unique}} twins |
    And the user of bob is remembered

  @MS-SCIM-54
  Scenario Outline: <parameter> holds for its request alone
    When a client sends GET /Users/{{id of "bob"}}?<parameter>
    Then nothing of bob's user has changed
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"&<parameter>
    Then the answer is 200, 400, 403 or 501
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"
    Then the answer shows bob, eve as GET does, or refuses with 400, 403 or 501
    And nothing of bob's user has changed

    Examples:
      | parameter                        |
      | attributes=userName              |
      | excludedAttributes=name,emails   |
      | startIndex=2&count=1             |
      | count=0                          |

  # Alone, since a user who is deleted between two pages pushes others out of the next one.
  @MS-SCIM-54 @exclusive
  Scenario: a filter holds for its request alone
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer is 200, 400, 403 or 501
    And every page of a list of users shows each of these as GET does
