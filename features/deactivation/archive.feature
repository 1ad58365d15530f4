Feature: VCC archives whom Entra ID removes
  Nothing that an administrator has set up for an agent is lost when the agent leaves: not by disabling, not by DELETE.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the administrator configures alice in the portal
      | field     | value                       |
      | role      | Agent                       |
      | skills    | ["billing", "English"]      |
      | queues    | ["support"]                 |
    And the user of alice is remembered

  @VCC-06 @dialects
  Scenario: the configuration is kept while the user is inactive
    When alice is unassigned from the application
    And 1 minutes pass
    Then the portal shows this user for alice
      | attribute               | value     |
      | active                  | false     |
      | configuration.role      | Agent     |
      | configuration.skills.0  | billing   |

  @VCC-06 @dialects
  Scenario: the configuration is there again when the user returns
    Given alice is unassigned from the application
    And 1 minutes pass
    When alice is assigned to the application
    And 40 minutes pass
    Then alice has the same id as before
    And the portal shows this user for alice
      | attribute              | value   |
      | active                 | true    |
      | configuration.role     | Agent   |
      | configuration.queues.0 | support |

  @VCC-06
  Scenario: after DELETE the record and the name are kept, unseen by SCIM
    Given alice is deleted in the directory
    When alice is purged in the directory
    And 1 minutes pass
    Then the service provider has no user for alice
    And the portal shows this user for alice
      | attribute          | value |
      | archived           | true  |
      | active             | false |
      | configuration.role | Agent |

  @VCC-06
  Scenario: a create of the same person after DELETE revives the record under its old id
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
    And the user of bob is remembered
    And a client sends DELETE /Users/{{id of "bob"}}
    When these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
    Then bob has the same id as before
