Feature: The SCIM Validator's user tests: creating and finding
  What the hosted validator sends for users, by its own names. Where it is wrong it is not followed; what it will say
  nevertheless is told after the run.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @VALIDATOR-01
  Scenario: POST /Users, create a new user
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-new@contoso.example", "active": true,
       "externalId": "{{unique}}-x", "name": {"familyName": "Example", "givenName": "New"}, "displayName": "New Example",
       "emails": [{"type": "work", "value": "{{unique}}-new@contoso.example"}]}
      """
    Then the answer is 201
    When a client sends GET /Users?filter=userName eq "{{unique}}-new@contoso.example"
    Then the answer is a well-formed list
    And every user of the answer has
      | attribute                    | value                          |
      | userName                     | {{unique}}-new@contoso.example |
      | externalId                   | {{unique}}-x                   |
      | active                       | true                           |
      | displayName                  | New Example                    |
      | name.givenName               | New                            |
      | name.familyName              | Example                        |
    And the answer has
      | attribute    | value |
      | totalResults | 1     |

  @VALIDATOR-02
  Scenario: POST /Users, create a duplicate user
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "active": true,
       "name": {"familyName": "Again", "givenName": "Bob"}, "displayName": "Bob Again",
       "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is 409
    And the service provider has exactly one user for bob

  @VALIDATOR-03
  Scenario: GET /Users filter, existing user
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer is a well-formed list
    And the answer lists bob

  @VALIDATOR-04
  Scenario: GET /Users filter, non-existing user
    When a client sends GET /Users?filter=userName eq "{{unique}}-nobody"
    Then the answer is a well-formed list
    And the answer lists nobody

  @VALIDATOR-05
  Scenario: GET /Users filter, different case
    When a client sends GET /Users?filter=userName eq "{{USERNAME of "bob"}}"
    Then the answer lists bob
