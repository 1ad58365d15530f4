Feature: A change leaves its neighbours alone
  One e-mail of two, one half of a name, one phone of several: what the request does not name stays as it is.

  Background:
    Given these users exist at the service provider
      | user | externalId     | emails[type eq "home"].value    |
      | bob  | {{unique}}-Bob | {{unique}}-home@contoso.example |
    And the user of bob is remembered

  @MS-PROV-04 @D-089 @D-097
  Scenario Outline: a change of <what> changes nothing else
    When bob is patched with
      """
      [{"op": "Replace", "path": "<path>", "value": "<value>"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value   |
      | <attribute> | <value> |
    And nothing of bob's user has changed except
      | attribute   |
      | <attribute> |
    And the answer equals the user as read by id

    Examples:
      | what            | path                             | attribute                    | value                          |
      | the given name  | name.givenName                   | name.givenName               | Robert                         |
      | the family name | name.familyName                  | name.familyName              | Married                        |
      | the externalId  | externalId                       | externalId                   | {{unique}}-x2                  |
      | the userName    | userName                         | userName                     | {{unique}}-new@contoso.example |

    @requires.emails
    Examples:
      | what            | path                             | attribute                    | value                          |
      | the work e-mail | emails[type eq \\"work\\"].value | emails[type eq "work"].value | {{unique}}-new@contoso.example |

  @MS-PROV-04 @D-089 @requires.phoneNumbers
  Scenario: a change of the work phone leaves the mobile phone alone
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value | phoneNumbers[type eq "mobile"].value |
      | pam  | +442079460958                      | +447700900123                        |
    And the user of pam is remembered
    When pam is patched with
      """
      [{"op": "Replace", "path": "phoneNumbers[type eq \"work\"].value", "value": "+442079460999"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for pam
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460999 |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |
    And nothing of pam's user has changed except
      | attribute                          |
      | phoneNumbers[type eq "work"].value |
