Feature: What failed is tried again
  A failure is kept and retried in the next cycle, and the log has one row for each try.

  @MS-PROV-20
  Scenario: a create that met a fault succeeds in the next cycle
    Given the directory has these assigned users
      | user  |
      | alice |
    And the next POST is answered with 503
    When provisioning is switched on
    And 40 minutes pass
    Then the service provider has exactly one user for alice
    And the provisioning log has these rows for alice
      | action | status  |
      | create | failure |
      | create | success |
    And no cycle has more than one log row for alice

  @MS-PROV-20 @dialects
  Scenario: a disable that met a fault succeeds in the next cycle
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the next PATCH is answered with 500
    When alice is disabled in the directory
    And 80 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And no cycle has more than one log row for alice
