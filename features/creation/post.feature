Feature: The answer to a create
  The id in the answer is used for ever after, so it has to be there, be the server's own, and lead to the user.

  @MS-SCIM-03 @RFC7644-3.3-a @D-030
  Scenario: a create answers 201 with the user as stored
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "externalId": "{{unique}}-x", "userName": "{{unique}}-post@contoso.example", "active": true, "displayName": "Post Example",
       "emails": [{"primary": true, "type": "work", "value": "{{unique}}-post@contoso.example"}],
       "meta": {"resourceType": "User"}, "name": {"familyName": "Example", "givenName": "Post"}, "roles": []}
      """
    Then the answer is 201
    And the answer has
      | attribute                    | value                           |
      | id                           | (present)                       |
      | userName                     | {{unique}}-post@contoso.example |
      | active                       | true                            |

  @RFC7644-3.3-b @D-036
  Scenario: what the create returns is what is read afterwards
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-same@contoso.example",
       "name": {"familyName": "Example", "givenName": "Same"}, "displayName": "Same Example", "active": true,
       "externalId": "{{unique}}-same", "emails": [{"type": "work", "value": "{{unique}}-same@contoso.example"}]}
      """
    Then the answer is 201
    And the answer equals the user as read by id

  @RFC7643-3.1-c @D-037 @D-039
  Scenario: the Location leads to the user
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-loc@contoso.example",
       "name": {"familyName": "Example", "givenName": "Loc"}, "displayName": "Location Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-loc@contoso.example"}]}
      """
    Then the answer's Location leads to the same user
