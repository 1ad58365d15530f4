Feature: Rows of the attribute mapping
  Direct, constant and expression; always or only at creation; a default for what the directory does not have.

  @MS-PROV-22
  Scenario Outline: the expression <expression> gives the display name
    Given the directory has these assigned users
      | user  | givenName | surname | jobTitle   | department |
      | alice | Zoë       | Doe     | <jobTitle> | Sales      |
    And the mapping has these rows
      | target      | type       | source       |
      | displayName | Expression | <expression> |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute   | value    |
      | displayName | <result> |

    Examples:
      | expression                                              | jobTitle | result        |
      | Join(", ", [surname], [givenName])                      | Agent    | Doe, Zoë      |
      | NormalizeDiacritics([givenName])                        | Agent    | Zoe           |
      | Append(ToLower([surname]), " (agent)")                  | Agent    | doe (agent)   |
      | IIF([jobTitle]="Agent", "An agent", "Somebody")         | Agent    | An agent      |
      | Coalesce([jobTitle], [department])                      |          | Sales         |
      | Switch([jobTitle], "Other", "Agent", "A", "Lead", "L")  | Lead     | L             |
      | Replace([jobTitle], "Lead", , , "Head", , )             | Lead     | Head          |

  @MS-PROV-18
  Scenario: a constant is sent for everybody
    Given the directory has these assigned users
      | user  |
      | alice |
    And the mapping has these rows
      | target          | type     | source  |
      | name.familyName | Constant | Contoso |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute       | value   |
      | name.familyName | Contoso |

  @MS-PROV-18 @dialects
  Scenario: a default fills a gap at creation
    Given the directory has these assigned users
      | user  | surname |
      | alice |         |
    And the mapping has these rows
      | target          | type      | source  | default |
      | name.familyName | Attribute | surname | Unknown |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute       | value   |
      | name.familyName | Unknown |

  @MS-PROV-18 @dialects
  Scenario: a row for creation only is not sent again
    Given the directory has these assigned users
      | user  |
      | alice |
    And the mapping has these rows
      | target      | type      | source      | apply              |
      | displayName | Attribute | displayName | only at creation   |
    And the first cycle has run
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Married |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Example |

  @MS-PROV-17 @dialects
  Scenario: a value cleared in the directory is not cleared at the service provider
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice changes in the directory
      | attribute | value |
      | surname   |       |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute       | value   |
      | name.familyName | Example |

  @MS-PROV-18 @profile.entra
  Scenario: without a row for active, leavers stay active
    Given the directory has these assigned users
      | user  |
      | alice |
    And the mapping has these rows
      | target | type | source |
      | active | None |        |
    And the first cycle has run
    When alice is disabled in the directory
    And 40 minutes pass
    Then no PATCH was sent since
    And the service provider has this user for alice
      | attribute | value            |
      | active    | (true or absent) |
