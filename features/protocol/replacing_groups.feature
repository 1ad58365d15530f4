@requires.groups @profile.rfc
Feature: Replacing a group with PUT
  What the body has is what the group has: other members take the place of those that were there.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |

  @RFC7644-3.5.1-a
  Scenario: a group has the name and the members of the body
    When a client sends PUT /Groups/{{group of "sales"}} with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} replaced",
       "members": [{"value": "{{id of "eve"}}"}]}
      """
    Then the answer is 200 or 204
    And the group sales has the members eve
    And the service provider has this group for sales
      | attribute   | value               |
      | displayName | {{unique}} replaced |
