Feature: Bodies in more forms than one
  What the samples of Microsoft's pages hold and the standard does not have: the answer is the right one or a refusal,
  and never a breakdown.

  @MS-SCIM-42 @profile.entra
  Scenario: a manager in a create as a bare id
    Given these users exist at the service provider
      | user |
      | meg  |
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "userName": "{{unique}}-managed@contoso.example", "name": {"familyName": "Example", "givenName": "Managed"},
       "displayName": "Managed Example", "active": true, "emails": [{"type": "work", "value": "{{unique}}-managed@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": "{{id of "meg"}}"}}
      """
    Then the answer is 201 or 400
    And the answer equals the user as read by id

  @MS-SCIM-43
  Scenario: null members in a create
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "active": true,
       "name": {"familyName": "Example", "givenName": "Null"}, "displayName": "Null Example", "title": null, "phoneNumbers": null,
       "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}], "addresses": null}
      """
    Then the answer is 201 or 400
    And the answer equals the user as read by id

  @MS-SCIM-44 @profile.entra
  Scenario: an extension that schemas does not name
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-extended@contoso.example",
       "name": {"familyName": "Example", "givenName": "Extended"}, "displayName": "Extended Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-extended@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Research"}}
      """
    Then the answer is 201 or 400
    And the answer equals the user as read by id
