Feature: Users made in the portal stay the portal's
  VCC never links an existing user. An assignment of somebody who is there already fails with a message that names the
  userName, and the portal's user is untouched.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And a portal user alice exists

  @VCC-05
  Scenario: the create fails with a duplicate userName
    When provisioning is switched on
    Then the provisioning log has these rows for alice
      | action | status  | errorCode     |
      | create | failure | EntryConflict |
    And the provisioning log tells for alice
      | text     |
      | userName |

  @VCC-05
  Scenario: the portal's user is untouched
    When provisioning is switched on
    Then the portal shows this user for alice
      | attribute   | value        |
      | origin      | portal       |
      | displayName | Alice Portal |

  @VCC-05
  Scenario: SCIM does not show the portal's user
    When a client sends GET /Users?filter=userName eq "{{userName of "alice"}}"
    Then the answer lists nobody

  @VCC-05
  Scenario: a direct create names the userName that is taken
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{userName of "alice"}}", "displayName": "Alice",
       "active": true, "emails": [{"type": "work", "value": "{{unique}}-other@contoso.example"}]}
      """
    Then the answer is a SCIM error with status 409 and scimType uniqueness
    And the answer's detail names
      | text                    |
      | {{userName of "alice"}} |
