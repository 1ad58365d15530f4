Feature: The client's own resource
  /Me is whoever the token belongs to. The token of a provisioning job mostly belongs to nobody, which is said in words; who
  shows somebody shows a whole resource, and says where it is for good.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.11-a @RFC7644-3.11-b
  Scenario: a read shows it, leads to it, or is declined
    When a client sends GET /Me
    Then the answer shows the client's own resource, leads to it, or declines
