Feature: Whoever leaves loses access
  Disabled, unassigned or deleted in the directory all come to the same: active false, the record kept. In the default
  dialect the false is the text "False", and a server that keeps it as text keeps the leaver.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-06 @MS-SCIM-08 @MS-SCIM-12 @VCC-02 @VCC-06 @D-077 @D-078 @D-079 @D-134 @dialects
  Scenario: a user disabled in the directory is inactive and kept
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And nothing of alice's user has changed except
      | attribute |
      | active    |
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |

  @MS-PROV-07 @MS-SCIM-12 @VCC-02 @D-077 @D-078 @D-079 @D-134 @dialects
  Scenario: an unassigned user is inactive and kept
    When alice is unassigned from the application
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And alice has the same id as before

  @MS-PROV-09 @MS-SCIM-12 @D-077 @D-078 @D-079 @D-134 @dialects
  Scenario: a user deleted in the directory is inactive and kept for thirty days
    When alice is deleted in the directory
    And 29 days pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
