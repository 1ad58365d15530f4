Feature: A removal leaves its neighbours alone
  One e-mail of two, one half of a name: what stays is what the request does not name.

  Background:
    Given these users exist at the service provider
      | user | externalId     | emails[type eq "home"].value    |
      | bob  | {{unique}}-Bob | {{unique}}-home@contoso.example |
    And the user of bob is remembered

  @RFC7644-3.5.2.2-a @D-092
  Scenario: removing the given name leaves the family name
    When bob is patched with
      """
      [{"op": "remove", "path": "name.givenName"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value    |
      | name.givenName  | (absent) |
      | name.familyName | Example  |

  @RFC7644-3.5.2.2-b @requires.emails
  Scenario: removing the home e-mail leaves the work e-mail
    When bob is patched with
      """
      [{"op": "remove", "path": "emails[type eq \"home\"]"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                          |
      | emails[type eq "home"].value | (absent)                       |
      | emails[type eq "work"].value | {{unique}}-bob@contoso.example |

  @RFC7644-3.5.2.2-b @requires.phoneNumbers
  Scenario: removing the mobile phone leaves the work phone
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value | phoneNumbers[type eq "mobile"].value |
      | pam  | +442079460958                      | +447700900123                        |
    When pam is patched with
      """
      [{"op": "remove", "path": "phoneNumbers[type eq \"mobile\"]"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for pam
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460958 |
      | phoneNumbers[type eq "mobile"].value | (absent)      |
