@requires.groups
Feature: A name stands for one group
  displayName is the matching attribute of groups: two of one name cannot be told apart, and a rename takes the old name away.

  @MS-GROUP-21
  Scenario: a second group of the same name is a conflict
    Given these groups exist at the service provider
      | group |
      | sales |
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} sales", "externalId": "{{unique}}-second"}
      """
    Then the answer is 409

  @MS-GROUP-22
  Scenario: a renamed group is found by its new name only
    Given these groups exist at the service provider
      | group |
      | sales |
    When the group sales is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "{{unique}} renamed"}]
      """
    And a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} renamed"
    Then the answer lists the group sales
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the groups nobody
