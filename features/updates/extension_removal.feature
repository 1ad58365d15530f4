@requires.enterprise
Feature: Taking values of the extension away
  What is cleared is gone, what stands beside it stays, and nothing comes back as null.

  Background:
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber |
      | bob  | Sales                                                                 | 4711                                                                      |
    And the user of bob is remembered

  @D-109 @D-092 @profile.entra
  Scenario: Remove takes the department away and leaves the number
    When bob is patched with
      """
      [{"op": "Remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                                 | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department     | (absent) |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber | 4711     |

  @D-150 @profile.entra
  Scenario: an empty text is no null
    When bob is patched with
      """
      [{"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": ""}]
      """
    And a client sends GET /Users/{{id of "bob"}}
    Then the answer has no null

  @D-085 @profile.entra
  Scenario: an extension's object without a path is merged
    When bob is patched with
      """
      [{"op": "replace", "value": {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Support"}}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                                                             | value   |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | Support |
