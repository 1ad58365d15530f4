Feature: DELETE
  204 and gone: afterwards the id is not found, and a person who comes back later gets an account.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |

  @RFC7644-3.6-d
  Scenario: a delete answers 204
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 204

  @RFC7644-3.6-a @MS-SCIM-13
  Scenario: a deleted user is not found any more
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the service provider has no user for bob

  @RFC7644-3.6-b
  Scenario: deleting twice gives 404
    Given a client sends DELETE /Users/{{id of "bob"}}
    When a client sends DELETE /Users/{{id of "bob"}}
    Then the answer is 404

  @RFC7644-3.6-c @D-138
  Scenario: the name can be used again by the same person
    Given a client sends DELETE /Users/{{id of "bob"}}
    When these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
    Then the service provider has exactly one user for bob
    And the service provider has this user for bob
      | attribute | value |
      | active    | true  |
