Feature: Thousands of members in batches
  A large group does not come in one request: PATCH after PATCH brings a part of its members, and each adds to what the ones
  before it brought.

  @MS-GROUP-31 @D-170 @requires.groups @requires.volume
  Scenario: two thousand members arrive, a hundred at a time
    Given the directory has these assigned users
      | user  |
      | alice |
    And the directory has these assigned groups
      | group | members |
      | sales | alice   |
    And the job has these settings
      | setting         | value |
      | MembersPerPatch | 100   |
    And 2000 more users join the group sales in the directory
    When provisioning is switched on
    And 80 minutes pass
    Then the group sales has the 2000 and alice
    And the last of them is found by userName
    When alice leaves the group sales in the directory
    And 80 minutes pass
    Then the group sales has the 2000
    When 1 day passes
    Then no PATCH was sent since
