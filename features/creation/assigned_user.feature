Feature: An assigned user is created
  Assignment alone makes the account. What Entra ID sends is there afterwards, by id and by look-up, and the log says so.

  @MS-PROV-01 @MS-SCIM-03 @VCC-01
  Scenario: the first cycle creates the user
    Given the directory has these assigned users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute                    | value                              |
      | userName                     | {{unique}}-alice@contoso.example   |
      | active                       | true                               |
      | displayName                  | Alice Example                      |
      | name.givenName               | Alice                              |
      | name.familyName              | Example                            |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |

  @MS-PROV-01 @D-042 @profile.entra
  Scenario: the attributes of the default mapping never make a create fail
    Given the directory has these assigned users
      | user  | telephoneNumber | mobile        | jobTitle | department | streetAddress | city   | state  | postalCode | country | preferredLanguage | employeeId |
      | alice | +442079460958   | +447700900123 | Engineer | Research   | 1 High Street | London | London | SW1A 1AA   | GB      | en-GB             | 4711       |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Example |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |

  @MS-PROV-01 @MS-SCIM-03 @requires.emails
  Scenario: the work e-mail arrives with the user
    Given the directory has these assigned users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute                    | value                            |
      | emails[type eq "work"].value | {{unique}}-alice@contoso.example |

  @MS-PROV-03
  Scenario: a user who is disabled when assigned is not created
    Given the directory has these assigned users
      | user  | accountEnabled |
      | alice | false          |
    When provisioning is switched on
    Then the service provider has no user for alice

  @MS-PROV-01
  Scenario: a user who is not assigned is not created
    Given the directory has these users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has no user for alice
