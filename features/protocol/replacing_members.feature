@requires.groups @profile.rfc
Feature: Who is replaced with PUT stays a member
  The groups of a user are read-only: a PUT of the user does not name them, and takes nobody out. A PUT of a group with its own
  name is in no conflict.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members  |
      | sales | bob, eve |
    And the group sales is remembered

  @RFC7644-3.5.1-b
  Scenario: a user who is replaced is still a member
    When bob is replaced with
      | attribute   | value        |
      | displayName | Bob Replaced |
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @RFC7644-3.5.1-b
  Scenario: a user who is renamed by PUT is still a member
    When bob is replaced with
      | attribute | value                              |
      | userName  | {{unique}}-renamed@contoso.example |
    Then the answer is 200 or 204
    And the group sales has the members bob, eve

  @RFC7644-3.5.1-a @RFC7644-3.3-f
  Scenario: a group is replaced with what it is
    When a client sends PUT /Groups/{{group of "sales"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} sales",
       "members": [{"value": "{{id of "bob"}}"}, {"value": "{{id of "eve"}}"}]}
      """
    Then the answer is 200 or 204
    And nothing of the group sales has changed
