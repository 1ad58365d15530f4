Feature: A job in which too much fails
  When more than two in five operations fail, the job goes into quarantine although the service provider answers. Whoever could
  not be provisioned meanwhile is, once the reason is gone, and nobody twice.

  Background:
    Given the job has these settings
      | setting                       | value |
      | QuarantineThresholds.Failures | 2     |
    And the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-23 @dialects
  Scenario: whoever could not be created is created once the quarantine is over
    Given POST is answered with 400 until further notice
    When the directory has these assigned users
      | user |
      | kim  |
      | lou  |
    And 80 minutes pass
    Then the job is in quarantine
    When the service provider answers again
    And 1 day passes
    Then the job is not in quarantine
    And the service provider has exactly one user for kim
    And the service provider has exactly one user for lou
    And nothing of alice's user has changed
