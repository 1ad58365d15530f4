Feature: Members who are no users
  Somebody whom nobody knows is refused by name, and a group is a member as a group, or none.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | externalId   | members  |
      | sales | {{unique}}-s | bob, eve |
    And the group sales is remembered

  @D-125 @requires.groups
  Scenario: an unknown member is refused by name, and the others are not blamed
    Given these users exist at the service provider
      | user |
      | kim  |
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "kim"}}"}, {"value": "{{unique}}-unknown"}]}]
      """
    Then the answer is a success, or an error that does not name kim

  @D-127 @requires.groups
  Scenario: a group as a member is a group, or is refused
    Given these groups exist at the service provider
      | group  |
      | nested |
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{group of "nested"}}"}]}]
      """
    Then the group sales has the member nested, or the answer is an error
    When a client sends GET /Users?filter=userName eq "{{group of "nested"}}"
    Then the answer lists nobody
