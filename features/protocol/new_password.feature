@requires.changePassword
Feature: A new password
  For service providers that claim changePassword: it is taken like any value, and stands in no answer.

  @RFC7643-5-b @requires.patch
  Scenario: a password is changed and not shown
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "replace", "path": "password", "value": "{{unique}}-Pa55word!"}]
      """
    Then the answer is 200 or 204
    And the answer does not mention "{{unique}}-Pa55word!"
    And nothing of bob's user has changed
    When a client sends GET /Users/{{id of "bob"}}?attributes=password
    Then the answer does not mention "{{unique}}-Pa55word!"
