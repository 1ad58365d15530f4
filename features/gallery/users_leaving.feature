Feature: Microsoft's seven user tests: who goes and comes back
  Disabled, deleted and purged, unassigned and assigned again, as the Logic App does it in a real tenant.

  @GALLERY-03 @dialects
  Scenario: Disable_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |

  @GALLERY-04
  Scenario: Delete_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And alice is deleted in the directory
    And 40 minutes pass
    When alice is purged in the directory
    And 40 minutes pass
    Then the service provider has no user for alice
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |
      | delete  | success |

  @GALLERY-06 @dialects
  Scenario: Restore_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And alice is unassigned from the application
    And 40 minutes pass
    When alice is assigned to the application
    And 40 minutes pass
    Then the service provider has exactly one user for alice
    And the service provider has this user for alice
      | attribute | value |
      | active    | true  |
