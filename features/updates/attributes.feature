Feature: A change in the directory arrives
  Name, e-mail and phone follow the directory. Just what changed is sent, and just that changes; in the default dialect with
  an operation for each attribute, in the compliant one with dotted keys in a single operation.

  Background:
    Given the directory has these assigned users
      | user  | telephoneNumber |
      | alice | +442079460958   |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-04 @MS-SCIM-06 @VCC-03 @D-075 @D-083 @D-089 @D-090 @D-105 @dialects
  Scenario Outline: <source> changes, and nothing else
    When alice changes in the directory
      | attribute | value   |
      | <source>  | <value> |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value   |
      | <target>  | <value> |
    And nothing of alice's user has changed except
      | attribute |
      | <target>  |
    And the latest log row for alice modifies
      | attribute | new     |
      | <target>  | <value> |

    Examples:
      | source            | target                       | value                              |
      | displayName       | displayName                  | Alice Married                      |
      | givenName         | name.givenName               | Alicia                             |
      | surname           | name.familyName              | Married                            |
      | userPrincipalName | userName                     | {{unique}}-renamed@contoso.example |

    @requires.emails
    Examples:
      | source | target                       | value                          |
      | mail   | emails[type eq "work"].value | {{unique}}-new@contoso.example |

    @requires.phoneNumbers
    Examples:
      | source          | target                             | value         |
      | telephoneNumber | phoneNumbers[type eq "work"].value | +442079460999 |
