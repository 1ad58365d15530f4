Feature: Nobody there
  Every verb says 404 for a user who does not exist, so that a client can tell that from a fault of its own.

  @RFC7644-3.12-d
  Scenario Outline: <verb> of nobody
    When a client sends <verb> /Users/{{unique}}-nobody
    Then the answer is a SCIM error with status 404

    Examples:
      | verb   |
      | GET    |
      | DELETE |

  @RFC7644-3.12-d @requires.patch
  Scenario: PATCH of nobody
    When a client sends PATCH /Users/{{unique}}-nobody with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "Nobody"}]}
      """
    Then the answer is a SCIM error with status 404

  @RFC7644-3.12-d @profile.rfc
  Scenario: PUT of nobody
    When a client sends PUT /Users/{{unique}}-nobody with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ghost@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ghost@contoso.example"}]}
      """
    Then the answer is a SCIM error with status 404
