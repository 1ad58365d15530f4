Feature: A group is changed
  A change that does not name members leaves them alone.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | externalId   | members  |
      | sales | {{unique}}-s | bob, eve |
    And the group sales is remembered

  @MS-GROUP-09 @D-117 @requires.groups
  Scenario Outline: the group is renamed, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute   | value              |
      | displayName | {{unique}} renamed |
    And nothing of the group sales has changed except displayName
    And the group sales has the members bob, eve

    Examples:
      | form                  | operation                                                                  |
      | in the default form   | {"op": "Replace", "path": "displayName", "value": "{{unique}} renamed"}    |
      | in the compliant form | {"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}    |
      | without a path        | {"op": "replace", "value": {"displayName": "{{unique}} renamed"}}          |

  @D-117 @D-118 @requires.groups
  Scenario Outline: the externalId is changed, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute  | value         |
      | externalId | {{unique}}-s2 |
    And nothing of the group sales has changed except externalId

    Examples:
      | form           | operation                                                         |
      | with a path    | {"op": "Replace", "path": "externalId", "value": "{{unique}}-s2"} |
      | without a path | {"op": "replace", "value": {"externalId": "{{unique}}-s2"}}       |
