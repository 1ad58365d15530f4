Feature: References in a circle and in an extension
  Two groups may be members of each other, and a new user may have a new manager: resolved or refused.

  @RFC7644-3.7.1-a @requires.groups
  Scenario: two groups that are members of each other
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Groups", "bulkId": "one", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} One",
         "members": [{"type": "Group", "value": "bulkId:two"}]}},
        {"method": "POST", "path": "/Groups", "bulkId": "two", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} Two",
         "members": [{"type": "Group", "value": "bulkId:one"}]}}]}
      """
    Then the bulk's groups "one" and "two" are members of each other, or refused with 409

  @RFC7644-3.7.2-b @requires.enterprise
  Scenario: a new user's new manager
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "boss", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example",
         "active": true, "displayName": "Ann Example", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}},
        {"method": "POST", "path": "/Users", "bulkId": "one", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-max@contoso.example",
         "active": true, "displayName": "Max Example", "name": {"givenName": "Max", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-max@contoso.example"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"value": "bulkId:boss"}}}}]}
      """
    Then the bulk answer's "boss" is ann
    And the bulk answer's "one" is max
    And the service provider has this user for max
      | attribute | value |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "ann"}} |
