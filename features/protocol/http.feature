Feature: SCIM as HTTP
  Refusals, media types and versions are HTTP's, so that any client, proxy and log understands them.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-2-a
  Scenario Outline: a client with <what> is told how to authenticate
    When a client with the Authorization header "<header>" sends GET /Users/{{id of "bob"}}
    Then the answer is 401
    And the answer has the header WWW-Authenticate

    Examples:
      | what          | header           |
      | a wrong token | Bearer {{TOKEN}} |
      | no token      |                  |

  @RFC7644-3.8-a
  Scenario Outline: a client that accepts <type> is served
    When a client with the Accept header "<type>" sends GET /Users/{{id of "bob"}}
    Then the answer is 200
    And the answer has
      | attribute | value           |
      | id        | {{id of "bob"}} |

    Examples:
      | type                             |
      | application/scim+json            |
      | application/json                 |
      | application/scim+json, */*;q=0.1 |
      | */*                              |

  @RFC7644-3.8-b
  Scenario Outline: text goes in and out as UTF-8, as <type>
    When a client sends POST /Users as "<type>" with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", "active": true,
       "displayName": "Zoë Łuk 王小明 😀", "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value             |
      | displayName | Zoë Łuk 王小明 😀 |

    Examples:
      | type                                 |
      | application/scim+json                |
      | application/scim+json; charset=utf-8 |
      | application/json                     |
