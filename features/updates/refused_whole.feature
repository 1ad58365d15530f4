Feature: What is refused is refused whole
  Of a request that cannot be done nothing is done (RFC 7644, 3.5.2). A server that does the first half, or writes before it
  looks, reports a conflict and has changed somebody all the same.

  @RFC7644-3.5.2-j
  Scenario: a rename that conflicts changes nothing else
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
      | eve  | {{unique}}-eve |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Half Done"}, {"op": "replace", "path": "userName", "value": "{{userName of "eve"}}"}]
      """
    Then the answer is 409
    And nothing of bob's user has changed

  @RFC7644-3.5.2-j @requires.groups
  Scenario: a create of a group that conflicts changes nothing
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | externalId       | members |
      | sales | {{unique}}-sales | bob     |
    And the group sales is remembered
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} sales", "externalId": "{{unique}}-other", "members": []}
      """
    Then nothing of the group sales has changed
