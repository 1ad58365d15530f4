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

  @RFC7644-3.5.2.3-a @requires.emails
  Scenario: a whole list is replaced by a whole list
    When bob is patched with
      """
      [{"op": "replace", "path": "emails", "value": [{"type": "work", "value": "{{unique}}-only@contoso.example"}]}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                           |
      | emails[type eq "work"].value | {{unique}}-only@contoso.example |
      | emails[type eq "home"].value | (absent)                        |

  @MS-PROV-04 @requires.emails
  Scenario: many operations in one request are all done
    When bob is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Bob One"}, {"op": "Replace", "path": "name.givenName", "value": "One"},
       {"op": "Replace", "path": "name.familyName", "value": "Two"}, {"op": "Replace", "path": "externalId", "value": "{{unique}}-three"},
       {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "{{unique}}-four@contoso.example"},
       {"op": "Replace", "path": "emails[type eq \"home\"].value", "value": "{{unique}}-five@contoso.example"},
       {"op": "Replace", "path": "userName", "value": "{{unique}}-six@contoso.example"}, {"op": "Replace", "path": "active", "value": "False"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                           |
      | name.givenName               | One                             |
      | name.familyName              | Two                             |
      | externalId                   | {{unique}}-three                |
      | emails[type eq "work"].value | {{unique}}-four@contoso.example |
      | emails[type eq "home"].value | {{unique}}-five@contoso.example |
      | userName                     | {{unique}}-six@contoso.example  |
      | active                       | false                           |

  @MS-PROV-04 @D-141 @requires.title @requires.enterprise @profile.entra
  Scenario: leaving and coming back costs neither title nor department
    Given these users exist at the service provider
      | user | title | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | pam  | Agent | Sales                                                                 |
    And the user of pam is remembered
    When pam is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}, {"op": "Replace", "path": "name.givenName", "value": "Pamela"}]
      """
    And pam is patched with
      """
      [{"op": "Replace", "path": "active", "value": "True"}]
      """
    Then the answer is 200 or 204
    And nothing of pam's user has changed except
      | attribute      |
      | name.givenName |
