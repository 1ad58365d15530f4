Feature: Values that VCC does not take
  A violated rule answers 400 invalidValue, names the attribute, the rule and the value, and changes nothing.

  @VCC-10 @VCC-16
  Scenario Outline: a create with <what> is refused
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "<userName>", "active": true, <rest>}
      """
    Then the answer is a SCIM error with status 400 and scimType invalidValue
    And the answer's detail names
      | text   |
      | <name> |
      | <text> |

    Examples:
      | what                   | userName                    | name         | text             | rest                                                                                                                                                                       |
      | a phone with spaces    | {{unique}}-v@contoso.example | phoneNumbers | +44 20 7946 0958 | "displayName": "V", "emails": [{"type": "work", "value": "{{unique}}-v@contoso.example"}], "phoneNumbers": [{"type": "work", "value": "+44 20 7946 0958"}] |
      | a phone with brackets  | {{unique}}-v@contoso.example | phoneNumbers | (020)79460958    | "displayName": "V", "emails": [{"type": "work", "value": "{{unique}}-v@contoso.example"}], "phoneNumbers": [{"type": "work", "value": "(020)79460958"}]    |
      | a phone with hyphens   | {{unique}}-v@contoso.example | phoneNumbers | 020-7946-0958    | "displayName": "V", "emails": [{"type": "work", "value": "{{unique}}-v@contoso.example"}], "phoneNumbers": [{"type": "work", "value": "020-7946-0958"}]    |

  @VCC-16
  Scenario Outline: a create with <what> breaks a rule
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "<userName>", "active": true, <rest>}
      """
    Then the answer is a SCIM error with status 400 and scimType invalidValue
    And the answer's detail names
      | text   |
      | <name> |
      | <text> |

    Examples:
      | what                   | userName                    | name         | text             | rest                                                                                                                                                                       |
      | no e-mail              | {{unique}}-v@contoso.example | emails       | required         | "displayName": "V"                                                                                                                                                         |
      | a broken e-mail        | {{unique}}-v@contoso.example | emails       | not-an-address   | "displayName": "V", "emails": [{"type": "work", "value": "not-an-address"}]                                                                                               |
      | no display name        | {{unique}}-v@contoso.example | displayName  | required         | "emails": [{"type": "work", "value": "{{unique}}-v@contoso.example"}]                                                                                                      |
      | too long a userName    | {{unique}}-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@contoso.example | userName | 100 | "displayName": "V", "emails": [{"type": "work", "value": "{{unique}}-v@contoso.example"}] |

  @VCC-10 @VCC-16
  Scenario: an update to a phone with spaces changes nothing
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +442079460958                      |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Bob Renamed"},
       {"op": "Replace", "path": "phoneNumbers[type eq \"work\"].value", "value": "+44 20 7946 0999"}]
      """
    Then the answer is a SCIM error with status 400 and scimType invalidValue
    And nothing of bob's user has changed

  @VCC-16 @D-027 @profile.vcc
  Scenario: the e-mail of another user is refused
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-v@contoso.example", "active": true,
       "displayName": "V", "emails": [{"type": "work", "value": "{{USERNAME of "bob"}}"}]}
      """
    Then the answer is a SCIM error with status 409 and scimType uniqueness
