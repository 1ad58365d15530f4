Feature: Many members in one request
  A replacement names everybody, an addition nobody but the new ones, and a request may hold all kinds of change.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
      | kim  |
    And these groups exist at the service provider
      | group | members  |
      | sales | bob, eve |
    And the group sales is remembered

  @D-129 @RFC7644-3.5.2.3-b @requires.groups
  Scenario: a replacement of members leaves just those
    When the group sales is patched with
      """
      [{"op": "replace", "path": "members", "value": [{"value": "{{id of "kim"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members kim
    And nothing of the group sales has changed except members

  @D-165 @requires.groups
  Scenario: an addition never removes
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "kim"}}"}]}]
      """
    And the group sales is patched with
      """
      [{"op": "Remove", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    And the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the group sales has the members bob, eve, kim

  @MS-GROUP-09 @requires.groups
  Scenario: a rename, an addition and a removal in one request
    When the group sales is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "{{unique}} renamed"},
       {"op": "Add", "path": "members", "value": [{"value": "{{id of "kim"}}"}]},
       {"op": "Remove", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve, kim
    And the service provider has this group for sales
      | attribute   | value              |
      | displayName | {{unique}} renamed |
