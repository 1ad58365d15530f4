Feature: A PATCH that cannot be done
  Whatever is wrong with it, the answer says so in words, and nobody is changed.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

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
