Feature: What the attribute mapping does not send
  A value that was cleared, and whatever has no row, stays at the service provider as it is.

  @MS-PROV-17 @dialects
  Scenario: a value cleared in the directory is not cleared at the service provider
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice changes in the directory
      | attribute | value |
      | surname   |       |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute       | value   |
      | name.familyName | Example |

  @MS-PROV-18 @profile.entra
  Scenario: without a row for active, leavers stay active
    Given the directory has these assigned users
      | user  |
      | alice |
    And the mapping has these rows
      | target | type | source |
      | active | None |        |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then no PATCH was sent since
    And the service provider has this user for alice
      | attribute | value            |
      | active    | (true or absent) |
