Feature: What replace sets
  A replacement sets what is not there yet, and reaches the elements that it selects.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5.2.3-c
  Scenario: replace sets what had no value
    When bob is patched with
      """
      [{"op": "replace", "path": "externalId", "value": "{{unique}}-1"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute  | value        |
      | externalId | {{unique}}-1 |

  @RFC7644-3.5.2.3-e
  Scenario: replace of a complex attribute sets its parts
    When bob is patched with
      """
      [{"op": "replace", "path": "name", "value": {"givenName": "Robert", "familyName": "Replaced"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value    |
      | name.givenName  | Robert   |
      | name.familyName | Replaced |

  @RFC7644-3.5.2.3-f @requires.emails
  Scenario: replace with a value path changes what it selects
    When bob is patched with
      """
      [{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "{{unique}}-new@contoso.example"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                          |
      | emails[type eq "work"].value | {{unique}}-new@contoso.example |
