Feature: Any text is kept
  Names have apostrophes, umlauts and other scripts, departments have ampersands. What is decoded twice, cut off or
  interpreted on the way is sent again every forty minutes.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
      | eve  | {{unique}}-eve |

  @MS-SCIM-34 @MS-SCIM-10
  Scenario Outline: <attribute> keeps every text
    Then <attribute> of bob keeps every text

    Examples:
      | attribute   |
      | displayName |
      | userName    |

  @MS-SCIM-34 @MS-SCIM-10 @profile.entra @profile.rfc
  Scenario: externalId keeps every text
    Then externalId of bob keeps every text

  @MS-SCIM-34 @requires.title @profile.entra @profile.rfc
  Scenario: title keeps every text
    Then title of bob keeps every text

  @MS-SCIM-34 @MS-SCIM-10 @MS-SCIM-32 @requires.patch @profile.entra @profile.rfc
  Scenario: each attribute keeps every text
    Then each writable text keeps every text

  @MS-SCIM-34 @MS-SCIM-03
  Scenario Outline: a create with <text> keeps it
    Then a user created with "<text>" in every text has it there

    Examples:
      | text                      |
      | O'Neill "Zed" A+B & C#D   |
      | 100%41 王 Łukasz 😀       |
      | MixedCASE van der Bergstraße-Wallerstein the Second of That Name and Then Some |

  # RFC 8259, 7: escaped or not, it is the same text.
  @MS-SCIM-34 @requires.patch
  Scenario: escaped characters are the characters
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Zo\u00EB \u738b \ud83d\ude00 A\/B \u0026 C"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value            |
      | displayName | Zoë 王 😀 A/B & C |

  @MS-SCIM-39
  Scenario: a change shows in the times of the user
    Then a change of bob moves lastModified on and leaves created
