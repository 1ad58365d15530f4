Feature: Microsoft's seven group tests: the members
  Who joins and leaves, who is in the group from the beginning, and who is in it again when it comes back.

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
