Feature: Only the attributes that are asked for, of what was changed
  The answer to a change has the attributes that the request asks for, as the answer to a read does.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.5.2-i @RFC7644-3.4.2.5-b
  Scenario: a PATCH answers with what was asked for
    When a client sends PATCH /Users/{{id of "bob"}}?attributes=userName with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]}
      """
    Then the answer is 200
    And the answer has
      | attribute   | value                 |
      | id          | {{id of "bob"}}       |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |

  @RFC7644-3.4.2.5-b @profile.rfc
  Scenario: a PUT answers with what was asked for
    When a client sends PUT /Users/{{id of "bob"}}?attributes=userName with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "active": true,
       "displayName": "Bob Replaced", "name": {"givenName": "Bob", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-bob@contoso.example"}]}
      """
    Then the answer is 200
    And the answer has
      | attribute   | value                 |
      | id          | {{id of "bob"}}       |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |

  @RFC7644-3.4.2.5-c @profile.rfc
  Scenario: a PUT that leaves something out
    When a client sends PUT /Users/{{id of "bob"}}?excludedAttributes=displayName with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "active": true,
       "displayName": "Bob Replaced", "name": {"givenName": "Bob", "familyName": "Example"},
       "emails": [{"type": "work", "value": "{{unique}}-bob@contoso.example"}]}
      """
    Then the answer is 200
    And the answer has
      | attribute   | value                 |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |
