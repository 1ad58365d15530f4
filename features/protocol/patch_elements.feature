Feature: Which elements an addition makes
  One element at most is the primary one, and an element that is there already is not there twice.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

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
