@requires.groups
Feature: Groups ask for the token, too
  Membership is access. Whoever has no token neither sees a group nor changes who is in it.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    And the group sales is remembered

  @MS-SCIM-02
  Scenario Outline: without the token <method> of a group is refused
    When a client with the Authorization header "Bearer {{unique}}" sends <method> /Groups/{{group of "sales"}}
    Then the answer is 401 or 403
    And nothing of the group sales has changed

    Examples:
      | method |
      | GET    |
      | DELETE |

  @MS-SCIM-02
  Scenario: without the token no member goes
    When a client with the Authorization header "Bearer {{unique}}" sends PATCH /Groups/{{group of "sales"}} with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "remove", "path": "members"}]}
      """
    Then the answer is 401 or 403
    And nothing of the group sales has changed
