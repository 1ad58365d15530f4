Feature: The SCIM Validator's group tests: members
  Added, replaced and removed by path. Several operations on one attribute are in preview.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | externalId   | members |
      | sales | {{unique}}-s | bob     |

  @VALIDATOR-23
  Scenario: PATCH /Groups, add member
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @VALIDATOR-23
  Scenario: PATCH /Groups, add member with the op replace
    When the group sales is patched with
      """
      [{"op": "replace", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve

  @VALIDATOR-24
  Scenario: PATCH /Groups, remove member
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members nobody

  @VALIDATOR-30
  Scenario: PATCH /Groups, several operations on one attribute
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]},
       {"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve
