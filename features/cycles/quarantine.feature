Feature: A job in quarantine comes back
  A service provider that refuses the job as a whole puts it into quarantine: cycles thin out to one in six hours and then
  one a day. Whoever has changed meanwhile is made up for in the first cycle that is answered again, and nobody twice.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
    And the first cycle has run
    And the user of bob is remembered

  @MS-PROV-23 @dialects
  Scenario Outline: what was missed while <method> was answered with <status> is made up for
    Given <method> is answered with <status> until further notice
    When alice is disabled in the directory
    And 80 minutes pass
    Then the job is in quarantine
    And no PATCH was sent since
    When the service provider answers again
    And the directory has these assigned users
      | user |
      | kim  |
    And 6 hours pass
    Then the job is not in quarantine
    And the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And the service provider has exactly one user for kim
    And nothing of bob's user has changed

    Examples:
      | method     | status |
      | everything | 401    |
      | GET        | 404    |

  @MS-PROV-23 @dialects
  Scenario: an endpoint that breaks down for a day is no reason for a quarantine
    Given everything is answered with 500 until further notice
    When alice is disabled in the directory
    And 1 day passes
    Then the latest cycle failed
    And the job is not in quarantine
    When the service provider answers again
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And nothing of bob's user has changed
