@requires.enterprise
Feature: The manager
  Entra ID sends a bare id, the standard has an object, and an empty one clears. The value that comes back is an object.

  @D-153 @D-154 @profile.entra
  Scenario: a manager set as a bare id is read as an object, and cleared by an empty one
    Given these users exist at the service provider
      | user |
      | bob  |
      | meg  |
    When bob is patched with
      """
      [{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |
    When bob is patched with
      """
      [{"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": ""}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | (absent) |

  @D-153 @profile.entra
  Scenario: a manager is changed, as a bare id and as an object
    Given these users exist at the service provider
      | user |
      | bob  |
      | meg  |
      | tim  |
    And bob is patched with
      """
      [{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    When bob is patched with
      """
      [{"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "tim"}}"}]
      """
    Then the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "tim"}} |
    When bob is patched with
      """
      [{"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": {"value": "{{id of "meg"}}"}}]
      """
    Then the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |
