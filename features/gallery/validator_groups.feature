Feature: The SCIM Validator's group tests: finding
  What the hosted validator asks for groups, when its box for them is ticked.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | externalId   | members |
      | sales | {{unique}}-s | bob     |

  @VALIDATOR-14
  Scenario: GET /Groups by id, excluding members
    When a client sends GET /Groups/{{group of "sales"}}?excludedAttributes=members
    Then the answer is 200
    And the answer has
      | attribute   | value            |
      | displayName | {{unique}} sales |
      | members     | (absent)         |

  @VALIDATOR-15
  Scenario: GET /Groups filter, existing group
    When a client sends GET /Groups?filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales

  @VALIDATOR-16
  Scenario: GET /Groups filter, existing group, excluding members
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales
    And every user of the answer has
      | attribute | value    |
      | members   | (absent) |

  @VALIDATOR-17
  Scenario: GET /Groups filter, non-existing group
    When a client sends GET /Groups?filter=displayName eq "{{unique}} nobody's"
    Then the answer is a well-formed list
    And the answer lists the groups nobody

  @VALIDATOR-18
  Scenario: GET /Groups filter, different case
    When a client sends GET /Groups?filter=displayName eq "{{UNIQUE}} SALES"
    Then the answer lists the group sales
