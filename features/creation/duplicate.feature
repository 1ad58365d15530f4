Feature: A userName that is taken
  One person, one account: a second create with the same name is a conflict that Entra ID can read, in whatever letter case,
  and whoever has the name stays as they were.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-Bob |
    And the user of bob is remembered

  @RFC7643-4.1.1-a @RFC7644-3.3-c @D-024 @D-026
  Scenario: the same userName again is a conflict
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "displayName": "Bob Again",
       "name": {"familyName": "Again", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is a SCIM error with status 409 and scimType uniqueness
    And the service provider has exactly one user for bob
    And nothing of bob's user has changed

  @RFC7643-4.1.1-a @D-029
  Scenario: the same userName in capitals is a conflict
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{USERNAME of "bob"}}", "displayName": "Bob Again",
       "name": {"familyName": "Again", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is 409
    And the service provider has exactly one user for bob

  @RFC7643-4.1.1-a @D-105
  Scenario: renaming to a name that is taken is a conflict
    Given these users exist at the service provider
      | user |
      | dave |
    And the user of dave is remembered
    When dave is patched with
      """
      [{"op": "replace", "path": "userName", "value": "{{userName of "bob"}}"}]
      """
    Then the answer is 400 or 409
    And nothing of dave's user has changed
