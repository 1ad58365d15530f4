Feature: The SCIM Validator's user tests: changing
  Its PATCH requests name attributes by path, or leave the path out.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @VALIDATOR-06
  Scenario: PATCH /Users, replace attributes in one verbose request
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renewed"},
       {"op": "replace", "path": "name.givenName", "value": "Robert"},
       {"op": "replace", "path": "name.familyName", "value": "Renewed"},
       {"op": "replace", "path": "externalId", "value": "{{unique}}-r"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value        |
      | displayName     | Bob Renewed  |
      | name.givenName  | Robert       |
      | name.familyName | Renewed      |
      | externalId      | {{unique}}-r |

  @VALIDATOR-07
  Scenario: PATCH /Users, update userName
    When bob is patched with
      """
      [{"op": "replace", "value": {"userName": "{{unique}}-renamed@contoso.example"}}]
      """
    Then the answer is 200 or 204
    When a client sends GET /Users?filter=userName eq "{{unique}}-renamed@contoso.example"
    Then the answer lists bob

  @VALIDATOR-08
  Scenario: PATCH /Users, disable user
    When bob is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute | value |
      | active    | false |

  @VALIDATOR-09
  Scenario: PATCH /Users, add attributes in one verbose request
    When bob is patched with
      """
      [{"op": "add", "path": "displayName", "value": "Bob Added"},
       {"op": "add", "path": "name.givenName", "value": "Roberto"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-a"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | displayName    | Bob Added    |
      | name.givenName | Roberto      |
      | externalId     | {{unique}}-a |
