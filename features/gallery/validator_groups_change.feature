Feature: The SCIM Validator's group tests: changing
  Names and identifiers, in operations without a path.

  Background:
    Given these groups exist at the service provider
      | group | externalId   |
      | sales | {{unique}}-s |

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
