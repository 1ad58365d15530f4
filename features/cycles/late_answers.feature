Feature: An answer that comes too late
  The service provider has done the work, and the connection is gone before Entra ID knows. The same request is sent again in
  the next cycle, and has to find what it wants done as good as doing it.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
    And the first cycle has run
    And the user of alice is remembered
    And the user of bob is remembered

  @MS-PROV-24 @dialects
  Scenario: a change that is sent twice is made once
    Given the answer to the next PATCH is lost
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 2 hours pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Married |
    And nothing of alice's user has changed except
      | attribute   |
      | displayName |
    And nothing of bob's user has changed
    When 1 day passes
    Then no PATCH was sent since

  @MS-PROV-24 @MS-PROV-11
  Scenario: a delete that is sent twice ends with the first
    Given the answer to the next DELETE is lost
    When alice is deleted in the directory
    And alice is purged in the directory
    And 2 hours pass
    Then the service provider has no user for alice
    And nothing of bob's user has changed
    When 1 day passes
    Then no DELETE was sent since

  @MS-GROUP-32 @D-120 @requires.groups @dialects
  Scenario: an addition of members that is sent twice adds each once
    Given the directory has these assigned groups
      | group | members |
      | sales | alice   |
    And 80 minutes pass
    And the answer to the next PATCH is lost
    When bob joins the group sales in the directory
    And 2 hours pass
    Then the group sales has the members alice, bob

  @MS-GROUP-32 @requires.groups @dialects
  Scenario: a removal of members that is sent twice removes nobody else
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    And 80 minutes pass
    And the answer to the next PATCH is lost
    When bob leaves the group sales in the directory
    And 2 hours pass
    Then the group sales has the members alice
