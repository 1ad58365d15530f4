@requires.enterprise
Feature: Whether somebody has a manager
  Before it changes a manager, Entra ID asks whether he is there already. Who says yes to all is never sent the manager.

  @MS-SCIM-21 @profile.entra
  Scenario: the check of a reference is answered
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users?filter=id eq "{{id of "bob"}}" and manager eq "{{id of "bob"}}"&attributes=id
    Then the answer lists nobody

  @MS-SCIM-21 @profile.entra
  Scenario: the check of a reference finds it
    Given these users exist at the service provider
      | user |
      | bob  |
      | meg  |
    And bob is patched with
      """
      [{"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "{{id of "meg"}}"}]
      """
    When a client sends GET /Users?filter=id eq "{{id of "bob"}}" and manager eq "{{id of "meg"}}"&attributes=id
    Then the answer lists bob
