Feature: A renamed user stays the same user
  After a marriage or a change of domain the userName is another one. The id stays; the new name finds the user, the old one
  finds nobody.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-04 @MS-SCIM-14 @D-054 @D-105 @dialects
  Scenario: the new name finds the same id
    When alice changes in the directory
      | attribute         | value                              |
      | userPrincipalName | {{unique}}-renamed@contoso.example |
    And 40 minutes pass
    Then alice has the same id as before
    And the service provider has exactly one user for alice

  @MS-SCIM-14 @D-054 @dialects
  Scenario: the old name finds nobody
    When alice changes in the directory
      | attribute         | value                              |
      | userPrincipalName | {{unique}}-renamed@contoso.example |
    And 40 minutes pass
    And a client sends GET /Users?filter=userName eq "{{unique}}-alice@contoso.example"
    Then the answer lists nobody

  @D-106
  Scenario: the name that Entra ID gives a deleted user changes the name alone
    When alice is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"},
       {"op": "Replace", "path": "userName", "value": "283405f5c1d84b0c9c5de1a7b7b0d2c2{{userName of "alice"}}"}]
      """
    Then the answer is 200 or 204
    And nothing of alice's user has changed except
      | attribute |
      | active    |
      | userName  |

  @D-106
  Scenario: the name that Entra ID gives a deleted user can be taken back
    Given alice is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"},
       {"op": "Replace", "path": "userName", "value": "283405f5c1d84b0c9c5de1a7b7b0d2c2{{userName of "alice"}}"}]
      """
    When alice is patched with
      """
      [{"op": "Replace", "path": "active", "value": "True"}, {"op": "Replace", "path": "userName", "value": "{{userName of "alice"}}"}]
      """
    Then the answer is 200 or 204
    And alice has the same id as before
    And nothing of alice's user has changed
