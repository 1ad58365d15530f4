Feature: A change as any JSON, under any name of the scheme
  A media type may have parameters and may be plain JSON, and the name of an authentication scheme has no letter case.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.8-b @requires.patch
  Scenario Outline: a PATCH as <type> is done
    When a client sends PATCH /Users/{{id of "bob"}} as "<type>" with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "Zoë Example"}]}
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Zoë Example |

    Examples:
      | type                                 |
      | application/scim+json                |
      | application/scim+json; charset=utf-8 |
      | application/json                     |

  @RFC7644-2-d
  Scenario: the scheme in small letters is the scheme
    When a client with the Authorization header "bearer {{token}}" sends GET /Users/{{id of "bob"}}
    Then the answer is 200
