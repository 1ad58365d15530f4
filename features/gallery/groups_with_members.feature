Feature: Microsoft's seven group tests: a group with its members
  Who is in the group from the beginning, and who is in it again when it comes back.

  Background:
    Given the schemas describe groups
    And the directory has these assigned users
      | user  |
      | alice |
      | bob   |
      | eve   |

  # On demand a group is sent with its first members as a first cycle sends it: look-up, POST, PATCH of the members.
  @GALLERY-13
  Scenario: POD_Group_Test
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, eve |
    When provisioning is switched on
    Then the service provider has this group for sales
      | attribute   | value            |
      | displayName | {{unique}} sales |
    And the group sales has the members alice, eve

  @GALLERY-14
  Scenario: Restore_Group_Test
    Given the directory has these assigned groups
      | group | members |
      | sales | alice   |
    And the first cycle has run
    And the group sales is unassigned in the directory
    And 40 minutes pass
    When the group sales is assigned in the directory
    And 40 minutes pass
    Then the service provider has this group for sales
      | attribute   | value            |
      | displayName | {{unique}} sales |
    And the group sales has the members alice
