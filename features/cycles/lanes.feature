Feature: VCC's timing by kind of change
  Whoever leaves is out within a minute, whoever joins is in within ten, and a new name takes forty at most.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run

  @VCC-07 @VCC-02 @dialects
  Scenario Outline: a user <gone> is inactive within one minute
    When alice is <gone>
    And 1 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |

    Examples:
      | gone                            |
      | unassigned from the application |
      | disabled in the directory       |

  @VCC-07 @VCC-01
  Scenario: a newly assigned user is there within ten minutes
    Given 7 minutes pass
    When the directory has these assigned users
      | user |
      | bob  |
    And 10 minutes pass
    Then the service provider has exactly one user for bob

  @VCC-07 @VCC-03 @dialects
  Scenario: a new name is there within forty minutes
    Given 13 minutes pass
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Married |
