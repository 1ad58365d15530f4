Feature: VCC takes users and no groups
  The adapter keeps identities of users. Groups are not advertised and not there, in words that SCIM clients understand.

  @VCC-17 @profile.vcc
  Scenario: there is no endpoint for groups
    When a client sends GET /Groups
    Then the answer is a SCIM error with status 404

  @VCC-17 @profile.vcc
  Scenario: attributes outside of the eight are ignored, not refused
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "userName": "{{unique}}-more@contoso.example", "displayName": "More", "active": true, "title": "Agent",
       "emails": [{"type": "work", "value": "{{unique}}-more@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales"}}
      """
    Then the answer is 201
    And the answer has
      | attribute                                                             | value    |
      | title                                                                 | (absent) |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | (absent) |
