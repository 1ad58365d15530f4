Feature: A deactivation together with another change
  Whoever leaves may have a change on the way: Entra ID sends both in one request, and both have to be done.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-47
  Scenario: an operation each
    When bob is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Bob Leaver"}, {"op": "Replace", "path": "active", "value": "False"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value      |
      | displayName | Bob Leaver |
      | active      | false      |
    And nothing of bob's user has changed except
      | attribute   |
      | displayName |
      | active      |

  @MS-SCIM-47 @MS-SCIM-07
  Scenario: one operation without a path, with active and a dotted key
    When bob is patched with
      """
      [{"op": "replace", "value": {"active": false, "name.givenName": "Robert"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value  |
      | active         | false  |
      | name.givenName | Robert |
    And nothing of bob's user has changed except
      | attribute |
      | active    |
      | name      |
