Feature: A userName that is taken
  One person, one account: a second create with the same name is a conflict that Entra ID can read, in whatever letter case,
  and whoever has the name stays as they were.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-Bob |
    And the user of bob is remembered

  @RFC7643-4.1.1-a @RFC7644-3.3-c @D-024 @D-026
  Scenario: the same userName again is a conflict
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "displayName": "Bob Again",
       "name": {"familyName": "Again", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is a SCIM error with status 409 and scimType uniqueness
    And the service provider has exactly one user for bob
    And nothing of bob's user has changed

  @RFC7643-4.1.1-a @D-029
  Scenario: the same userName in capitals is a conflict
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{USERNAME of "bob"}}", "displayName": "Bob Again",
       "name": {"familyName": "Again", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is 409
    And the service provider has exactly one user for bob

  @RFC7643-4.1.1-a @D-105
  Scenario: renaming to a name that is taken is a conflict
    Given these users exist at the service provider
      | user |
      | dave |
    And the user of dave is remembered
    When dave is patched with
      """
      [{"op": "replace", "path": "userName", "value": "{{userName of "bob"}}"}]
      """
    Then the answer is 400 or 409
    And nothing of dave's user has changed

  @RFC7643-4.1.1-a @D-136
  Scenario: an inactive user still holds the name, is found by it and stays inactive
    Given bob is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "displayName": "Bob Again",
       "name": {"familyName": "Again", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-again@contoso.example"}]}
      """
    Then the answer is 409
    And the service provider has exactly one user for bob
    And the service provider has this user for bob
      | attribute | value |
      | active    | false |

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

  @RFC7643-4.1.1-a @MS-SCIM-14
  Scenario: a name that was given up is free
    Given bob is patched with
      """
      [{"op": "replace", "path": "userName", "value": "{{unique}}-renamed@contoso.example"}]
      """
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-bob@contoso.example", "displayName": "Bob Two",
       "name": {"familyName": "Two", "givenName": "Bob"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-two@contoso.example"}]}
      """
    Then the answer is 201
