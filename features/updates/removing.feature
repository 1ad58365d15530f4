Feature: What remove takes away
  The value that the path names, and nothing in its place.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @D-094
  Scenario: Remove with a value does not write the value
    When bob is patched with
      """
      [{"op": "Remove", "path": "name.givenName", "value": "Somebody Else"}]
      """
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute      | value            |
      | name.givenName | (Bob or absent)  |

  @RFC7644-3.5.2.2-a @D-092 @D-109
  Scenario: remove takes a value away
    Given bob is patched with
      """
      [{"op": "add", "path": "name.givenName", "value": "Robert"}]
      """
    When bob is patched with
      """
      [{"op": "remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value    |
      | name.givenName | (absent) |

  @MS-SCIM-06 @D-075 @D-092
  Scenario: Remove in a capital letter takes a value away
    Given bob is patched with
      """
      [{"op": "Add", "path": "name.givenName", "value": "Robert"}]
      """
    When bob is patched with
      """
      [{"op": "Remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value    |
      | name.givenName | (absent) |
