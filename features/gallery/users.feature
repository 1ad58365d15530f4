Feature: Microsoft's seven user tests
  The gallery's Logic App changes users in a real tenant, lets the provisioning service work, reads its log and then asks the
  service provider. Here the simulator stands in for the service.

  @GALLERY-01 @dialects
  Scenario: Create_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute | value                            |
      | userName  | {{unique}}-alice@contoso.example |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |

  @GALLERY-02 @dialects
  Scenario: Update_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Renewed |
      | givenName   | Alicia        |
      | surname     | Renewed       |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute       | value         |
      | displayName     | Alice Renewed |
      | name.givenName  | Alicia        |
      | name.familyName | Renewed       |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |
      | update | success |

  @GALLERY-03 @dialects
  Scenario: Disable_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |

  @GALLERY-04
  Scenario: Delete_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And alice is deleted in the directory
    And 40 minutes pass
    When alice is purged in the directory
    And 40 minutes pass
    Then the service provider has no user for alice
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |
      | delete  | success |

  @GALLERY-05 @requires.enterprise @dialects
  Scenario: User_Update_Manager_Test, a manager is set and changed
    Given the directory has these assigned users
      | user  |
      | alice |
      | meg   |
      | tim   |
    And the first cycle has run
    When the manager of alice in the directory is meg
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |
    When the manager of alice in the directory is tim
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "tim"}} |
    And the latest log row for alice modifies
      | attribute                                                          | old             | new             |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager | {{id of "meg"}} | {{id of "tim"}} |

  # Microsoft's pages say that a cleared attribute does not flow, and its template wants the removal in the log. The request
  # is therefore sent as the template's direct test sends it, and not left to the simulator.
  @GALLERY-05 @requires.enterprise
  Scenario: User_Update_Manager_Test, a manager is removed
    Given the directory has these assigned users
      | user  |
      | alice |
      | meg   |
    And the first cycle has run
    And the manager of alice in the directory is meg
    And 40 minutes pass
    When alice is patched with
      """
      [{"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": ""}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for alice
      | attribute                                                                | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | (absent) |

  @GALLERY-06 @dialects
  Scenario: Restore_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And alice is unassigned from the application
    And 40 minutes pass
    When alice is assigned to the application
    And 40 minutes pass
    Then the service provider has exactly one user for alice
    And the service provider has this user for alice
      | attribute | value |
      | active    | true  |

  @GALLERY-07
  Scenario: POD_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    When alice is provisioned on demand
    Then the service provider has this user for alice
      | attribute | value                            |
      | userName  | {{unique}}-alice@contoso.example |
      | active    | true                             |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |
