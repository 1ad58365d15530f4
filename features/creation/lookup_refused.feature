Feature: Look-ups that are refused
  A filter that is not understood, and is answered with everybody or nobody, links the wrong user or makes a second one. It is
  refused, in words.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.4.2-a
  Scenario: users without a filter are listed, or that is refused in words
    When a client sends GET /Users?startIndex=1&count=1
    Then the answer is 200, 400 or 403

  @RFC7644-3.4.2.2-c @D-052
  Scenario: a filter that cannot be read is refused, never ignored
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" nonsense
    Then the answer is 400

  @RFC7644-3.4.2.2-d @D-161
  Scenario: the refusal of a filter says what it is about
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" nonsense
    Then the answer is a SCIM error with status 400 and scimType invalidFilter
