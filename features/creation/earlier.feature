Feature: Nothing of one resource is in the next
  A server that fills in one object for all requests, and does not empty it in between, gives a user the department of the
  one who was created before.

  @MS-SCIM-52 @profile.entra @profile.rfc
  Scenario: a user has nothing of the one before
    Then a user created after another has nothing of the other

  @MS-SCIM-52 @requires.groups @profile.entra @profile.rfc
  Scenario: a group has nothing of the one before
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} full", "externalId": "{{unique}}-full",
       "members": [{"value": "{{id of "bob"}}"}]}
      """
    And these groups exist at the service provider
      | group | externalId       | members |
      | sales | {{unique}}-sales | bob     |
    Then a group created after sales has nothing of it
