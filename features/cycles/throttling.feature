Feature: A service provider that asks to be left alone for a while
  It says for how long, with Retry-After. A job that heeds it sends what was refused again, and nothing else.

  Background:
    Given the job has these settings
      | setting         | value                 |
      | Wire.RetryAfter | RetryAfterUnavailable |
    And the directory has these assigned users
      | user  |
      | alice |
      | bob   |

  @MS-PROV-26
  Scenario Outline: a create that was put off with <status> is made in the same cycle
    Given the next POST is answered with <status> and Retry-After 120
    When provisioning is switched on
    Then the service provider has exactly one user for alice
    And the service provider has exactly one user for bob
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |

    Examples:
      | status |
      | 429    |
      | 503    |

  @MS-PROV-26 @dialects
  Scenario: a change that was put off is made once
    Given the first cycle has run
    And the user of bob is remembered
    And the next PATCH is answered with 429 and Retry-After 120
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Married |
    And nothing of bob's user has changed
    When 1 day passes
    Then no PATCH was sent since
