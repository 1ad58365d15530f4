@requires.groups
Feature: Group names that are near each other
  Groups are matched by their names. One that is found for another, since eq is done with a pattern or a folding collation,
  gets the other's members; one that counts as a conflict with another never comes to be.

  @MS-GROUP-35
  Scenario Outline: <what> makes another group
    Then groups of these names are told apart
      | one              | other              |
      | {{unique}} <one> | {{unique}} <other> |

    Examples:
      | what                | one                                | other                             |
      | an accent           | José                               | Jose                              |
      | a blank             | Sales East                         | SalesEast                         |
      | a hyphen            | Sales-East                         | Sales East                        |
      | a sign              | R&D                                | RD                                |
      | a longer end        | Sales                              | Sales EMEA                        |
      | an underscore       | Team_A                             | TeamXA                            |
      | a percent sign      | 100%                               | 100 and more                      |
      | an asterisk         | Sales*                             | Sales and Support                 |
      | the last of many    | Committee for Chairs and Tables, A | Committee for Chairs and Tables, B |

  @MS-GROUP-35 @RFC7644-3.4.2.2-a
  Scenario Outline: <what> finds no group
    Given these groups exist at the service provider
      | group | displayName           |
      | sales | {{unique}} Sales Café |
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "<text>"
    Then the answer lists the groups nobody, or refuses with 400, 403 or 501

    Examples:
      | what                            | text                   |
      | the beginning of a name         | {{unique}} Sales       |
      | a name without its accent       | {{unique}} Sales Cafe  |
      | a name with another blank       | {{unique}} Sales  Café |
      | an asterisk for any text        | {{unique}} Sales*      |
      | a percent sign for any text     | {{unique}} Sales%      |
      | an underscore for any character | {{unique}} Sales_Café  |

  @MS-GROUP-35
  Scenario: a group may have a user's name
    Given these users exist at the service provider
      | user | displayName      | externalId       |
      | bob  | {{unique}} twins | {{unique}}-twins |
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} twins", "externalId": "{{unique}}-twins"}
      """
    Then the answer is 201
