@requires.groups
Feature: A look-up without the members
  Entra ID asks for groups without their members, which may be thousands, wherever it puts the parameter.

  @MS-GROUP-23
  Scenario Outline: members are left out, with the filter <order>
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    When a client sends GET /Groups?<query>
    Then the answer lists the group sales
    And every user of the answer has
      | attribute | value    |
      | members   | (absent) |

    Examples:
      | order  | query                                                              |
      | behind | excludedAttributes=members&filter=displayName eq "{{unique}} sales" |
      | before | filter=displayName eq "{{unique}} sales"&excludedAttributes=members |
