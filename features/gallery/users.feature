Feature: Microsoft's seven user tests: who comes and changes
  The gallery's Logic App changes users in a real tenant, lets the provisioning service work, reads its log and then asks the
  service provider. Here the simulator stands in for the service.

  @GALLERY-01 @dialects
  Scenario: Create_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    When provisioning is switched on
    Then the service provider has this user for alice
      | attribute | value                            |
      | userName  | {{unique}}-alice@contoso.example |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |

  @GALLERY-02 @dialects
  Scenario: Update_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When alice changes in the directory
      | attribute   | value         |
      | displayName | Alice Renewed |
      | givenName   | Alicia        |
      | surname     | Renewed       |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute       | value         |
      | displayName     | Alice Renewed |
      | name.givenName  | Alicia        |
      | name.familyName | Renewed       |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |
      | update | success |

  @GALLERY-07
  Scenario: POD_User_Test
    Given the directory has these assigned users
      | user  |
      | alice |
    When alice is provisioned on demand
    Then the service provider has this user for alice
      | attribute | value                            |
      | userName  | {{unique}}-alice@contoso.example |
      | active    | true                             |
    And the provisioning log has these rows for alice
      | action | status  |
      | create | success |
