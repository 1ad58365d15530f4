Feature: Microsoft's SCIM tests: groups
  Raw requests to /Groups, in the shapes of the gallery's Logic App.

  @GALLERY-19
  Scenario: SCIM_Group_Create_Test
    Given the schemas describe groups
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} new"}
      """
    Then the answer is 200 or 201
    And the answer has
      | attribute   | value          |
      | id          | (present)      |
      | displayName | {{unique}} new |

  @GALLERY-20
  Scenario: SCIM_Group_Update_Test
    Given the schemas describe groups
    And these groups exist at the service provider
      | group |
      | sales |
    When every single-valued text of sales is set to a new text
    Then sales has what was set

  @GALLERY-24
  Scenario: SCIM_Group_Pagination_Test
    Given the schemas describe groups
    And 11 more groups exist at the service provider
    Then at least two pages of 5 of /Groups say where they begin
