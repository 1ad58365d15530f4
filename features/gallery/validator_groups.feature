Feature: The SCIM Validator's group tests
  What the hosted validator sends for groups, when its box for them is ticked: twelve tests that decide, three in preview.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
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

  @VALIDATOR-19
  Scenario: POST /Groups, create a new group
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} new", "externalId": "{{unique}}-n"}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value          |
      | id          | (present)      |
      | displayName | {{unique}} new |

  @VALIDATOR-20
  Scenario: POST /Groups, create a duplicate group
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} sales", "externalId": "{{unique}}-s"}
      """
    Then the answer is 409

  @VALIDATOR-21
  Scenario: PATCH /Groups, replace attributes
    When the group sales is patched with
      """
      [{"op": "replace", "value": {"externalId": "{{unique}}-s2"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute  | value         |
      | externalId | {{unique}}-s2 |

  @VALIDATOR-22
  Scenario: PATCH /Groups, update displayName
    When the group sales is patched with
      """
      [{"op": "replace", "value": {"displayName": "{{unique}} renamed"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this group for sales
      | attribute   | value              |
      | displayName | {{unique}} renamed |

  @VALIDATOR-23
  Scenario: PATCH /Groups, add member
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @VALIDATOR-23
  Scenario: PATCH /Groups, add member with the op replace
    When the group sales is patched with
      """
      [{"op": "replace", "path": "members", "value": [{"value": "{{id of "eve"}}"}]}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve

  @VALIDATOR-24
  Scenario: PATCH /Groups, remove member
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members nobody

  @VALIDATOR-25
  Scenario: DELETE /Groups
    When a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 200 or 204
    And the service provider has no group for sales

  @VALIDATOR-30
  Scenario: PATCH /Groups, several operations on one attribute
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "eve"}}"}]},
       {"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then the answer is 200 or 204
    And the group sales has the members eve

  @VALIDATOR-31
  Scenario: DELETE /Groups, non-existing group
    When a client sends DELETE /Groups/8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f4
    Then the answer is 404

  @VALIDATOR-32
  Scenario: DELETE /Groups, the same group twice
    When a client sends DELETE /Groups/{{group of "sales"}}
    And a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 404
