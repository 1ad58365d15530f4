Feature: What provisioning never sets
  Roles, skills, queues and extensions are the administrator's. Until a role is set the user is there and cannot work.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run

  @VCC-09
  Scenario: a new user is provisioned and not ready
    When a client sends GET /Users/{{id of "alice"}}
    Then the portal shows this user for alice
      | attribute          | value                  |
      | origin             | scim                   |
      | readiness          | provisioned, not ready |
      | configuration.role | (absent)               |

  @VCC-09
  Scenario: with a role the user is ready
    When the administrator configures alice in the portal
      | field | value      |
      | role  | Supervisor |
    Then the portal accepts it
    And the portal shows this user for alice
      | attribute          | value      |
      | readiness          | ready      |
      | configuration.role | Supervisor |

  @VCC-09 @verbatim
  Scenario: SCIM neither shows nor changes the configuration
    Given the administrator configures alice in the portal
      | field  | value       |
      | role   | Agent       |
      | skills | ["billing"] |
    When alice is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Alice Renamed"}, {"op": "Add", "path": "roles", "value": [{"value": "Administrator"}]}]
      """
    Then the portal shows this user for alice
      | attribute              | value   |
      | configuration.role     | Agent   |
      | configuration.skills.0 | billing |
    And the service provider has this user for alice
      | attribute | value    |
      | roles     | (absent) |

  @VCC-09 @VCC-11
  Scenario: the audit list names who did what
    When the administrator configures alice in the portal
      | field | value |
      | role  | Agent |
    And the administrator changes displayName of alice to "Somebody Else" in the portal
    Then the portal's audit list has
      | action         | user  | outcome |
      | configure user | alice | success |
      | edit user      | alice | refused |
