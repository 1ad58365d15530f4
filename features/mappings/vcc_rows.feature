Feature: The eight rows of VCC
  Default mappings that VCC does not need are removed from the job, so that nothing else is sent.

  @VCC-13
  Scenario: a user with every default attribute is created with VCC's eight
    Given the directory has these assigned users
      | user  | telephoneNumber  | jobTitle | department | streetAddress | city   | country | mobile        |
      | alice | +44 20 7946 0958 | Engineer | Research   | 1 High Street | London | GB      | +447700900123 |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute                            | value                            |
      | userName                             | {{unique}}-alice@contoso.example |
      | active                               | true                             |
      | displayName                          | Alice Example                    |
      | name.givenName                       | Alice                            |
      | name.familyName                      | Example                          |
      | emails[type eq "work"].value         | {{unique}}-alice@contoso.example |
      | phoneNumbers[type eq "work"].value   | +442079460958                    |
      | externalId                           | (present)                        |
    And the POST sent for alice has just these attributes
      | attribute    |
      | userName     |
      | active       |
      | displayName  |
      | name         |
      | emails       |
      | phoneNumbers |
      | externalId   |
