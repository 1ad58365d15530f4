Feature: Operations without a path
  The value is an object then, and its keys say what is changed; the compliant dialect writes most updates so.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-07 @D-083 @D-084
  Scenario: dotted keys without a path reach inside the name
    When bob is patched with
      """
      [{"op": "replace", "value": {"externalId": "{{unique}}-r", "name.givenName": "Robert", "name.familyName": "Renamed"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value        |
      | externalId      | {{unique}}-r |
      | name.givenName  | Robert       |
      | name.familyName | Renamed      |
    And nothing of bob's user has changed except
      | attribute  |
      | externalId |
      | name       |

  @RFC7644-3.5.2.3-a
  Scenario: an object without a path replaces what it names
    When bob is patched with
      """
      [{"op": "replace", "value": {"externalId": "{{unique}}-r", "name": {"givenName": "Robert"}}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | externalId     | {{unique}}-r |
      | name.givenName | Robert       |

  @MS-SCIM-07 @MS-SCIM-14
  Scenario: a new userName without a path renames the user
    When bob is patched with
      """
      [{"op": "replace", "value": {"userName": "{{unique}}-renamed@contoso.example", "externalId": "{{unique}}-r"}}]
      """
    Then the answer is 200 or 204
    And nothing of bob's user has changed except
      | attribute  |
      | userName   |
      | externalId |
    When a client sends GET /Users?filter=userName eq "{{unique}}-renamed@contoso.example"
    Then the answer lists bob
