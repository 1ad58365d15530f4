Feature: Errors as SCIM has them
  A status as text, the schema, a detail for people. Entra ID acts on the HTTP status alone; administrators read the rest.

  @RFC7644-3.12-a @MS-SCIM-18 @RFC7644-3.8-d @D-156 @D-157 @D-158 @D-160
  Scenario: a user whom nobody knows gives a SCIM error
    When a client sends GET /Users/8e2d0a6c-91c5-4c8b-9f5e-0d3a4c7be5f2
    Then the answer is a SCIM error with status 404
    And the answer's media type is SCIM's

  @RFC7644-3.12-b @D-159
  Scenario: a create cut off in the middle gives a SCIM error
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-cut
      """
    Then the answer is a SCIM error with status 400

  @RFC7644-3.12-c
  Scenario: a create without a userName gives a SCIM error
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "displayName": "{{unique}} No Name", "active": true}
      """
    Then the answer is a SCIM error with status 400
