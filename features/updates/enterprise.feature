@requires.enterprise
Feature: Attributes of the enterprise extension
  The extension's URN has dots of its own. A path is cut after the URN, not at the first dot, and the values come back under
  the URN.

  @MS-PROV-04 @D-148 @D-149 @D-182 @D-183 @D-085 @dialects @profile.entra
  Scenario: the department follows the directory
    Given the directory has these assigned users
      | user  | department | employeeId |
      | alice | Research   | 4711       |
    And the first cycle has run
    And the user of alice is remembered
    When alice changes in the directory
      | attribute  | value |
      | department | Sales |
      | employeeId | 4712  |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                                                                 | value |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department     | Sales |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber | 4712  |
    And nothing of alice's user has changed except
      | attribute                                                                 |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department     |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber |

  @D-085 @MS-SCIM-07 @profile.entra
  Scenario: a URN-prefixed key without a path lands inside the extension
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "replace", "value": {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "1111"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                 | value |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber | 1111  |

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

  @D-154 @profile.entra
  Scenario: a manager whom nobody knows never breaks the server
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{unique}}-nobody"}]
      """
    Then the answer is 200, 204, 400 or 404

  @MS-SCIM-21 @profile.entra
  Scenario: the check of a reference is answered
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users?filter=id eq "{{id of "bob"}}" and manager eq "{{id of "bob"}}"&attributes=id
    Then the answer lists nobody

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
