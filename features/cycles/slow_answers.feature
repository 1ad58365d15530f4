Feature: An answer that takes its time
  Entra ID waits a minute for an answer. One that comes within it counts, however late, and is not asked for again; what was
  done for one that came later is there when Entra ID comes back.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |

  @MS-PROV-25
  Scenario: a create that is answered in the last second is a success
    Given the answer to the next POST takes 59 seconds
    When provisioning is switched on
    And 1 day passes
    Then the provisioning log has these rows for alice
      | action | status  |
      | create | success |
    And the service provider has exactly one user for alice
    And the service provider has exactly one user for bob

  @MS-PROV-25 @dialects
  Scenario Outline: a change whose answer takes <seconds> seconds is made once
    Given the first cycle has run
    And the user of alice is remembered
    And the user of bob is remembered
    And the answer to the next PATCH takes <seconds> seconds
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

    Examples:
      | seconds |
      | 59      |
      | 61      |
