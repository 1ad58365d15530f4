Feature: Replacing a user with PUT
  Entra ID changes users with PATCH. Other clients send the whole user, and a service provider has to take that as well.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5-a @RFC7644-3.5.1-a
  Scenario: what the body has is what the user has
    When bob is replaced with
      | attribute       | value        |
      | displayName     | Bob Replaced |
      | name.familyName | Replaced     |
      | externalId      | {{unique}}-1 |
    Then the answer is 200 or 204
    And bob has the same id as before
    And the service provider has this user for bob
      | attribute       | value        |
      | displayName     | Bob Replaced |
      | name.familyName | Replaced     |
      | externalId      | {{unique}}-1 |

  @RFC7644-3.5.1-b
  Scenario: what is read-only stays
    When bob is replaced with
      | attribute    | value                |
      | id           | {{unique}}-chosen    |
      | meta.created | 2001-01-01T00:00:00Z |
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer does not mention "2001-01-01"
    And bob has the same id as before

  @RFC7644-3.5.1-d
  Scenario: a body without a required attribute is refused
    When a client sends PUT /Users/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "Without a Name"}
      """
    Then the answer is a SCIM error with status 400
    And nothing of bob's user has changed

  @RFC7644-3.2-a
  Scenario: nobody is created
    When a client sends PUT /Users/{{unique}}-nobody with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ghost@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ghost@contoso.example"}]}
      """
    Then the answer is 400, 403, 404, 405 or 501
    When a client sends GET /Users?filter=userName eq "{{unique}}-ghost@contoso.example"
    Then the answer lists nobody
