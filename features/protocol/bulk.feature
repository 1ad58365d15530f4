Feature: Many operations in one request
  For service providers that claim bulk: every operation is done as if it had come alone, has its own result, and takes no
  other down with it.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |

  @RFC7644-3.7-a @RFC7644-3.7-b
  Scenario: each operation has its result
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "one", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example",
         "active": true, "displayName": "Ann Example", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}},
        {"method": "PATCH", "path": "/Users/{{id of "bob"}}", "data": {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]}},
        {"method": "DELETE", "path": "/Users/{{id of "eve"}}"}]}
      """
    Then the bulk operations have these results
      | operation       | status     |
      | one             | 201        |
      | {{id of "bob"}} | 200 or 204 |
      | {{id of "eve"}} | 204        |
    And the bulk answer's "one" is ann
    And the service provider has this user for ann
      | attribute   | value       |
      | displayName | Ann Example |
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
    And the service provider has no user for eve

  @RFC7644-3.7-c
  Scenario: an operation that fails does not stop the others
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "again", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-bob@contoso.example",
         "active": true, "displayName": "Bob Example", "name": {"givenName": "Bob", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-bob@contoso.example"}]}},
        {"method": "POST", "path": "/Users", "bulkId": "new", "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example",
         "active": true, "displayName": "Ann Example", "name": {"givenName": "Ann", "familyName": "Example"},
         "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}}]}
      """
    Then the bulk operations have these results
      | operation | status |
      | again     | 409    |
      | new       | 201    |
