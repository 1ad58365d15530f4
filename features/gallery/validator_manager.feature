@requires.enterprise
Feature: The SCIM Validator's manager tests
  A manager is named by a bare id, and cleared by an empty text.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | meg  |
      | tim  |

  @VALIDATOR-10
  Scenario: PATCH /Users, add manager
    When bob is patched with
      """
      [{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |

  @VALIDATOR-11
  Scenario: PATCH /Users, replace manager
    Given bob is patched with
      """
      [{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    When bob is patched with
      """
      [{"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "tim"}}"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "tim"}} |

  @VALIDATOR-12
  Scenario: PATCH /Users, remove manager
    Given bob is patched with
      """
      [{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    When bob is patched with
      """
      [{"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": ""}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | (absent) |
