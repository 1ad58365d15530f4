Feature: Microsoft's seven user tests: the manager
  Set, changed and removed. The log shows the two managers by their ids at the service provider.

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
