Feature: The secret token
  Only the token that was pasted into the admin center opens the endpoint. A missing or wrong one gives 401 with a SCIM
  error, so that the administrator reads "unauthorised" and not "not found".

  @MS-SCIM-02 @D-017 @D-018
  Scenario Outline: a request with <credential> is refused
    When a client with the Authorization header "<header>" sends GET /Users?filter=userName eq "{{unique}}-nobody"
    Then the answer is 401 or 403

    Examples:
      | credential                   | header                 |
      | no credential                |                        |
      | an empty token               | Bearer                 |
      | a one-letter token           | Bearer x               |
      | a wrong token                | Bearer {{unique}}      |
      | another scheme               | Basic eDp4             |
      | a letter less than the token | Bearer {{short token}} |
      | a letter more than the token | Bearer {{token}}x      |
      | the token in capitals        | Bearer {{TOKEN}}       |

  @MS-SCIM-02
  Scenario Outline: without the token <method> of a user is refused
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When a client with the Authorization header "Bearer {{unique}}" sends <method> /Users/{{id of "bob"}}
    Then the answer is 401 or 403
    And nothing of bob's user has changed

    Examples:
      | method |
      | GET    |
      | DELETE |

  @MS-SCIM-02
  Scenario: without the token nobody is created
    When a client with the Authorization header "Bearer {{unique}}" sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-intruder@contoso.example",
       "name": {"familyName": "Example", "givenName": "In"}, "displayName": "Intruder", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-intruder@contoso.example"}]}
      """
    Then the answer is 401 or 403

  @RFC7644-3.12-a @MS-SCIM-18 @RFC7644-3.8-d
  Scenario: the refusal is a SCIM error
    When a client with the Authorization header "Bearer {{unique}}" sends GET /Users?filter=userName eq "{{unique}}-nobody"
    Then the answer is a SCIM error with status 401 or 403
    And the answer's media type is SCIM's

  @MS-SCIM-05 @D-021 @D-064
  Scenario Outline: with a good token, an id <kind> is not found rather than refused
    When a client sends GET /Users/<id>
    Then the answer is 404

    Examples:
      | kind              | id                                   |
      | of another form   | {{unique}}-not-an-id                 |
      | nobody has        | 8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f1 |
