@requires.groups
Feature: Group names have any characters
  displayName is the matching attribute of groups: whatever signs are in it, it is kept and found.

  @MS-GROUP-20
  Scenario Outline: a name with <what> is found
    Given these groups exist at the service provider
      | group | displayName       |
      | sales | {{unique}} <name> |
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} <quoted>"
    Then the answer lists the group sales

    Examples:
      | what          | name          | quoted            |
      | an apostrophe | Sales' Own    | Sales' Own        |
      | a comma       | Sales, EMEA   | Sales, EMEA       |
      | quotes        | "Sales" Group | \"Sales\" Group |

  @MS-SCIM-34 @MS-SCIM-10 @requires.patch
  Scenario Outline: <attribute> of a group keeps every text
    Given these groups exist at the service provider
      | group | externalId       |
      | sales | {{unique}}-sales |
    Then <attribute> of the group sales keeps every text

    Examples:
      | attribute   |
      | displayName |
      | externalId  |
