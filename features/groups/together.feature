Feature: Changes at the same time
  Entra ID sends changes of one group side by side.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
      | kim  |
    And these groups exist at the service provider
      | group | members |
      | sales | kim     |

  @D-164 @D-166 @requires.groups
  Scenario: two members are added at the same time
    When bob and eve are added to the group sales at the same time
    Then the group sales has the members bob, eve, kim

  @D-167 @requires.groups
  Scenario: one member is added twice at the same time
    When bob and bob are added to the group sales at the same time
    Then the group sales has the members bob, kim

  @MS-GROUP-07 @MS-GROUP-08 @requires.groups
  Scenario: one member comes while another goes
    When eve is added to the group sales while kim is removed
    Then the group sales has the members eve

  @MS-GROUP-07 @requires.groups
  Scenario: a new member changes the members and nothing else
    Given these groups exist at the service provider
      | group | members | externalId       |
      | staff | kim     | {{unique}}-staff |
    And the group staff is remembered
    When the group staff is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the group staff has the members bob, kim
    And nothing of the group staff has changed except members
