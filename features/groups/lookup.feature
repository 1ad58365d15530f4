Feature: Groups are looked up
  Entra ID finds a group by its displayName, or by whichever attribute is the matching one, and asks for it without members.

  Background:
    Given these groups exist at the service provider
      | group   | externalId     |
      | sales   | {{unique}}-s-x |
      | support | {{unique}}-t-x |

  @MS-GROUP-03 @D-058 @requires.groups
  Scenario: by displayName, without members
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} sales"
    Then the answer is a well-formed list
    And the answer lists the group sales

  @MS-GROUP-03 @requires.groups
  Scenario: a name that no group has
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{unique}} nobody's"
    Then the answer is a well-formed list
    And the answer lists the groups nobody

  @MS-GROUP-04 @requires.groups
  Scenario: by displayName in another letter case
    When a client sends GET /Groups?excludedAttributes=members&filter=displayName eq "{{UNIQUE}} SALES"
    Then the answer lists the group sales

  @MS-GROUP-05 @requires.groups
  Scenario: by externalId
    When a client sends GET /Groups?excludedAttributes=members&filter=externalId eq "{{unique}}-t-x"
    Then the answer lists the group support

  @MS-GROUP-06 @requires.groups
  Scenario: a deleted group is gone
    When a client sends DELETE /Groups/{{group of "sales"}}
    Then the answer is 204
    And the service provider has no group for sales
