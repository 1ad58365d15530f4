Feature: Who was looked for in vain is found later
  Entra ID looks before it creates, and looks again in a later cycle. A server that remembers that there was nobody makes it
  create the same object over and over.

  @MS-SCIM-53 @MS-SCIM-04
  Scenario Outline: a user, by <attribute>
    When a client sends GET /Users?filter=<attribute> eq "<value>"
    Then the answer lists nobody, or refuses with 400, 403 or 501
    When these users exist at the service provider
      | user | userName                       | externalId     |
      | kim  | {{unique}}-kim@contoso.example | {{unique}}-kim |
    And a client sends GET /Users?filter=<attribute> eq "<value>"
    Then the answer lists kim, or refuses with 400, 403 or 501

    Examples:
      | attribute  | value                          |
      | userName   | {{unique}}-kim@contoso.example |
      | externalId | {{unique}}-kim                 |

  @MS-SCIM-16 @requires.emails
  Scenario: a user, by the work e-mail
    When a client sends GET /Users?filter=emails[type eq "work"].value eq "{{unique}}-kim@contoso.example"
    Then the answer lists nobody, or refuses with 400, 403 or 501
    When these users exist at the service provider
      | user |
      | kim  |
    And a client sends GET /Users?filter=emails[type eq "work"].value eq "{{unique}}-kim@contoso.example"
    Then the answer lists kim, or refuses with 400, 403 or 501

  @MS-SCIM-53 @MS-GROUP-03 @requires.groups
  Scenario: a group, by displayName
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the groups nobody, or refuses with 400, 403 or 501
    When these groups exist at the service provider
      | group |
      | sales |
    And a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales, or refuses with 400, 403 or 501

  @MS-GROUP-05 @requires.groups
  Scenario: a group, by externalId
    When a client sends GET /Groups?excludedAttributes=members&filter=externalId eq "{{unique}}-s"
    Then the answer lists the groups nobody, or refuses with 400, 403 or 501
    When these groups exist at the service provider
      | group | externalId   |
      | sales | {{unique}}-s |
    And a client sends GET /Groups?excludedAttributes=members&filter=externalId eq "{{unique}}-s"
    Then the answer lists the group sales, or refuses with 400, 403 or 501
