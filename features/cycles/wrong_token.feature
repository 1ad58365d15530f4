Feature: A secret token that is wrong for a while
  A token expires, or is mistyped in the portal: nothing may change meanwhile, and everything is made up for afterwards.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
    And the first cycle has run
    And the user of bob is remembered

  @MS-PROV-23 @MS-SCIM-02 @dialects
  Scenario: a wrong secret token changes nothing, and the right one makes up for it
    Given the job's secret token is wrong
    When alice is disabled in the directory
    And 80 minutes pass
    Then the latest cycle failed
    And the service provider has this user for alice
      | attribute | value |
      | active    | true  |
    When the job's secret token is right again
    And 1 day passes
    Then the job is not in quarantine
    And the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And nothing of bob's user has changed
