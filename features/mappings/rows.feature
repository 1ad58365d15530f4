Feature: Rows of the attribute mapping
  Direct or constant; always or only at creation; a default for what the directory does not have.

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
