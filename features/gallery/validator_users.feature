Feature: The SCIM Validator's user tests
  What the hosted validator sends for users, by its own names: twelve tests that decide, one of deletion, four in preview.
  Where it is wrong it is not followed; what it will say nevertheless is told after the run.

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

  @VALIDATOR-06
  Scenario: PATCH /Users, replace attributes in one verbose request
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renewed"},
       {"op": "replace", "path": "name.givenName", "value": "Robert"},
       {"op": "replace", "path": "name.familyName", "value": "Renewed"},
       {"op": "replace", "path": "externalId", "value": "{{unique}}-r"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value        |
      | displayName     | Bob Renewed  |
      | name.givenName  | Robert       |
      | name.familyName | Renewed      |
      | externalId      | {{unique}}-r |

  @VALIDATOR-07
  Scenario: PATCH /Users, update userName
    When bob is patched with
      """
      [{"op": "replace", "value": {"userName": "{{unique}}-renamed@contoso.example"}}]
      """
    Then the answer is 200 or 204
    When a client sends GET /Users?filter=userName eq "{{unique}}-renamed@contoso.example"
    Then the answer lists bob

  @VALIDATOR-08
  Scenario: PATCH /Users, disable user
    When bob is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute | value |
      | active    | false |

  @VALIDATOR-09
  Scenario: PATCH /Users, add attributes in one verbose request
    When bob is patched with
      """
      [{"op": "add", "path": "displayName", "value": "Bob Added"},
       {"op": "add", "path": "name.givenName", "value": "Roberto"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-a"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | displayName    | Bob Added    |
      | name.givenName | Roberto      |
      | externalId     | {{unique}}-a |

  @VALIDATOR-13
  Scenario: DELETE /Users
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 200 or 204
    And the service provider has no user for bob

  @VALIDATOR-26
  Scenario: PATCH /Users, several operations on different attributes
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renewed"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-m"},
       {"op": "remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | displayName    | Bob Renewed  |
      | externalId     | {{unique}}-m |
      | name.givenName | (absent)     |

  @VALIDATOR-27
  Scenario: PATCH /Users, several operations on one attribute
    When bob is patched with
      """
      [{"op": "remove", "path": "externalId"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-1"},
       {"op": "replace", "path": "externalId", "value": "{{unique}}-2"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute  | value        |
      | externalId | {{unique}}-2 |

  @VALIDATOR-28
  Scenario: DELETE /Users, non-existing user
    When a client sends DELETE /Users/8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f3
    Then the answer is 404

  @VALIDATOR-29
  Scenario: DELETE /Users, the same user twice
    When a client sends DELETE /Users/{{id of "bob"}}
    And a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 404
