Feature: Microsoft's SCIM tests: users and their schema
  Raw requests to the endpoint, in the shapes of the gallery's Logic App.

  @GALLERY-15
  Scenario: Schema_Discoverability_Test
    Given the directory has these assigned users
      | user  | telephoneNumber | jobTitle | department |
      | alice | +442079460958   | Engineer | Research   |
    And the first cycle has run
    When a client sends GET /Schemas
    Then the answer lists the schema "urn:ietf:params:scim:schemas:core:2.0:User"
    And the schemas name every mapped attribute that alice came back with

  @GALLERY-16
  Scenario: SCIM_Null_Update_Test
    Given these users exist at the service provider
      | user |
      | bob  |
    And every optional text of bob is set to a new text
    When every optional text of bob is set to an empty text
    Then bob has what was set
    When every optional text of bob is set to null
    Then bob has what was set

  @GALLERY-17
  Scenario: SCIM_User_Create_Test
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-new@contoso.example", "active": true,
       "name": {"familyName": "Example", "givenName": "New"}, "displayName": "New Example",
       "emails": [{"type": "work", "value": "{{unique}}-new@contoso.example"}]}
      """
    Then the answer is 200 or 201
    And the answer has
      | attribute | value                          |
      | id        | (present)                      |
      | userName  | {{unique}}-new@contoso.example |

  @GALLERY-18
  Scenario: SCIM_User_Update_Test
    Given these users exist at the service provider
      | user |
      | bob  |
    When every single-valued text of bob is set to a new text
    Then bob has what was set

  @GALLERY-23
  Scenario: SCIM_User_Pagination_Test
    Given 11 more users exist at the service provider
    Then at least two pages of 5 of /Users say where they begin
