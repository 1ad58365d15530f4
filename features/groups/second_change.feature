Feature: One change after another
  A server that writes back what it read before the first change undoes it with the second.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | externalId   | members  |
      | sales | {{unique}}-s | bob, eve |
    And the group sales is remembered

  @RFC7644-3.5.2-j @requires.groups
  Scenario: a second change leaves the first one as it is
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}]
      """
    And the group sales is patched with
      """
      [{"op": "replace", "path": "externalId", "value": "{{unique}}-s2"}]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute   | value              |
      | displayName | {{unique}} renamed |
      | externalId  | {{unique}}-s2      |
    And the group sales has the members bob, eve
