@requires.groups
Feature: Group names that are given up
  A name that no group has any more is free: departments are renamed, closed and founded again.

  Background:
    Given these groups exist at the service provider
      | group | externalId       |
      | sales | {{unique}}-sales |
    And the group sales is remembered

  @RFC7644-3.3-f
  Scenario: a name that a group gave up is free, and so is its externalId
    Given the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}, {"op": "replace", "path": "externalId", "value": "{{unique}}-renamed"}]
      """
    When these groups exist at the service provider
      | group | displayName      | externalId       |
      | later | {{unique}} sales | {{unique}}-sales |
    And a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the group later, or refuses with 400, 403 or 501

  @RFC7644-3.6-c
  Scenario: the name of a deleted group is free, and so is its externalId
    Given a client sends DELETE /Groups/{{group of "sales"}}
    When these groups exist at the service provider
      | group | displayName      | externalId       |
      | later | {{unique}} sales | {{unique}}-sales |
    And a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the group later, or refuses with 400, 403 or 501
