Feature: Requests in more forms than one
  Entra ID and the samples of its pages do not always write alike. Whatever the form, the answer is the right one or a
  refusal, and never a breakdown.

  @MS-SCIM-40
  Scenario Outline: a query with <form> finds the user
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}} a+b@ |
    When the encoded query /Users?filter=<query> is sent
    Then the answer lists bob

    Examples:
      | form                | query                                                  |
      | spaces as plus      | externalId+eq+%22{{unique}}+a%2Bb%40%22                |
      | spaces as %20       | externalId%20eq%20%22{{unique}}%20a%2Bb%40%22          |
      | lower-case hex      | externalId+eq+%22{{unique}}+a%2bb%40%22                |
      | the at sign plainly | externalId+eq+%22{{unique}}+a%2Bb@%22                  |

  @MS-SCIM-41
  Scenario: a filter's value without quotes
    When a client sends GET /Users?filter=externalId eq {{unique}}
    Then the answer is 200 or 400
