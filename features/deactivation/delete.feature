Feature: Whoever is gone for good is deleted
  Thirty days after the soft delete the directory forgets the user, and only then does Entra ID send a DELETE.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-11 @MS-SCIM-13
  Scenario: the user is deleted thirty days after the soft delete
    Given alice is deleted in the directory
    And 29 days pass
    When 2 days pass
    Then the service provider has no user for alice
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |
      | delete  | success |

  @MS-PROV-11 @MS-SCIM-13
  Scenario: the user is deleted when an administrator deletes for good
    Given alice is deleted in the directory
    When alice is purged in the directory
    And 40 minutes pass
    Then the service provider has no user for alice

  @MS-PROV-12
  Scenario: a user unassigned earlier is left alone when the directory forgets him
    Given alice is unassigned from the application
    And 40 minutes pass
    When alice is deleted in the directory
    And 31 days pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
