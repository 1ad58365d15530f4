@requires.groups
Feature: A group is no user
  Users and groups are kept in one table, and the endpoint is not looked at: whoever changes a user by an id that is a group's
  changes or deletes the group.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    And the group sales is remembered
    And the user of bob is remembered

  # A change is sent when a read has shown that the id is nobody else's.
  @RFC7644-3.12-i
  Scenario: a group's id is none of /Users
    When a client sends GET /Users/{{group of "sales"}}
    Then the answer is 404
    When a client sends PATCH /Users/{{group of "sales"}} with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "displayName", "value": "{{unique}} Nobody"}]}
      """
    Then the answer is 404
    And nothing of the group sales has changed
    When a client sends DELETE /Users/{{group of "sales"}}
    Then the answer is 404
    And nothing of the group sales has changed

  @RFC7644-3.12-i
  Scenario: a user's id is none of /Groups
    When a client sends GET /Groups/{{id of "bob"}}
    Then the answer is 404
    When a client sends PATCH /Groups/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "displayName", "value": "{{unique}} Nobody"}]}
      """
    Then the answer is 404
    And nothing of bob's user has changed
    When a client sends DELETE /Groups/{{id of "bob"}}
    Then the answer is 404
    And nothing of bob's user has changed
