Feature: Groups and their users
  A group has a name, and who is in it is changed there and not at the user.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
      | staff |         |

  @RFC7643-4.1.2-c
  Scenario: a user's groups are those with the user as a member
    When a client sends GET /Users/{{id of "bob"}}
    Then the group sales has the members bob
    And the group staff has the members nobody

  @RFC7643-4.1.2-d
  Scenario: a user does not join a group through the user's groups
    When bob is patched with
      """
      [{"op": "add", "path": "groups", "value": [{"value": "{{group of "staff"}}"}]}]
      """
    Then the answer is 200, 204, 400 or 403
    And the group staff has the members nobody
    And the group sales has the members bob

  @RFC7643-4.2-b
  Scenario: a group without a name is refused
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "{{unique}}-nameless"}
      """
    Then the answer is a SCIM error with status 400
