Feature: Requests for discovery documents
  Parameters of queries are ignored, a filter is refused, and nothing can be added.

  @RFC7644-4-d
  Scenario: the parameters of queries are ignored
    When a client sends GET /ResourceTypes?startIndex=50&count=1&sortBy=name
    Then the answer lists the resource type "User"

  @RFC7644-4-d
  Scenario: a filter is refused, and never half heeded
    When a client sends GET /ResourceTypes?filter=name eq "Nobody"
    Then the answer lists the resource type "User", or refuses with 403

  @RFC7644-4-e
  Scenario Outline: <path> cannot be added to
    When a client sends POST <path> with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:example:{{unique}}", "name": "{{unique}}"}
      """
    Then the answer is 403, 404, 405 or 501

    Examples:
      | path                   |
      | /Schemas               |
      | /ResourceTypes         |
      | /ServiceProviderConfig |
