Feature: Large groups
  Servers that were tried with a handful of users lose members beyond a page, or give up.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group |
      | sales |

  @D-133 @requires.groups
  Scenario: an addition to more than a hundred members drops nobody
    Given 105 more users exist at the service provider, all of them members of the group sales
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the 105 and bob

  @D-062 @D-170 @D-171 @D-174 @requires.groups @requires.volume
  Scenario: a thousand members
    Given 1000 more users exist at the service provider, all of them members of the group sales
    When the group sales is patched with
      """
      [{"op": "Add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the 1000 and bob
    And the last of them is found by userName
    When a client sends GET /Groups?filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales
    When a client sends GET /Users?filter=userName eq "{{unique}}-nobody"
    Then the answer lists nobody
