Feature: A write that was refused is sent again
  Whatever the refusal, the next cycle makes up for it, and the one after has nothing left to do.

  @MS-PROV-20 @dialects
  Scenario Outline: a change that was answered with <status> is sent again, and then no more
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered
    And the next PATCH is answered with <status> and Retry-After 30
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
    When 1 day passes
    Then no PATCH was sent since

    Examples:
      | status |
      | 429    |
      | 503    |

  @MS-PROV-20 @MS-PROV-05 @dialects
  Scenario Outline: creates that were answered with <status> are made up for, and the cycle after sends nothing
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
    And POST is answered with <status> until further notice
    And provisioning is switched on
    When the service provider answers again
    And 80 minutes pass
    Then the service provider has exactly one user for alice
    And the service provider has exactly one user for bob
    When provisioning is restarted
    And 80 minutes pass
    Then no POST was sent since
    And no PATCH was sent since

    Examples:
      | status |
      | 400    |
      | 429    |
      | 500    |
