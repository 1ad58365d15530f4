Feature: Microsoft's SCIM tests: the manager
  A bare id sets and changes the manager, an empty text takes him away.

  @GALLERY-25 @requires.enterprise
  Scenario: SCIM_Update_Manager_Test
    Given these users exist at the service provider
      | user |
      | bob  |
      | meg  |
      | tim  |
    When bob is patched with
      """
      [{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    Then the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |
    When bob is patched with
      """
      [{"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "tim"}}"}]
      """
    Then the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "tim"}} |
    When bob is patched with
      """
      [{"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": ""}]
      """
    Then the service provider has this user for bob
      | attribute                                                                | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | (absent) |
