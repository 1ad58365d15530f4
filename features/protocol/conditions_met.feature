Feature: Conditions that hold
  Who names the present version may change and delete, and who has an old one is sent the new. For service providers that
  claim entity tags.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.14-a @requires.patch
  Scenario Outline: <header> is deleted
    When a client with the If-Match header "<value>" sends DELETE /Users/{{id of "bob"}}
    Then the answer is 204
    And the service provider has no user for bob

    Examples:
      | header              | value                                  |
      | the present version | {{version of "bob"}}                   |
      | one version of two  | "es-older", {{version of "bob"}}       |
      | any version         | *                                      |

  @RFC7644-3.14-a @profile.rfc
  Scenario: the present version is replaced
    When bob is replaced, if still as remembered, with
      | attribute   | value        |
      | displayName | Bob Replaced |
    Then the answer is 200
    And the service provider has this user for bob
      | attribute   | value        |
      | displayName | Bob Replaced |

  @RFC7644-3.14-d @requires.patch
  Scenario: an old version is answered with the new one
    Given bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]
      """
    When a client with the If-None-Match header "{{version of "bob"}}" sends GET /Users/{{id of "bob"}}
    Then the answer is 200
    And the answer has
      | attribute   | value       |
      | displayName | Bob Renamed |
