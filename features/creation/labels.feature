Feature: What a user says of itself
  The media type, the schemas and the meta by which a client reads the rest.

  @MS-SCIM-18 @RFC7644-3.8-d @D-163
  Scenario: a user is labelled as SCIM
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer's media type is SCIM's

  @RFC7643-3-a
  Scenario: a user names schemas and meta
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute         | value                                             |
      | schemas           | (with urn:ietf:params:scim:schemas:core:2.0:User) |
      | meta.resourceType | User                                              |
      | meta.created      | (present)                                         |
      | meta.lastModified | (present)                                         |
      | meta.location     | (present)                                         |
