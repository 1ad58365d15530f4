Feature: What a PATCH must keep to
  In order, all or nothing, and without touching what belongs to the server.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5.2-a
  Scenario: a wrong operation undoes the right one before it
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}, {"op": "replace", "path": "active", "value": "neither"}]
      """
    Then the answer is 400
    And nothing of bob's user has changed

  @RFC7644-3.5.2-b @D-099
  Scenario: the last of two values wins
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "First"}, {"op": "replace", "path": "displayName", "value": "Second"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value  |
      | displayName | Second |

  @RFC7644-3.5.2.1-a @D-095
  Scenario: the present value again is a success
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Example"}]
      """
    Then the answer is 200 or 204
    And nothing of bob's user has changed

  @D-105
  Scenario Outline: the own userName <how> is no conflict
    When bob is patched with
      """
      [{"op": "Replace", "path": "userName", "value": "<name>"}]
      """
    Then the answer is 200 or 204
    And the service provider has exactly one user for bob

    Examples:
      | how         | name                  |
      | again       | {{userName of "bob"}} |
      | in capitals | {{USERNAME of "bob"}} |
