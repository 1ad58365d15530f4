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
      | schemas                      | (present)                       |
      | userName                     | {{unique}}-post@contoso.example |
      | active                       | true                            |
      | meta.resourceType            | User                            |
      | emails[type eq "work"].value | {{unique}}-post@contoso.example |
    And the answer's media type is SCIM's

  @RFC7644-3.3-b @D-036
  Scenario: what the create returns is what is read afterwards
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-same@contoso.example",
       "displayName": "Same Example", "active": true, "externalId": "{{unique}}-same",
       "emails": [{"type": "work", "value": "{{unique}}-same@contoso.example"}]}
      """
    Then the answer is 201
    And the answer equals the user as read by id

  @RFC7643-3.1-c @D-037 @D-039
  Scenario: the Location leads to the user
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-loc@contoso.example",
       "displayName": "Location Example", "active": true, "emails": [{"type": "work", "value": "{{unique}}-loc@contoso.example"}]}
      """
    Then the answer's Location leads to the same user

  @MS-SCIM-03 @D-041
  Scenario: externalId is kept
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}}-4711 |
    Then the service provider has this user for bob
      | attribute  | value           |
      | externalId | {{unique}}-4711 |

  @D-033
  Scenario Outline: active as the text "<text>" is understood as a boolean
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-text@contoso.example",
       "displayName": "Text Example", "active": "<text>", "emails": [{"type": "work", "value": "{{unique}}-text@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute | value   |
      | active    | <value> |

    Examples:
      | text  | value |
      | True  | true  |
      | False | false |

  @D-110
  Scenario: an attribute without a value does not come back as null
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "roles": [],
       "displayName": "Null Example", "active": true, "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has no null

  @RFC7643-3.1-a @D-035
  Scenario: an id sent by the client is not taken over
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "{{id of "bob"}}", "userName": "{{unique}}-other@contoso.example",
       "displayName": "Other Example", "active": true, "emails": [{"type": "work", "value": "{{unique}}-other@contoso.example"}]}
      """
    Then the answer is 201, 400 or 409
    And nothing of bob's user has changed
