@requires.groups
Feature: A group that was read before a change is not shown after it
  Entra ID reads groups without their members. A cache of that form that does not learn of a rename has the rename sent again
  in each cycle.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | externalId       | members |
      | sales | {{unique}}-sales | bob     |

  @MS-SCIM-55
  Scenario Outline: a renamed group, read <how>
    Given a client sends GET <path>
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}]
      """
    And a client sends GET <path>
    Then the answer does not mention "{{unique}} sales"

    Examples:
      | how             | path                                                                          |
      | by id           | /Groups/{{group of "sales"}}                                                  |
      | without members | /Groups/{{group of "sales"}}?excludedAttributes=members                       |

  @MS-SCIM-55
  Scenario Outline: a renamed group, found by <how>
    When a client sends GET /Groups?excludedAttributes=members&filter=<filter>
    Then the answer lists the group sales, or refuses with 400, 403 or 501
    When the group sales is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "{{unique}} renamed"}]
      """
    And a client sends GET /Groups?excludedAttributes=members&filter=<filter>
    Then the answer does not mention "{{unique}} sales"

    Examples:
      | how          | filter                              |
      | externalId   | externalId eq "{{unique}}-sales"    |
      | its old name | displayName eq "{{unique}} sales"   |

  @MS-SCIM-55 @exclusive
  Scenario: a changed group in a list of all
    Given every page of a list of groups shows each of these as GET does
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then every page of a list of groups shows each of these as GET does
