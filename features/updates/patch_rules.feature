Feature: What a PATCH must keep to
  In order, all or nothing, and without touching what belongs to the server.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5.2-a
  Scenario: a wrong operation undoes the right one before it
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}, {"op": "replace", "path": "active", "value": "neither"}]
      """
    Then the answer is 400
    And nothing of bob's user has changed

  @RFC7644-3.5.2-b @D-099
  Scenario: the last of two values wins
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "First"}, {"op": "replace", "path": "displayName", "value": "Second"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value  |
      | displayName | Second |

  @RFC7644-3.5.2.1-a @D-095
  Scenario: the present value again is a success
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Example"}]
      """
    Then the answer is 200 or 204
    And nothing of bob's user has changed

  @D-105
  Scenario Outline: the own userName <how> is no conflict
    When bob is patched with
      """
      [{"op": "Replace", "path": "userName", "value": "<name>"}]
      """
    Then the answer is 200 or 204
    And the service provider has exactly one user for bob

    Examples:
      | how         | name                  |
      | again       | {{userName of "bob"}} |
      | in capitals | {{USERNAME of "bob"}} |

  @D-094
  Scenario: Remove with a value does not write the value
    When bob is patched with
      """
      [{"op": "Remove", "path": "name.givenName", "value": "Somebody Else"}]
      """
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute      | value            |
      | name.givenName | (Bob or absent)  |

  @RFC7644-3.5.2.2-a @D-092 @D-109
  Scenario: remove takes a value away
    Given bob is patched with
      """
      [{"op": "add", "path": "name.givenName", "value": "Robert"}]
      """
    When bob is patched with
      """
      [{"op": "remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value    |
      | name.givenName | (absent) |

  @MS-SCIM-06 @D-075 @D-092
  Scenario: Remove in a capital letter takes a value away
    Given bob is patched with
      """
      [{"op": "Add", "path": "name.givenName", "value": "Robert"}]
      """
    When bob is patched with
      """
      [{"op": "Remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value    |
      | name.givenName | (absent) |

  @RFC7644-3.5.2-c @D-102
  Scenario: groups cannot be written on a user
    When bob is patched with
      """
      [{"op": "replace", "path": "groups", "value": [{"value": "{{unique}}-admins"}]}]
      """
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer does not mention "{{unique}}-admins"
    And nothing of bob's user has changed

  @RFC7644-3.5.2-c @D-102
  Scenario: the id cannot be written
    When bob is patched with
      """
      [{"op": "replace", "path": "id", "value": "{{unique}}-mine"}]
      """
    Then bob has the same id as before
    And nothing of bob's user has changed

  @RFC7644-3.5.2-d
  Scenario: a user whom nobody knows cannot be patched
    When a client sends PATCH /Users/{{unique}}-nobody with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "displayName", "value": "X"}]}
      """
    Then the answer is 404

  @D-101
  Scenario Outline: a PATCH <kind> never breaks the server
    When a client sends PATCH /Users/{{id of "bob"}} with
      """
      <body>
      """
    Then the answer is 200, 204, 400 or 404
    And nothing of bob's user has changed

    Examples:
      | kind                    | body                                                                                                                                                                                                     |
      | without schemas         | {"Operations": [{"op": "replace", "path": "displayName", "value": "Bob Example"}]}                                                                                                                       |
      | without operations      | {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": []}                                                                                                                         |
      | of an unknown attribute | {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "noSuchAttribute", "value": "x"}]}                                                               |
      | with schemas null       | {"schemas": null, "Operations": [{"op": "replace", "path": "displayName", "value": "Bob Example"}]}                                                                                                      |

  @RFC7644-3.12-b @D-101 @D-159 @D-161
  Scenario Outline: a body <kind> is a SCIM error
    When a client sends PATCH /Users/{{id of "bob"}} with
      """
      <body>
      """
    Then the answer is a SCIM error with status 400
    And nothing of bob's user has changed

    Examples:
      | kind                  | body                                                                                                                          |
      | that is cut off       | {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [                                                 |
      | with an unknown op    | {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "move", "path": "displayName", "value": "X"}]} |
