Feature: A user who is created inactive
  A body says that a user is inactive, whatever else it has. Who counts on active being true at a create lets somebody in who
  must not be.

  @MS-SCIM-03 @MS-SCIM-08
  Scenario: who is inactive stays so, with all that a create may have
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "userName": "{{unique}}-off@contoso.example", "externalId": "{{unique}}-off", "active": false, "displayName": "Off Example",
       "name": {"familyName": "Example", "givenName": "Off"}, "title": "Agent", "preferredLanguage": "en-GB",
       "emails": [{"type": "work", "value": "{{unique}}-off@contoso.example", "primary": true}],
       "phoneNumbers": [{"type": "work", "value": "+442079460958"}], "meta": {"resourceType": "User"},
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales"}}
      """
    Then the answer is 201
    When a client sends GET /Users?filter=userName eq "{{unique}}-off@contoso.example"
    Then every user of the answer has
      | attribute | value                          |
      | active    | false                          |
      | userName  | {{unique}}-off@contoso.example |
