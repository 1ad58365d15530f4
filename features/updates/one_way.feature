Feature: The directory leads
  Synchronisation goes one way. What somebody changes at the service provider never reaches the directory, and is put right
  the next time the directory's value changes.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run

  @VCC-04 @MS-PROV-05
  Scenario: a change made at the service provider does not flow back
    When alice is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Changed Elsewhere"}]
      """
    And 40 minutes pass
    Then alice still has this in the directory
      | attribute   | value         |
      | displayName | Alice Example |
    And the service provider has this user for alice
      | attribute   | value             |
      | displayName | Changed Elsewhere |

  @VCC-04 @MS-PROV-04 @requires.emails @dialects
  Scenario: the next change in the directory puts it right
    When alice is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Changed Elsewhere"}]
      """
    And alice changes in the directory
      | attribute | value                          |
      | mail      | {{unique}}-new@contoso.example |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                    | value                          |
      | displayName                  | Alice Example                  |
      | emails[type eq "work"].value | {{unique}}-new@contoso.example |

  @MS-PROV-14
  Scenario: a user deleted at the service provider is reported, not silently made again
    When a client sends DELETE /Users/{{id of "alice"}}
    And alice changes in the directory
      | attribute | value   |
      | surname   | Married |
    And 40 minutes pass
    Then the provisioning log has these rows for alice
      | action | status  | errorCode     |
      | create | success |               |
      | update | failure | InvalidAnchor |
