Feature: What belongs to the server
  id and groups are the server's own. An attempt to write them is refused or overlooked, and changes nothing.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5.2-c @D-102
  Scenario: groups cannot be written on a user
    When bob is patched with
      """
      [{"op": "replace", "path": "groups", "value": [{"value": "{{unique}}-admins"}]}]
      """
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer does not mention "{{unique}}-admins"
    And nothing of bob's user has changed

  @RFC7644-3.5.2-c @D-102
  Scenario: the id cannot be written
    When bob is patched with
      """
      [{"op": "replace", "path": "id", "value": "{{unique}}-mine"}]
      """
    Then bob has the same id as before
    And nothing of bob's user has changed
