@requires.groups
Feature: Several members in one request
  Entra ID sends members in bundles, and leaves with bundles. Every one of them counts, and so does the last.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
      | kim  |
    And these groups exist at the service provider
      | group | members       |
      | sales | bob, eve, kim |

  @MS-GROUP-08
  Scenario Outline: two members go at once, <form>
    When the group sales is patched with
      """
      [<operations>]
      """
    Then the answer is 200 or 204
    And the group sales has the members kim

    Examples:
      | form              | operations |
      | by value          | {"op": "Remove", "path": "members", "value": [{"value": "{{id of "bob"}}"}, {"value": "{{id of "eve"}}"}]} |
      | by two operations | {"op": "remove", "path": "members[value eq \\"{{id of "bob"}}\\"]"}, {"op": "remove", "path": "members[value eq \\"{{id of "eve"}}\\"]"} |

  @RFC7644-3.5.2.2-b
  Scenario: two members go at once, by one filter
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\" or value eq \"{{id of "eve"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members kim

  @RFC7644-3.5.2.2-d
  Scenario Outline: all members go at once, <form>
    When the group sales is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the group sales has the members nobody

    Examples:
      | form                   | operation                                        |
      | by a removal           | {"op": "remove", "path": "members"}              |
      | by an empty replacement | {"op": "replace", "path": "members", "value": []} |

  @RFC7644-3.3-e
  Scenario: a create with members has all of them
    Then a group created with the members bob, eve has them

  @MS-GROUP-07 @requires.volume
  Scenario: many members come at once
    Given 250 more users exist at the service provider, all of them members of the group sales
    When the group sales gets its 250 members in one request
    Then the group sales has the 250
