Feature: Groups in groups
  Entra ID does not reach through a group: who is in a nested group is no member of the outer one, and is provisioned only if
  assigned otherwise. The nested group itself is a member, or the service provider refuses it.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
    And the directory has these assigned groups
      | group | members |
      | sales | alice   |
      | west  | bob     |
    And provisioning is switched on
    And 80 minutes pass

  @D-127 @MS-GROUP-31 @requires.groups @dialects
  Scenario: a nested group brings nobody in
    When the group west joins the group sales in the directory
    And 80 minutes pass
    Then the group sales lists the members alice, with or without the group west
    And the group west lists the members bob
    And the service provider has exactly one user for bob

  @D-127 @MS-GROUP-08 @requires.groups @dialects
  Scenario: a group that leaves another takes nobody with it
    Given the group west joins the group sales in the directory
    And 80 minutes pass
    When the group west leaves the group sales in the directory
    And 80 minutes pass
    Then the group sales lists the members alice
    And the group west lists the members bob
