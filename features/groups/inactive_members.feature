@requires.groups
Feature: Inactive users are members, too
  Entra ID disables people who are away and leaves them in their groups. Where the inactive are dropped, refused or left out of
  a group, nobody has their access on the day they come back.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    And bob is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    And eve is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """

  @RFC7643-4.2-a
  Scenario: who was disabled is still shown
    Then the group sales has the members bob

  @MS-GROUP-36
  Scenario: who is inactive can become a member
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @MS-GROUP-07 @RFC7644-3.5.2-j
  Scenario: who became a member while inactive is one when active again, and so is who was one before
    Given eve is added to the group sales, unless inactive users are refused
    When bob is patched with
      """
      [{"op": "replace", "path": "active", "value": true}]
      """
    And eve is patched with
      """
      [{"op": "replace", "path": "active", "value": true}]
      """
    Then the group sales has the members bob, eve

  @MS-GROUP-08 @RFC7644-3.5.2.2-b
  Scenario: who was taken out while inactive is none when active again
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    And bob is patched with
      """
      [{"op": "replace", "path": "active", "value": true}]
      """
    Then the group sales has the members nobody
