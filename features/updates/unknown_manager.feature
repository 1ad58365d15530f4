@requires.enterprise
Feature: A manager whom nobody knows
  A manager may be out of scope, or gone. An id that is not there is taken or refused, and never breaks the server.

  @D-154 @profile.entra
  Scenario: a manager whom nobody knows never breaks the server
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{unique}}-nobody"}]
      """
    Then the answer is 200, 204, 400 or 404
    And nothing of bob's user has changed except
      | attribute                                                          |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager |
