Feature: What is nearly right is not a match
  A look-up that finds somebody else makes Entra ID link, change and disable the wrong account.

  Background:
    Given these users exist at the service provider
      | user | externalId     | emails[type eq "home"].value    |
      | bob  | {{unique}}-Bob | {{unique}}-home@contoso.example |

  @MS-SCIM-04 @D-055 @D-051
  Scenario Outline: <what> finds nobody
    When a client sends GET /Users?filter=<filter>
    Then the answer lists nobody

    Examples:
      | what                            | filter                                       |
      | the beginning of an externalId  | externalId eq "{{unique}}-Bo"                |
      | an externalId in capitals       | externalId eq "{{UNIQUE}}-BOB"               |
      | an id that nobody has           | id eq "{{unique}}-nobody"                    |
      | an underscore for any character | userName eq "{{unique}}_bob@contoso.example" |
      | a percent sign for any text     | userName eq "{{unique}}-%"                   |
      | an asterisk for any text        | userName eq "{{unique}}-*"                   |

  @MS-SCIM-16 @D-061
  Scenario Outline: <what> is not a match of the work e-mail
    When a client sends GET /Users?filter=emails[type eq "work"].value eq "<address>"
    Then the answer lists nobody

    Examples:
      | what                  | address                         |
      | the home e-mail       | {{unique}}-home@contoso.example |
      | an e-mail nobody has  | {{unique}}-none@contoso.example |

  @MS-SCIM-04 @D-057
  Scenario Outline: <what> in a value is a part of the value
    When a client sends GET /Users?filter=userName eq "<value>"
    Then the answer lists nobody

    Examples:
      | what      | value                                        |
      | a quote   | {{unique}}\\" or userName eq \\"{{unique}}-bob |
      | an umlaut | {{unique}}-Zoë                               |
