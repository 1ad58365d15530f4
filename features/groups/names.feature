@requires.groups
Feature: Groups are told apart by their names
  displayName is the matching attribute of groups: it is unique, has any characters, and may change.

  @MS-GROUP-20
  Scenario Outline: a name with <what> is found
    Given these groups exist at the service provider
      | group | displayName       |
      | sales | {{unique}} <name> |
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} <quoted>"
    Then the answer lists the group sales

    Examples:
      | what          | name          | quoted            |
      | an apostrophe | Sales' Own    | Sales' Own        |
      | a comma       | Sales, EMEA   | Sales, EMEA       |
      | quotes        | "Sales" Group | \"Sales\" Group |

  @MS-SCIM-34 @MS-SCIM-10 @requires.patch
  Scenario Outline: <attribute> of a group keeps every text
    Given these groups exist at the service provider
      | group | externalId       |
      | sales | {{unique}}-sales |
    Then <attribute> of the group sales keeps every text

    Examples:
      | attribute   |
      | displayName |
      | externalId  |

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

  @MS-GROUP-23
  Scenario Outline: members are left out, with the filter <order>
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    When a client sends GET /Groups?<query>
    Then the answer lists the group sales
    And every user of the answer has
      | attribute | value    |
      | members   | (absent) |

    Examples:
      | order  | query                                                              |
      | behind | excludedAttributes=members&filter=displayName eq "{{unique}} sales" |
      | before | filter=displayName eq "{{unique}} sales"&excludedAttributes=members |
