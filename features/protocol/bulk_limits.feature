Feature: Where a bulk request ends
  At the number of errors that the request allows, and at the limits that the configuration has.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |

  @RFC7644-3.7-d
  Scenario: failOnErrors stops behind the error
    When a client sends POST /Bulk with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "failOnErrors": 1, "Operations": [
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
    When a client sends GET /Users?filter=userName eq "{{unique}}-ann@contoso.example"
    Then the answer lists nobody

  @RFC7644-3.7.4-a
  Scenario: more than is allowed is refused
    Then more bulk operations than are allowed are refused with 413
