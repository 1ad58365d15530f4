Feature: Groups are not written twice
  A cycle without a change is one without a request, and what was created is found again.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
      | carol |

  @MS-GROUP-31 @requires.groups @dialects
  Scenario: a cycle without a change of groups writes nothing
    Given the directory has these assigned groups
      | group | members    |
      | sales | alice, bob |
    And provisioning is switched on
    And 80 minutes pass
    When 1 day passes
    Then no POST was sent since
    And no PATCH was sent since

  @MS-PROV-16 @dialects
  Scenario: a create whose answer is lost is found in the next cycle
    Given the answer to the next POST is lost
    When provisioning is switched on
    And 80 minutes pass
    Then the service provider has exactly one user for alice
    And the service provider has exactly one user for bob
    And the service provider has exactly one user for carol
