Feature: Every way to say active again
  Whatever stands for true lets somebody back in; what is no boolean does not.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-09 @D-081
  Scenario Outline: <value> makes an inactive user active again
    Given bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}]
      """
    When bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": <value>}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute | value |
      | active    | true  |
    And nothing of bob's user has changed

    Examples:
      | value  |
      | "True" |
      | true   |

  @RFC7643-2.3.2-a
  Scenario: a text that is no boolean is refused
    When bob is patched with
      """
      [{"op": "replace", "path": "active", "value": "perhaps"}]
      """
    Then the answer is 400
    And nothing of bob's user has changed
