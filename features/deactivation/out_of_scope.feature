Feature: Whoever falls out of scope loses access
  A scoping filter or an unassignment ends the access as a leaver's does, and then nobody manages the user any more.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-08 @MS-SCIM-12 @D-077 @D-078 @D-079 @dialects
  Scenario: a user who falls out of the scoping filter is inactive
    Given alice changes in the directory
      | attribute | value |
      | jobTitle  | Agent |
    And the job's scoping filter is
      | attribute | operator | value |
      | jobTitle  | EQUALS   | Agent |
    And 40 minutes pass
    When alice changes in the directory
      | attribute | value      |
      | jobTitle  | Contractor |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |

  @MS-PROV-07 @dialects
  Scenario: after an unassignment the user is not managed any more
    Given alice is unassigned from the application
    And 40 minutes pass
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Example |
      | active      | false         |
