Feature: A password goes in and never comes out
  Whether a service provider takes passwords or passes over them, no answer has one, in no form.

  @RFC7643-4.1.1-b
  Scenario: a create does not return it, and neither does a query
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}],
       "password": "{{unique}}-Pa55word"}
      """
    Then the answer is 201 or 400
    And the answer does not mention "{{unique}}-Pa55word"
    When a client sends GET /Users?filter=userName eq "{{unique}}-ann@contoso.example"
    Then the answer does not mention "{{unique}}-Pa55word"
    And every user of the answer has
      | attribute | value    |
      | password  | (absent) |

  @RFC7643-4.1.1-b
  Scenario: nor does a query that asks for it
    Given these users exist at the service provider
      | user | password            |
      | bob  | {{unique}}-Pa55word |
    When a client sends GET /Users/{{id of "bob"}}?attributes=userName,password
    Then the answer has
      | attribute | value    |
      | password  | (absent) |
