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
      | group | members  | externalId       |
      | sales | bob, eve | {{unique}}-sales |
    And the group sales is remembered

  @MS-GROUP-07 @D-131 @requires.groups
  Scenario Outline: a member is added, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve, kim
    And the service provider has this group for sales
      | attribute  | value            |
      | externalId | {{unique}}-sales |
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
