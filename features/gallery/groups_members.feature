Feature: Microsoft's seven group tests: the members
  Who joins a group, and who leaves it.

  Background:
    Given the schemas describe groups
    And the directory has these assigned users
      | user  |
      | alice |
      | bob   |
      | eve   |

  @GALLERY-11 @dialects
  Scenario: Group_Update_Add_Member_Test
    Given the directory has these assigned groups
      | group | members |
      | sales | alice   |
    And the first cycle has run
    When bob joins the group sales in the directory
    And 40 minutes pass
    Then the group sales has the members alice, bob
    And the latest log row for sales modifies
      | attribute | old | new             |
      | members   |     | {{id of "bob"}} |

  @GALLERY-12 @dialects
  Scenario: Group_Update_Remove_Member_Test
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    And the first cycle has run
    When bob leaves the group sales in the directory
    And 40 minutes pass
    Then the group sales has the members alice
    And the latest log row for sales modifies
      | attribute | old             | new |
      | members   | {{id of "bob"}} |     |
