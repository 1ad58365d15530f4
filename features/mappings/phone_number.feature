Feature: StripSpaces for the phone number
  The directory's "+44 20 7946 0958" does not pass VCC's validation. The mapping is therefore an expression, and forgetting it
  is the commonest mistake of the set-up.

  Background:
    Given the directory has these assigned users
      | user  | telephoneNumber  |
      | alice | +44 20 7946 0958 |

  @VCC-10 @MS-PROV-22 @requires.phoneNumbers
  Scenario: with the expression the number arrives without spaces
    Given the mapping has these rows
      | target                             | type       | source                         |
      | phoneNumbers[type eq "work"].value | Expression | StripSpaces([telephoneNumber]) |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute                          | value         |
      | phoneNumbers[type eq "work"].value | +442079460958 |

  @VCC-10
  Scenario: without the expression the create fails, and the log says why
    Given the mapping has these rows
      | target                             | type      | source          |
      | phoneNumbers[type eq "work"].value | Attribute | telephoneNumber |
    When provisioning is switched on
    Then the service provider has no user for alice
    And the provisioning log has these rows for alice
      | action | status  |
      | create | failure |
    And the provisioning log tells for alice
      | text             |
      | phoneNumbers     |
      | +44 20 7946 0958 |

  @VCC-10
  Scenario: once the mapping is put right the user is created
    Given the mapping has these rows
      | target                             | type      | source          |
      | phoneNumbers[type eq "work"].value | Attribute | telephoneNumber |
    When provisioning is switched on
    And the mapping has these rows
      | target                             | type       | source                         |
      | phoneNumbers[type eq "work"].value | Expression | StripSpaces([telephoneNumber]) |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                          | value         |
      | phoneNumbers[type eq "work"].value | +442079460958 |

  @VCC-10 @MS-PROV-05 @requires.phoneNumbers @dialects
  Scenario: a change of nothing but spaces sends nothing
    Given the mapping has these rows
      | target                             | type       | source                         |
      | phoneNumbers[type eq "work"].value | Expression | StripSpaces([telephoneNumber]) |
    And the first cycle has run
    And the user of alice is remembered
    When alice changes in the directory
      | attribute       | value         |
      | telephoneNumber | +44207946 0958 |
    And 40 minutes pass
    Then no PATCH was sent since
    And nothing of alice's user has changed
