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
