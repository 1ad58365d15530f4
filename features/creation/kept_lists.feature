Feature: Lists that a create accepted are kept
  Each element comes back, each with its own type, and a phone number in the spelling that was sent.

  @D-147 @requires.emails
  Scenario: two e-mails are kept
    Given these users exist at the service provider
      | user | emails[type eq "home"].value    |
      | bob  | {{unique}}-home@contoso.example |
    Then the service provider has this user for bob
      | attribute                    | value                           |
      | emails[type eq "home"].value | {{unique}}-home@contoso.example |
      | emails[type eq "work"].value | {{unique}}-bob@contoso.example  |

  @D-141 @requires.phoneNumbers
  Scenario: two phone numbers are kept
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value | phoneNumbers[type eq "mobile"].value |
      | bob  | +442079460958                      | +447700900123                        |
    Then the service provider has this user for bob
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460958 |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |

  @MS-SCIM-10 @requires.phoneNumbers @profile.entra
  Scenario: a phone number comes back as it was sent
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +44 20 7946 0958                   |
    Then the service provider has this user for bob
      | attribute                          | value            |
      | phoneNumbers[type eq "work"].value | +44 20 7946 0958 |

  @MS-SCIM-10 @requires.phoneNumbers @profile.entra
  Scenario: a phone number keeps its extension
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +442079460958;ext=4711             |
    Then the service provider has this user for bob
      | attribute                          | value                  |
      | phoneNumbers[type eq "work"].value | +442079460958;ext=4711 |

  @MS-SCIM-32 @profile.entra @profile.rfc
  Scenario: the primary element is kept
    Then the primary element of each list is the one that was sent
