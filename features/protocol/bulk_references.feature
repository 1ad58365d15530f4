Feature: References within a bulk request
  What an operation creates has no id yet when the request is written. A bulkId stands for it, also in an operation that
  comes first, and two that refer to each other are resolved or refused.

  @RFC7644-3.7.2-a @requires.groups
  Scenario: a group with a new user
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "one", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example",
         "active": true, "displayName": "Ann Example", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}},
        {"method": "POST", "path": "/Groups", "bulkId": "two", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} Team",
         "members": [{"type": "User", "value": "bulkId:one"}]}}]}
      """
    Then the bulk operations have these results
      | operation | status |
      | one       | 201    |
      | two       | 201    |
    And the bulk answer's "one" is ann
    And the bulk answer's "two" is team
    And the group team has the members ann

  @RFC7644-3.7.2-a @requires.groups
  Scenario: a group before its new user
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Groups", "bulkId": "two", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} Team",
         "members": [{"type": "User", "value": "bulkId:one"}]}},
        {"method": "POST", "path": "/Users", "bulkId": "one", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example",
         "active": true, "displayName": "Ann Example", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}}]}
      """
    Then the bulk answer's "one" is ann
    And the bulk answer's "two" is team
    And the group team has the members ann
