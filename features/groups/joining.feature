Feature: Who joins a group or leaves it stays who they are
  A membership is a matter of the group alone: nobody is switched on or off by it, nor taken out of other groups.

  Background:
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}}-bob  |
      | bobs | {{unique}}-bobs |

  @RFC7644-3.5.2-j @requires.groups
  Scenario: who joins and leaves a group is the same user
    Given these groups exist at the service provider
      | group | members   |
      | sales | bob, bobs |
      | east  | bob       |
    And bobs is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    And the user of bob is remembered
    And the user of bobs is remembered
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then nothing of bob's user has changed
    And the group east lists the members bob
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the group east lists the members bob
    When the group east is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bobs"}}"}]}]
      """
    Then nothing of bobs's user has changed
