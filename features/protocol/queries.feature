Feature: Queries beside the plain look-up
  What a client may also ask: parameters that the service provider does not know, all resources at once, and a search whose
  filter stands in the body, where no log keeps it.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.4.2-c
  Scenario: a parameter that nobody knows does no harm
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&entrasimKnowsBetter=1
    Then the answer lists bob

  @RFC7644-3.4.2-d
  Scenario: a list has the members of a list
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob
    And the answer is a well-formed list

  @RFC7644-3.4.2.1-a
  Scenario: a query of the base URL finds the user, or is refused
    When a client sends GET /?filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob, or refuses with 400, 403, 404, 405 or 501

  @RFC7644-3.4.3-a
  Scenario Outline: a search of <where> by POST finds the user, or is refused
    When a client sends POST <path> with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": "userName eq \"{{userName of "bob"}}\""}
      """
    Then the answer lists bob, or refuses with 400, 403, 404, 405 or 501

    Examples:
      | where        | path           |
      | the users    | /Users/.search |
      | the base URL | /.search       |

  @RFC7644-3.4.3-a
  Scenario: a search that finds nobody
    When a client sends POST /Users/.search with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "attributes": ["userName"],
       "filter": "userName eq \"{{unique}}-nobody\"", "startIndex": 1, "count": 10}
      """
    Then the answer lists nobody, or refuses with 400, 403, 404, 405 or 501
