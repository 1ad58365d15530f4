Feature: Identifiers beside the name
  id is the server's to give. Others that are in use are taken or refused, and whoever has them stays as they were.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-Bob |
    And the user of bob is remembered

  @RFC7643-3.1-a @D-035
  Scenario: an id sent by the client is not taken over
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "{{id of "bob"}}", "userName": "{{unique}}-other@contoso.example",
       "name": {"familyName": "Example", "givenName": "Other"}, "displayName": "Other Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-other@contoso.example"}]}
      """
    Then the answer is 201, 400 or 409
    And nothing of bob's user has changed

  @D-027
  Scenario Outline: <what> in use is taken or refused, and changes nobody
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-other@contoso.example", "externalId": "<externalId>",
       "name": {"familyName": "Example", "givenName": "Other"}, "displayName": "Other Example", "active": true,
       "emails": [{"type": "work", "value": "<email>"}]}
      """
    Then the answer is 201, 400 or 409
    And nothing of bob's user has changed

    Examples:
      | what          | externalId     | email                            |
      | an e-mail     | {{unique}}-new | {{userName of "bob"}}            |
      | an externalId | {{unique}}-Bob | {{unique}}-other@contoso.example |
