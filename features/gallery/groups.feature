Feature: Microsoft's seven group tests: the group
  As the user tests. Without the schema Group in /Schemas they fail; the template does not skip them.

  Background:
    Given the schemas describe groups

  @GALLERY-08
  Scenario: Create_Group_Test
    Given the directory has these assigned groups
      | group |
      | sales |
    When provisioning is switched on
    Then the service provider has this group for sales
      | attribute   | value            |
      | displayName | {{unique}} sales |
    And the provisioning log has these rows for sales
      | action | status  |
      | create | success |

  @GALLERY-09 @dialects
  Scenario: Update_Group_Test
    Given the directory has these assigned groups
      | group |
      | sales |
    And the first cycle has run
    When the group sales is renamed to "{{unique}} support" in the directory
    And 40 minutes pass
    Then the service provider has this group for sales
      | attribute   | value              |
      | displayName | {{unique}} support |
    And the provisioning log has these rows for sales
      | action | status  |
      | create | success |
      | update | success |

  @GALLERY-10
  Scenario: Delete_Group_Test
    Given the directory has these assigned groups
      | group |
      | sales |
    And the first cycle has run
    When the group sales is deleted in the directory
    And 40 minutes pass
    Then the service provider has no group for sales
    And the provisioning log has these rows for sales
      | action | status  |
      | create | success |
      | delete | success |
