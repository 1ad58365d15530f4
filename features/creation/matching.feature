Feature: An existing user is linked
  Before it creates anybody, Entra ID looks for the userName. One hit is linked and brought up to date; a miss that should
  have been a hit makes a duplicate or an endless conflict.

  @MS-PROV-02 @MS-SCIM-04
  Scenario: an existing user is updated instead of created again
    Given these users exist at the service provider
      | user  | displayName |
      | alice | Old Name    |
    And the user of alice is remembered
    When the directory has these assigned users
      | user  | displayName   |
      | alice | Alice Example |
    And provisioning is switched on
    Then alice has the same id as before
    And the service provider has this user for alice
      | attribute   | value         |
      | displayName | Alice Example |
    And the provisioning log has these rows for alice
      | action | status  |
      | update | success |

  @MS-PROV-02 @RFC7643-4.1.1-a @D-048
  Scenario: letter case does not hide an existing user
    Given these users exist at the service provider
      | user  | userName                         |
      | alice | {{UNIQUE}}-ALICE@Contoso.Example |
    And the user of alice is remembered
    When the directory has these assigned users
      | user  |
      | alice |
    And provisioning is switched on
    Then alice has the same id as before
    And the service provider has exactly one user for alice

  @MS-PROV-02 @D-057
  Scenario Outline: <what> in a userName does not hide an existing user
    Given these users exist at the service provider
      | user  | userName                          |
      | alice | {{unique}}-<text>@contoso.example |
    And the user of alice is remembered
    When the directory has these assigned users
      | user  | userPrincipalName                 |
      | alice | {{unique}}-<text>@contoso.example |
    And provisioning is switched on
    Then alice has the same id as before
    And the service provider has exactly one user for alice

    Examples:
      | what          | text     |
      | a plus sign   | a+b      |
      | an apostrophe | o'neill  |
      | an ampersand  | r&d      |
      | a hash        | a#b      |
      | an underscore | a_b      |

  @MS-PROV-16 @D-024
  Scenario: a create whose answer was lost does not make a second user
    Given the directory has these assigned users
      | user  |
      | alice |
    And the answer to the next POST is lost
    When provisioning is switched on
    And 40 minutes pass
    Then the service provider has exactly one user for alice
