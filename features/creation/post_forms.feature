Feature: Forms of a create
  Media types that clients use, and a user without a name: taken, or refused in words.

  @D-034
  Scenario: a user without a name is taken, or refused in words
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-nameless@contoso.example",
       "displayName": "Nameless", "active": true, "emails": [{"type": "work", "value": "{{unique}}-nameless@contoso.example"}]}
      """
    Then the answer is 201 or 400

  @MS-SCIM-20
  Scenario Outline: a request labelled <media> is taken
    When a client sends POST /Users as "<media>" with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-media@contoso.example",
       "name": {"familyName": "Example", "givenName": "Media"}, "displayName": "Media Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-media@contoso.example"}]}
      """
    Then the answer is 201

    Examples:
      | media                                |
      | application/scim+json                |
      | application/scim+json; charset=utf-8 |
