Feature: Values of another type
  A text where an object belongs, or a number where a text does, is the client's mistake: it is told so, nothing is stored,
  and nothing breaks.

  @RFC7644-3.12-e
  Scenario Outline: a create with <what> is refused
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", <members>}
      """
    Then the answer is a SCIM error with status 400
    When a client sends GET /Users?filter=userName eq "{{unique}}-ann@contoso.example"
    Then the answer lists nobody

    Examples:
      | what                        | members                                                          |
      | an object as a text         | "displayName": {"text": "New Example"}                           |
      | a list as a text            | "displayName": ["New", "Example"]                                |
      | a text as a complex value   | "displayName": "New Example", "name": "New Example"              |
      | a list as a complex value   | "displayName": "New Example", "name": ["New", "Example"]         |
      | a list of numbers as e-mail | "displayName": "New Example", "emails": [1, 2]                   |
      | an object as a boolean      | "displayName": "New Example", "active": {"value": true}          |

  @RFC7644-3.12-e
  Scenario: a PATCH with an object as a text is refused
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": {"text": "Bob Renamed"}}]
      """
    Then the answer is a SCIM error with status 400
    And nothing of bob's user has changed
