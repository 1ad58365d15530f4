Feature: A user leaves the scope and comes back
  A scoping filter decides who is provisioned. Whoever leaves it becomes inactive and whoever comes back is the same user.

  Background:
    Given the directory has these assigned users
      | user  | department |
      | alice | Sales      |
      | bob   | Sales      |
    And the job's scoping filter is
      | attribute  | operator | value |
      | department | EQUALS   | Sales |
    And the first cycle has run
    And the user of alice is remembered
    And the user of bob is remembered

  @MS-PROV-08 @MS-PROV-13 @dialects
  Scenario: a user who comes back is active again under the same id
    Given alice changes in the directory
      | attribute  | value    |
      | department | Research |
    And 80 minutes pass
    When alice changes in the directory
      | attribute  | value |
      | department | Sales |
    And 80 minutes pass
    Then nothing of alice's user has changed
    And nothing of bob's user has changed
    And the service provider has exactly one user for alice

  @MS-PROV-08 @MS-PROV-04 @dialects
  Scenario: what changed outside of the scope arrives on coming back
    Given alice changes in the directory
      | attribute  | value    |
      | department | Research |
    And 80 minutes pass
    And alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 80 minutes pass
    When alice changes in the directory
      | attribute  | value |
      | department | Sales |
    And 80 minutes pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Married |
      | active      | true          |
    And nothing of bob's user has changed
