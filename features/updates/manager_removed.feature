Feature: A manager who goes leaves the extension
  Who keeps the extension as one value loses the department with the manager.

  @RFC7644-3.5.2-j @requires.enterprise @profile.entra @profile.rfc
  Scenario: an extension keeps the department when the manager goes
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | pam  | Sales                                                                 |
      | meg  | Board                                                                 |
    And pam is patched with
      """
      [{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": {"value": "{{id of "meg"}}"}}]
      """
    When pam is patched with
      """
      [{"op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for pam
      | attribute                                                                | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department    | Sales    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | (absent) |
