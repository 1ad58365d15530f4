Feature: Small changes are changes
  Somebody's name gets its capital letter, or the accent that was missing. A server that compares before it writes, without
  letter case or by a collation that folds accents, says that all went well and keeps the old text.

  @MS-PROV-04 @MS-SCIM-10 @profile.entra @profile.rfc
  Scenario Outline: a change of <what> alone arrives in every text
    Then a change of <what> alone arrives in every writable text

    Examples:
      | what        |
      | accents     |
      | a sign      |
      | letter case |

  @MS-PROV-04 @MS-SCIM-34
  Scenario: letter case of the externalId
    Given these users exist at the service provider
      | user | externalId         |
      | bob  | {{unique}}-abc-def |
    When bob is patched with
      """
      [{"op": "replace", "path": "externalId", "value": "{{unique}}-ABC-def"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute  | value              |
      | externalId | {{unique}}-ABC-def |

  @MS-GROUP-09 @requires.groups
  Scenario: the accent of a group's name
    Given these groups exist at the service provider
      | group | displayName     |
      | sales | {{unique}} Cafe |
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} Café"}]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute   | value           |
      | displayName | {{unique}} Café |
