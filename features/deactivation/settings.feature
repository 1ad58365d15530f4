Feature: Settings that change what a leaver gets
  A job can be told to leave alone whoever goes out of scope, and a target may say that it knows no inactive users.

  @MS-PROV-08
  Scenario: with out-of-scope deletions skipped, an unassigned user is left alone
    Given the directory has these assigned users
      | user  |
      | alice |
    And the job has these settings
      | setting                 | value |
      | SkipOutOfScopeDeletions | true  |
    And the first cycle has run
    And the user of alice is remembered
    When alice is unassigned from the application
    And 40 minutes pass
    Then nothing of alice's user has changed
    And no PATCH was sent since

  @MS-PROV-08
  Scenario: with out-of-scope deletions skipped, a disabled user becomes inactive all the same
    Given the directory has these assigned users
      | user  |
      | alice |
    And the job has these settings
      | setting                 | value |
      | SkipOutOfScopeDeletions | true  |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |

  @MS-PROV-15
  Scenario: where the target has no soft delete, a disabled user is deleted
    Given the directory has these assigned users
      | user  |
      | alice |
    And the job has these settings
      | setting             | value |
      | SoftDeleteSupported | false |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has no user for alice
