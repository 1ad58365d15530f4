Feature: Enabling SCIM and rotating the token in VCC
  The token is shown once; a new one makes the old one useless at once. Without SCIM enabled nothing is served.

  @VCC-14 @exclusive
  Scenario: a new token replaces the old one at once
    When the administrator generates a new token in the portal
    And a client with the Authorization header "Bearer {{old token}}" sends GET /Users?filter=userName eq "{{unique}}"
    Then the answer is a SCIM error with status 401
    And the portal does not show the token

  @VCC-14 @exclusive
  Scenario: the new token works
    When the administrator generates a new token in the portal
    And the connection is tested
    Then the connection test succeeds

  @VCC-15 @requires.portal @exclusive
  Scenario: with SCIM disabled nothing is served
    When the administrator disables SCIM in the portal
    And a client sends GET /Users?filter=userName eq "{{unique}}"
    Then the answer is a SCIM error with status 404

  @VCC-15 @requires.portal @exclusive
  Scenario: with SCIM disabled Test Connection fails with the reason
    When the administrator disables SCIM in the portal
    And the connection is tested
    Then the connection test fails, naming "404"

  @VCC-15
  Scenario: a wrong token is refused
    When a client with the Authorization header "Bearer {{unique}}" sends GET /Users?filter=userName eq "{{unique}}"
    Then the answer is a SCIM error with status 401
