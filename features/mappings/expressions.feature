Feature: Expressions of the attribute mapping
  What a row makes of several attributes, or of a text, is what arrives.

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
