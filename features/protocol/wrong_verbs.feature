Feature: POST is for collections
  A user is changed by PATCH or PUT. A POST to one is refused in words; a server without a route for it breaks down, and one
  that takes it for another verb changes somebody.

  @RFC7644-3.2-b
  Scenario: POST to a user is refused
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When a client sends POST /Users/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]}
      """
    Then the answer is 400, 401, 403, 404, 405 or 501
    And nothing of bob's user has changed

  @RFC7644-3.2-b @requires.groups
  Scenario: POST to a group is refused
    Given these groups exist at the service provider
      | group |
      | sales |
    And the group sales is remembered
    When a client sends POST /Groups/{{group of "sales"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]}
      """
    Then the answer is 400, 401, 403, 404, 405 or 501
    And nothing of the group sales has changed
