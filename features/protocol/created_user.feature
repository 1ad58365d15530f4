Feature: What a create makes of its body
  The service provider sets what is its own, takes what is the client's as it is, and reads JSON as JSON: in any order, with
  null for nothing.

  @RFC7644-3.3-d
  Scenario: what is read-only is the service provider's
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}],
       "id": "bulkId:{{unique}}", "meta": {"created": "2001-01-01T00:00:00Z", "resourceType": "Robot"}}
      """
    Then the answer is 201 or 400
    When a client sends GET /Users?filter=userName eq "{{unique}}-ann@contoso.example"
    Then the answer does not mention "2001-01-01"
    And the answer does not mention "Robot"
    And the answer does not mention "bulkId:"

  @RFC7643-3.1-e @RFC7643-3.1-f @RFC7643-3.1-h @RFC7643-2.3-b
  Scenario: the service provider makes up what is its own and nothing else
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute  | value     |
      | id         | (present) |
      | externalId | (absent)  |
    And the answer does not mention "bulkId"
    And created and lastModified of the answer are one instant

  @RFC7643-2.3.8-a
  Scenario: members may come in any order
    When a client sends POST /Users with
      """
      {"emails": [{"value": "{{unique}}-ann@contoso.example", "type": "work"}],
       "name": {"familyName": "Example", "givenName": "New"}, "displayName": "New Example", "active": true,
       "userName": "{{unique}}-ann@contoso.example", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]}
      """
    Then the answer is 201
    And the answer has
      | attribute       | value       |
      | displayName     | New Example |
      | name.familyName | Example     |

  @RFC7643-2.5-a
  Scenario: null and an empty list are no value
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}],
       "externalId": null, "phoneNumbers": []}
      """
    Then the answer is 201
    And the answer has
      | attribute    | value    |
      | externalId   | (absent) |
      | phoneNumbers | (absent) |
