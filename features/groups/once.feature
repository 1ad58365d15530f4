Feature: A member is one once
  Entra ID adds again what it is not sure of, so that an addition of a member who is one already has to change nothing.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
      | kim  |
    And these groups exist at the service provider
      | group | members  |
      | sales | bob, eve |
    And the group sales is remembered

  @RFC7644-3.5.2.1-b @D-119 @requires.groups
  Scenario: an addition of a member who is one already changes nothing
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed

  @D-119 @D-120 @requires.groups
  Scenario: a member who is added twice and removed once is none
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve
    When the group sales is patched with
      """
      [{"op": "Remove", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve
