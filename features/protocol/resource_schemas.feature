Feature: What a resource says of itself
  schemas names what the resource has, an extension's attributes stand below its URN, and an id is one resource's for good.

  @RFC7643-3.1-b
  Scenario: an id is one user's and stays
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And the user of bob is remembered
    When a client sends PATCH /Users/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]}
      """
    And a client sends GET /Users/{{id of "eve"}}
    Then the answer has
      | attribute | value                 |
      | id        | {{id of "eve"}}       |
      | userName  | {{userName of "eve"}} |
    And bob has the same id as before

  @RFC7643-3-b
  Scenario: the schemas are the resource type's
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer's schemas are those of the resource type User, each once

  @RFC7643-7-b
  Scenario: a value that is case exact keeps its letter case
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-aBc |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute  | value          |
      | externalId | {{unique}}-aBc |

  @RFC7643-3.3-a
  Scenario: an extension is a container of its own
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | bob  | Research |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute | value |
      | schemas | (with urn:ietf:params:scim:schemas:extension:enterprise:2.0:User) |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | Research |
      | department | (absent) |

  @RFC7643-3-c @requires.enterprise
  Scenario: the order of schemas does not matter
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:User"],
       "userName": "{{unique}}-ann@contoso.example", "active": true, "displayName": "New Example",
       "name": {"givenName": "New", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-ann@contoso.example"}], "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Research"}}
      """
    Then the answer is 201
    And the answer has
      | attribute | value |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | Research |
