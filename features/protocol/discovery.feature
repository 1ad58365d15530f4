Feature: Discovery by the letter
  The documents by which a client finds out what there is are whole, answer everybody alike, and cannot be changed.

  @RFC7643-5-a
  Scenario: the configuration has all of its attributes
    When a client sends GET /ServiceProviderConfig
    Then the answer has
      | attribute                | value                                                              |
      | schemas                  | (with urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig) |
      | patch.supported          | (present)                                                          |
      | bulk.supported           | (present)                                                          |
      | bulk.maxOperations       | (present)                                                          |
      | bulk.maxPayloadSize      | (present)                                                          |
      | filter.supported         | (present)                                                          |
      | filter.maxResults        | (present)                                                          |
      | changePassword.supported | (present)                                                          |
      | sort.supported           | (present)                                                          |
      | etag.supported           | (present)                                                          |
      | authenticationSchemes    | (present)                                                          |
    And each authentication scheme of the answer has type, name and description

  @RFC7644-3.5-b
  Scenario: PATCH is supported
    When a client sends GET /ServiceProviderConfig
    Then the document has
      | attribute       | value |
      | patch.supported | true  |

  @RFC7643-6-a
  Scenario: a resource type names its endpoint and its schema
    When a client sends GET /ResourceTypes/User
    Then the answer has
      | attribute | value                                                     |
      | schemas   | (with urn:ietf:params:scim:schemas:core:2.0:ResourceType) |
      | name      | User                                                      |
      | endpoint  | (present)                                                 |
      | schema    | urn:ietf:params:scim:schemas:core:2.0:User                |

  @RFC7644-4-b
  Scenario: a resource type that nobody has is not found
    When a client sends GET /ResourceTypes/{{unique}}-Kind
    Then the answer is a SCIM error with status 404 or 501

  @RFC7643-7-a @RFC7643-2.1-b
  Scenario: the schemas describe their attributes in the standard's words
    When a client sends GET /Schemas
    Then the schemas of the answer are well described

  @RFC7644-3.1-a
  Scenario: the schemas of messages are no schemas of resources
    When a client sends GET /Schemas/urn:ietf:params:scim:api:messages:2.0:ListResponse
    Then the answer is a SCIM error with status 404
