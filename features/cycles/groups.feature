Feature: Groups follow the directory
  Who joins is a member after the next cycle, who leaves is none, and nobody else's membership changes.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
      | carol |

  @MS-GROUP-31 @MS-GROUP-07 @requires.groups @dialects
  Scenario: an assigned group comes with its members
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    When provisioning is switched on
    And 80 minutes pass
    Then the group sales has the members alice, bob

  @MS-GROUP-31 @MS-GROUP-07 @MS-GROUP-08 @requires.groups @dialects
  Scenario: a member moves from one group to another
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
      | staff | carol      |
    And provisioning is switched on
    And 80 minutes pass
    When bob leaves the group sales in the directory
    And bob joins the group staff in the directory
    And 80 minutes pass
    Then the group sales has the members alice
    And the group staff has the members bob, carol

  @MS-GROUP-31 @MS-GROUP-09 @requires.groups @dialects
  Scenario: a renamed group keeps its members
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    And provisioning is switched on
    And 80 minutes pass
    When the group sales is renamed to "{{unique}} sales renamed" in the directory
    And 80 minutes pass
    Then the service provider has this group for sales
      | attribute   | value                    |
      | displayName | {{unique}} sales renamed |
    And the group sales has the members alice, bob

  @MS-GROUP-31 @MS-GROUP-06 @requires.groups @dialects
  Scenario: a deleted group is gone and its members stay
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    And provisioning is switched on
    And 80 minutes pass
    When the group sales is deleted in the directory
    And 31 days pass
    Then the service provider has no group for sales
    And the service provider has exactly one user for alice
