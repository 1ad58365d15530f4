Feature: Every way to say active
  Microsoft's documents, its reference code and real jobs have each shown another form. All of them mean the boolean.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-12 @D-077 @D-078 @D-079 @D-080
  Scenario Outline: <op> of active with <value>
    When bob is patched with
      """
      [{"op": "<op>", "path": "active", "value": <value>}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute | value |
      | active    | false |
    And nothing of bob's user has changed except
      | attribute |
      | active    |
    And the answer equals the user as read by id

    Examples:
      | op      | value   |
      | Replace | "False" |
      | replace | "false" |
      | replace | false   |
      | Add     | "False" |

  @MS-SCIM-07 @D-077 @D-083
  Scenario: active without a path, beside a dotted key
    When bob is patched with
      """
      [{"op": "replace", "value": {"active": false, "name.givenName": "Robert"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value  |
      | active         | false  |
      | name.givenName | Robert |
