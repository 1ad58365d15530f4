Feature: What replace and primary do
  A replacement sets what is not there yet, reaches the elements that it selects, and one element at most is the primary one.

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

  @RFC7644-3.5.2-g @requires.emails
  Scenario: a new primary element takes it from the others
    Given bob is patched with
      """
      [{"op": "replace", "path": "emails", "value": [
        {"type": "work", "value": "{{unique}}-work@contoso.example", "primary": true},
        {"type": "home", "value": "{{unique}}-home@contoso.example"}]}]
      """
    When bob is patched with
      """
      [{"op": "replace", "path": "emails[type eq \"home\"].primary", "value": true}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                      | value             |
      | emails[type eq "home"].primary | true              |
      | emails[type eq "work"].primary | (false or absent) |

  @RFC7643-2.4-a @requires.emails
  Scenario: an element that is there already is not there twice
    When bob is patched with
      """
      [{"op": "add", "path": "emails", "value": [{"type": "work", "value": "{{unique}}-bob@contoso.example"}]}]
      """
    Then nothing of bob's user has changed
