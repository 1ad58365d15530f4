Feature: Values of a create
  active arrives as a boolean or as a text, and what has no value does not come back as null.

  @MS-SCIM-03
  Scenario: a user created as inactive is inactive
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-off@contoso.example",
       "name": {"familyName": "Example", "givenName": "Off"}, "displayName": "Off Example", "active": false,
       "emails": [{"type": "work", "value": "{{unique}}-off@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute | value |
      | active    | false |
    And the answer equals the user as read by id

  @D-033
  Scenario Outline: active as the text "<text>" is understood as a boolean
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-text@contoso.example",
       "name": {"familyName": "Example", "givenName": "Text"}, "displayName": "Text Example", "active": "<text>",
       "emails": [{"type": "work", "value": "{{unique}}-text@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has
      | attribute | value   |
      | active    | <value> |

    Examples:
      | text  | value |
      | True  | true  |
      | False | false |

  @D-110
  Scenario: an attribute without a value does not come back as null
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "roles": [],
       "name": {"familyName": "Example", "givenName": "Null"}, "displayName": "Null Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}]}
      """
    Then the answer is 201
    And the answer has no null
