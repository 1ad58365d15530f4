Feature: Dozens of operations
  After a restart, or for somebody who was linked, Entra ID sends an operation for each attribute of the mapping. What a
  server does not get to is lost without a word.

  @MS-PROV-04 @RFC7644-3.5.2-b
  Scenario: the last of thirty is done
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "replace", "path": "name.givenName", "value": "Bob 1"}, {"op": "replace", "path": "name.familyName", "value": "Example 1"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 2"}, {"op": "replace", "path": "name.familyName", "value": "Example 2"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 3"}, {"op": "replace", "path": "name.familyName", "value": "Example 3"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 4"}, {"op": "replace", "path": "name.familyName", "value": "Example 4"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 5"}, {"op": "replace", "path": "name.familyName", "value": "Example 5"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 6"}, {"op": "replace", "path": "name.familyName", "value": "Example 6"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 7"}, {"op": "replace", "path": "name.familyName", "value": "Example 7"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 8"}, {"op": "replace", "path": "name.familyName", "value": "Example 8"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 9"}, {"op": "replace", "path": "name.familyName", "value": "Example 9"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 10"}, {"op": "replace", "path": "name.familyName", "value": "Example 10"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 11"}, {"op": "replace", "path": "name.familyName", "value": "Example 11"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 12"}, {"op": "replace", "path": "name.familyName", "value": "Example 12"},
       {"op": "replace", "path": "name.givenName", "value": "Bob 13"}, {"op": "replace", "path": "name.familyName", "value": "Example 13"},
       {"op": "replace", "path": "name.givenName", "value": "Robert"}, {"op": "replace", "path": "name.familyName", "value": "Married"},
       {"op": "replace", "path": "active", "value": false}, {"op": "replace", "path": "externalId", "value": "{{unique}}-robert"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value             |
      | name.givenName  | Robert            |
      | name.familyName | Married           |
      | active          | false             |
      | externalId      | {{unique}}-robert |
    And nothing of bob's user has changed except
      | attribute  |
      | name       |
      | active     |
      | externalId |
