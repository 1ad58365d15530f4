Feature: Values of a wrong type do no harm
  A client that mixes up a text with an object is told so, or its value is left out or made one of the right type. Kept as it
  is, it breaks every client that reads the user afterwards.

  @RFC7643-2.3-d
  Scenario Outline: a create with <what>
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-ann@contoso.example", <members>}
      """
    Then the user "{{unique}}-ann@contoso.example" is refused, or has values of the right types

    Examples:
      | what                           | members                                                                                      |
      | a number as a text             | "displayName": 42                                                                            |
      | a boolean as a text            | "displayName": "New Example", "title": true                                                  |
      | an object as an identifier     | "displayName": "New Example", "externalId": {"value": "{{unique}}"}                          |
      | a number as a boolean          | "displayName": "New Example", "active": 7                                                    |
      | a word as a boolean            | "displayName": "New Example", "active": "perhaps"                                            |
      | a list as a boolean            | "displayName": "New Example", "active": [true]                                               |
      | an object as a name's part     | "displayName": "New Example", "name": {"givenName": {"text": "New"}, "familyName": "Example"} |
      | one object as a list           | "displayName": "New Example", "emails": {"value": "{{unique}}-ann@contoso.example"}          |
      | a text as a list               | "displayName": "New Example", "emails": "{{unique}}-ann@contoso.example"                     |
      | a list of texts as elements    | "displayName": "New Example", "phoneNumbers": ["+44 20 7946 0958"]                           |
      | a list with null as an element | "displayName": "New Example", "emails": [null]                                               |
      | an object as an element's part | "displayName": "New Example", "emails": [{"type": "work", "value": {"a": "b"}}]              |
      | a word as an element's primary | "displayName": "New Example", "emails": [{"value": "{{unique}}-a@contoso.example", "primary": "perhaps"}] |
      | a text as meta                 | "displayName": "New Example", "meta": "none"                                                 |

  @RFC7643-2.3-d @requires.patch
  Scenario: a change to a value of a wrong type
    Given these users exist at the service provider
      | user |
      | bob  |
    Then no attribute of bob takes a value of a wrong type by PATCH

  @RFC7643-2.3-d
  Scenario: a replacement with a value of a wrong type
    Given these users exist at the service provider
      | user |
      | bob  |
    Then no attribute of bob takes a value of a wrong type by PUT
