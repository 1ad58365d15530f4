@requires.groups
Feature: A group is in no conflict with itself
  A check for duplicates that finds the resource itself refuses every update that carries the name.

  Background:
    Given these groups exist at the service provider
      | group | externalId       |
      | sales | {{unique}}-sales |
    And the group sales is remembered

  @RFC7644-3.5.2.1-a @RFC7644-3.3-f
  Scenario: a group may be given the name that it has
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} sales"}, {"op": "replace", "path": "externalId", "value": "{{unique}}-sales"}]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed

  @RFC7644-3.3-f
  Scenario: a group may be given its name in another letter case, and back
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{UNIQUE}} SALES"}]
      """
    Then the answer is 200 or 204
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} sales"}]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed

  @RFC7644-3.3-f
  Scenario: a group may have its old name back
    Given the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}]
      """
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} sales"}]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed
