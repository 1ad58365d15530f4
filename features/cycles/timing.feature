Feature: The forty-minute cycle
  Provisioning begins at once when it is switched on. After that a change waits for the next cycle and no longer.

  @MS-PROV-19 @VCC-08
  Scenario: the first cycle begins immediately
    Given the directory has these assigned users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has exactly one user for alice

  @MS-PROV-19 @VCC-08 @VCC-07
  Scenario: somebody assigned later is there after forty minutes at most
    Given provisioning is switched on
    When the directory has these assigned users
      | user  |
      | alice |
    And 40 minutes pass
    Then the service provider has exactly one user for alice

  @MS-PROV-05 @MS-PROV-19 @dialects
  Scenario: a cycle without a change writes nothing
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered
    When 1 day passes
    Then no POST was sent since
    And no PATCH was sent since
    And no DELETE was sent since
    And nothing of alice's user has changed

  @MS-PROV-05 @dialects
  Scenario: a change that is not mapped sends nothing
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice changes in the directory
      | attribute   | value |
      | companyName | Other |
    And 40 minutes pass
    Then no PATCH was sent since

  @MS-PROV-21 @D-141 @dialects
  Scenario: after a restart nothing is sent, for what was accepted is still there
    Given the directory has these assigned users
      | user  | displayName    |
      | alice | Example, Alice |
    And the first cycle has run
    When provisioning is restarted
    And 40 minutes pass
    Then no POST was sent since
    And no PATCH was sent since
