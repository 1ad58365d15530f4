Feature: Changes arrive whole and as they were sent
  Several at once, long texts and other scripts: what comes back is what was sent.

  Background:
    Given the directory has these assigned users
      | user  | telephoneNumber |
      | alice | +442079460958   |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-04 @MS-SCIM-07 @D-083 @D-084 @D-099 @requires.emails @dialects
  Scenario: several changes arrive together
    When alice changes in the directory
      | attribute | value                          |
      | givenName | Alicia                         |
      | surname   | Married                        |
      | mail      | {{unique}}-new@contoso.example |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                    | value                          |
      | name.givenName               | Alicia                         |
      | name.familyName              | Married                        |
      | emails[type eq "work"].value | {{unique}}-new@contoso.example |
      | active                       | true                           |
    And nothing of alice's user has changed except
      | attribute                    |
      | name                         |
      | emails[type eq "work"].value |

  @MS-PROV-04 @D-141 @dialects
  Scenario Outline: <what> comes back as it was sent
    When alice changes in the directory
      | attribute   | value   |
      | displayName | <value> |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute   | value   |
      | displayName | <value> |

    Examples:
      | what                   | value                                                         |
      | a name in other scripts | Zoë "Zed" O'Neill-Łukasz 王                                   |
      | an emoji               | Alice 😀 Example                                              |
      | a name of 60 letters   | Bob Maximilian Alexander von Hohenstein-Wallerstein-Oettingen |
