Feature: The SCIM Validator's user tests: several operations
  In preview: a PATCH whose operations are of several kinds, on several attributes or on one.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @VALIDATOR-26
  Scenario: PATCH /Users, several operations on different attributes
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renewed"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-m"},
       {"op": "remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | displayName    | Bob Renewed  |
      | externalId     | {{unique}}-m |
      | name.givenName | (absent)     |

  @VALIDATOR-27
  Scenario: PATCH /Users, several operations on one attribute
    When bob is patched with
      """
      [{"op": "remove", "path": "externalId"},
       {"op": "add", "path": "externalId", "value": "{{unique}}-1"},
       {"op": "replace", "path": "externalId", "value": "{{unique}}-2"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute  | value        |
      | externalId | {{unique}}-2 |
