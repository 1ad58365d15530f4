Feature: Versions
  A user has a version, and whoever has it already is told so.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.14-c
  Scenario: a user has a version
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer has the header ETag
    And the answer has
      | attribute    | value                |
      | meta.version | {{version of "bob"}} |

  @RFC7644-3.14-d
  Scenario: a version that a client has is not sent again
    When a client with the If-None-Match header "{{version of "bob"}}" sends GET /Users/{{id of "bob"}}
    Then the answer is 304
