Feature: The first member
  A group begins empty; how its first member is written must not matter.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group |
      | sales |

  @MS-GROUP-07 @D-015 @D-121 @D-122 @D-132 @requires.groups
  Scenario Outline: it is added, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob

    Examples:
      | form                  | operation                                                                               |
      | in the default form   | {"op": "Add", "path": "members", "value": [{"$ref": null, "value": "{{id of "bob"}}"}]} |
      | in the compliant form | {"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}               |
      | without a path        | {"op": "add", "value": {"members": [{"value": "{{id of "bob"}}"}]}}                     |
