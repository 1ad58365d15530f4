Feature: Every door asks for the token
  A gate in front of one endpoint is none in front of the others. Lists, groups and each verb are asked for with a token that
  is not the one, and nothing may be read or changed.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-02
  Scenario: nobody is changed
    When a client with the Authorization header "Bearer {{unique}}" sends PATCH /Users/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "Intruder"}]}
      """
    Then the answer is 401 or 403
    And nothing of bob's user has changed

  @MS-SCIM-02
  Scenario: nobody is replaced
    When a client with the Authorization header "Bearer {{unique}}" sends PUT /Users/{{id of "bob"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "bob"}}", "active": true,
       "displayName": "Intruder", "name": {"givenName": "In", "familyName": "Truder"},
       "emails": [{"type": "work", "value": "{{unique}}-intruder@contoso.example"}]}
      """
    Then the answer is 401, 403, 404, 405 or 501
    And nothing of bob's user has changed

  @MS-SCIM-02
  Scenario Outline: <what> are not shown
    When a client with the Authorization header "Bearer {{unique}}" sends GET <path>
    Then the answer is 401 or 403

    Examples:
      | what               | path                   |
      | users              | /Users                 |
      | a page of users    | /Users?startIndex=1&count=1 |

    @requires.groups
    Examples:
      | what               | path                   |
      | groups             | /Groups                |
      | a group by name    | /Groups?filter=displayName eq "{{unique}}" |
