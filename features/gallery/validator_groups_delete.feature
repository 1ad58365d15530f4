Feature: The SCIM Validator's group tests: deleting
  One test decides; a group that is not there, and one that is deleted twice, are in preview.

  Background:
    Given these groups exist at the service provider
      | group | externalId   |
      | sales | {{unique}}-s |

  @VALIDATOR-25
  Scenario: DELETE /Groups
    When a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 200 or 204
    And the service provider has no group for sales

  @VALIDATOR-31
  Scenario: DELETE /Groups, non-existing group
    When a client sends DELETE /Groups/8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f4
    Then the answer is 404

  @VALIDATOR-32
  Scenario: DELETE /Groups, the same group twice
    When a client sends DELETE /Groups/{{group of "sales"}}
    And a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 404
