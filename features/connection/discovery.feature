Feature: Discovery documents
  Administrators and gallery validation read what the endpoint says of itself; a client that negotiates stops without it.

  @RFC7644-4-a @D-003 @D-009
  Scenario: the service provider configuration says what is supported
    When a client sends GET /ServiceProviderConfig
    Then the answer is 200
    And the answer has
      | attribute            | value     |
      | schemas              | (present) |
      | patch.supported      | true      |
      | filter.supported     | true      |
      | bulk.supported       | (present) |
      | sort.supported       | (present) |
      | etag.supported       | (present) |

  @RFC7644-4-b
  Scenario: the resource types name the endpoint for users
    When a client sends GET /ResourceTypes
    Then the answer lists the resource type "User" at "/Users"

  @RFC7644-4-c @D-006
  Scenario: the schemas describe the user
    When a client sends GET /Schemas
    Then the answer lists the schema "urn:ietf:params:scim:schemas:core:2.0:User"

  @D-007
  Scenario: the schemas leave out what Entra ID's test of a schema refuses
    When a client sends GET /Schemas
    Then no emails attribute of the answer's schemas has the sub-attribute display

  @D-004
  Scenario: the base URL itself answers as SCIM
    When a client sends GET /
    Then the answer's media type is SCIM's

  @D-006
  Scenario: the schemas hold no null
    When a client sends GET /Schemas
    Then the answer has no null

  @D-005 @D-160
  Scenario: an unknown endpoint is a SCIM error
    When a client sends GET /NoSuchThings
    Then the answer is a SCIM error with status 404

  @D-011
  Scenario: a slash at the end of the path is tolerated
    When a client sends GET /Users/?filter=userName eq "{{unique}}-nobody"
    Then the answer is 200
