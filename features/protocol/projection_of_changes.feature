Feature: Only the attributes that are asked for, of what was created
  The answer to a create has the attributes that the request asks for, as the answer to a read does.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.4.2.5-b
  Scenario: a create
    When a client sends POST /Users?attributes=userName with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}
      """
    Then the answer has
      | attribute   | value                          |
      | id          | (present)                      |
      | userName    | {{unique}}-ann@contoso.example |
      | displayName | (absent)                       |

  @RFC7644-3.4.2.5-c
  Scenario: a create that leaves something out
    When a client sends POST /Users?excludedAttributes=displayName with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "New Example", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}
      """
    Then the answer has
      | attribute   | value                          |
      | userName    | {{unique}}-ann@contoso.example |
      | displayName | (absent)                       |
