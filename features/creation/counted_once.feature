Feature: Whoever has several of a thing is one
  A look-up that joins users with their addresses, numbers or groups gives a row for each of them. Two rows are two users to
  Entra ID, which then touches neither.

  @MS-SCIM-04 @RFC7644-3.4.2.4-a @requires.phoneNumbers @requires.emails
  Scenario Outline: by <filter>
    Given these users exist at the service provider
      | user | displayName    | externalId     | emails[type eq "work"].value   | emails[type eq "home"].value   | phoneNumbers[type eq "work"].value | phoneNumbers[type eq "mobile"].value |
      | kim  | {{unique}} kim | {{unique}}-kim | {{unique}}-kim@contoso.example | {{unique}}-kim@contoso.example | +442079460958                      | +447700900123                        |
    When a client sends GET /Users?filter=<filter>
    Then the answer lists kim, or refuses with 400, 403 or 501

    Examples:
      | filter                                                                                            |
      | userName eq "{{userName of "kim"}}"                                                               |
      | externalId eq "{{unique}}-kim"                                                                    |
      | displayName eq "{{unique}} kim"                                                                   |
      | emails eq "{{unique}}-kim@contoso.example"                                                        |
      | emails.value eq "{{unique}}-kim@contoso.example"                                                  |
      | emails[value eq "{{unique}}-kim@contoso.example"]                                                 |
      | emails.value eq "{{unique}}-kim@contoso.example" or userName eq "{{unique}}-kim@contoso.example"  |

  @MS-SCIM-04 @RFC7644-3.4.2.4-a @requires.groups
  Scenario: a member of two groups, and a group of two members
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members  |
      | sales | bob, eve |
      | staff | bob      |
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob, or refuses with 400, 403 or 501
    When a client sends GET /Groups?filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales, or refuses with 400, 403 or 501
