Feature: Names that are held and given up
  An inactive user holds the name and is found by it; a name that was given up is free.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-Bob |
    And the user of bob is remembered

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

  @RFC7644-3.3-f
  Scenario: nobody is in conflict with their own name
    When bob is patched with
      """
      [{"op": "replace", "path": "userName", "value": "{{USERNAME of "bob"}}"}]
      """
    Then the answer is 200 or 204
    And the service provider has exactly one user for bob

  @RFC7644-3.3-f
  Scenario: an externalId that was given up is free
    Given bob is patched with
      """
      [{"op": "replace", "path": "externalId", "value": "{{unique}}-other"}]
      """
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-two@contoso.example", "externalId": "{{unique}}-Bob",
       "displayName": "Bob Two", "name": {"familyName": "Two", "givenName": "Bob"}, "emails": [{"type": "work", "value": "{{unique}}-two@contoso.example"}]}
      """
    Then the answer is 201
