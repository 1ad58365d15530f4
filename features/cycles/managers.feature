Feature: Managers follow the directory
  The manager follows in a pass of its own, behind users and groups.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
      | bob   |
      | carol |

  @MS-PROV-04 @D-153 @requires.enterprise @profile.entra @dialects
  Scenario: the manager follows
    Given the manager of alice in the directory is bob
    And provisioning is switched on
    And 80 minutes pass
    When the manager of alice in the directory is carol
    And 80 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                | value              |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "carol"}} |

  @MS-PROV-17 @D-153 @requires.enterprise @profile.entra @dialects
  Scenario: a manager who is cleared stays until there is another one
    Given the manager of alice in the directory is bob
    And provisioning is switched on
    And 80 minutes pass
    When alice has no manager any more in the directory
    And 80 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "bob"}} |
    And no PATCH was sent since
    When the manager of alice in the directory is carol
    And 80 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                | value             |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "carol"}} |
