Feature: Members come and go
  A member is added by id alone. In its default dialect Entra ID removes one by value, a form that RFC 7644 does not have; a
  server that overlooks the value empties the group.

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

  @MS-GROUP-07 @D-131 @requires.groups
  Scenario Outline: a member is added, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve, kim
    And nothing of the group sales has changed except members

    Examples:
      | form                  | operation                                                                               |
      | in the default form   | {"op": "Add", "path": "members", "value": [{"$ref": null, "value": "{{id of "kim"}}"}]} |
      | in the compliant form | {"op": "add", "path": "members", "value": [{"value": "{{id of "kim"}}"}]}               |
      | without a path        | {"op": "add", "value": {"members": [{"value": "{{id of "kim"}}"}]}}                     |

  @MS-GROUP-08 @D-113 @D-114 @D-115 @D-116 @D-131 @requires.groups
  Scenario Outline: a member is removed, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve
    And nothing of the group sales has changed except members

    Examples:
      | form                        | operation                                                                                  |
      | by value                    | {"op": "Remove", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}               |
      | by value, with a null $ref  | {"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "{{id of "bob"}}"}]} |
      | by filter                   | {"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}                          |

  @RFC7644-3.5.2.1-b @D-119 @requires.groups
  Scenario: an addition of a member who is one already changes nothing
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed

  @D-119 @D-120 @requires.groups
  Scenario: a member who is added twice and removed once is none
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve
    When the group sales is patched with
      """
      [{"op": "Remove", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve

  @D-128 @requires.groups
  Scenario Outline: removing somebody who is no member is no error, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed

    Examples:
      | form     | operation                                                                    |
      | by value | {"op": "Remove", "path": "members", "value": [{"value": "{{id of "kim"}}"}]} |

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

  @D-140 @requires.groups
  Scenario: a user who is activated again is still a member
    When bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}]
      """
    And bob is patched with
      """
      [{"op": "Replace", "path": "active", "value": "True"}]
      """
    Then the group sales has the members bob, eve

  @D-175 @requires.groups
  Scenario: the groups of a user do not list everybody
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer is 200
    And the answer does not name eve
