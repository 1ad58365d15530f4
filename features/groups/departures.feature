@requires.groups
Feature: Who goes takes nothing along
  A user who is deleted or switched off, and a group that is deleted, leave everybody else where they were.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members  | externalId         |
      | sales | bob, eve | {{unique}}-sales   |
      | staff | bob, eve | {{unique}}-staff   |

  @RFC7644-3.6-e
  Scenario: a deleted user leaves the others in the groups
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 204
    And the group sales lists the members eve, with or without the user bob
    And the group staff lists the members eve, with or without the user bob

  @RFC7644-3.6-e
  Scenario: a deleted group leaves its members, and theirs in other groups
    Given the user of bob is remembered
    When a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 204
    And nothing of bob's user has changed
    And the group staff has the members bob, eve

  @RFC7644-3.5.2-j
  Scenario: a change of one group is none of another, nor of a member
    Given the group staff is remembered
    And the user of eve is remembered
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"},
       {"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve
    And nothing of the group staff has changed
    And nothing of eve's user has changed
