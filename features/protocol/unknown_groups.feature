Feature: No such group
  Every verb says 404 for a group that does not exist, as it does for a user.

  @RFC7644-3.12-f @requires.groups
  Scenario Outline: <verb> of no group
    When a client sends <verb> /Groups/{{unique}}-nothing
    Then the answer is a SCIM error with status 404

    Examples:
      | verb   |
      | GET    |
      | DELETE |

  @RFC7644-3.12-f @requires.groups @requires.patch
  Scenario: PATCH of no group
    When a client sends PATCH /Groups/{{unique}}-nothing with
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations": [{"op": "replace", "path": "displayName", "value": "{{unique}} Nothing"}]}
      """
    Then the answer is a SCIM error with status 404

  @RFC7644-3.12-f @requires.groups @profile.rfc
  Scenario: PUT of no group
    When a client sends PUT /Groups/{{unique}}-nothing with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} Nothing"}
      """
    Then the answer is a SCIM error with status 404
