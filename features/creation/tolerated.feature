Feature: What a create may hold
  Long names, other scripts, null: none of them is a reason to fail. An extension that the service provider does not have may be
  refused, in words.

  @MS-SCIM-03 @D-042 @profile.entra
  Scenario: other scripts and a long name do not fail a create
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
       "userName": "{{unique}}-maximilian.alexander.von.hohenstein-wallerstein.oettingen@contoso.example",
       "displayName": "Zoë O'Neill 王 😀", "name": {"givenName": "Zoë", "familyName": "O'Neill"}, "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-zoe@contoso.example"}],
       "phoneNumbers": [{"type": "work", "value": "+44 20 7946 0958"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value            |
      | displayName | Zoë O'Neill 王 😀 |

  @MS-SCIM-03 @D-042 @profile.entra
  Scenario: an unknown extension is passed over, or refused
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
       "userName": "{{unique}}-badge@contoso.example", "displayName": "Badge Example",
       "name": {"givenName": "Badge", "familyName": "Example"}, "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-badge@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:contoso:2.0:User": {"badge": "1"}}
      """
    Then the answer is 201 or 400

  @D-110
  Scenario: null in a create means no value
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "nickName": null,
       "name": {"familyName": "Example", "givenName": "Null"}, "displayName": "Null Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}]}
      """
    Then the answer is 201
