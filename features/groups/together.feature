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
