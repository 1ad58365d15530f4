Feature: The SCIM Validator's user tests: deleting
  One test decides; a user who is not there, and one who is deleted twice, are in preview.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @VALIDATOR-13
  Scenario: DELETE /Users
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 200 or 204
    And the service provider has no user for bob

  @VALIDATOR-28
  Scenario: DELETE /Users, non-existing user
    When a client sends DELETE /Users/8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f3
    Then the answer is 404

  @VALIDATOR-29
  Scenario: DELETE /Users, the same user twice
    When a client sends DELETE /Users/{{id of "bob"}}
    And a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 404
