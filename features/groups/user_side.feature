Feature: Membership on the user's side
  What happens to a user does not take memberships away, and whoever asks for the groups of one user gets those alone.

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

  @D-140 @requires.groups
  Scenario: a user who is activated again is still a member
    When bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}]
      """
    And bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": "True"}]
      """
    Then the group sales has the members bob, eve

  @RFC7644-3.5.2-j @requires.groups
  Scenario: a user who is renamed is still a member
    When bob is patched with
      """
      [{"op": "replace", "path": "userName", "value": "{{unique}}-renamed@contoso.example"}, {"op": "replace", "path": "externalId", "value": "{{unique}}-renamed"},
       {"op": "replace", "path": "name.familyName", "value": "Married"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @D-175 @requires.groups
  Scenario: the groups of a user do not list everybody
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer is 200
    And the answer does not name eve
