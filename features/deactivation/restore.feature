Feature: Whoever returns is the same user
  Re-enabled, assigned again or restored: the same id becomes active again, and nothing has to be set up anew.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered

  @MS-PROV-13 @MS-SCIM-09 @D-080 @D-081 @D-082 @dialects
  Scenario Outline: a user <gone> and <back> is active again under the same id
    Given alice is <gone>
    And 40 minutes pass
    When alice is <back>
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | true  |
    And nothing of alice's user has changed
    And the provisioning log has these rows for alice
      | action  | status  |
      | create  | success |
      | disable | success |
      | update  | success |

    Examples:
      | gone                            | back                        |
      | disabled in the directory       | enabled in the directory    |
      | unassigned from the application | assigned to the application |

  @MS-PROV-10 @MS-SCIM-09 @D-081 @D-082 @dialects
  Scenario: a user restored within thirty days is active again under the same id
    Given alice is deleted in the directory
    And 10 days pass
    When alice is restored in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | true  |
    And nothing of alice's user has changed

  @MS-PROV-04 @D-082 @requires.emails
  Scenario: an inactive user can still be changed
    Given alice is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}]
      """
    When alice is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Alice Married"},
       {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "{{unique}}-gone@contoso.example"},
       {"op": "Replace", "path": "userName", "value": "{{unique}}-gone@contoso.example"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for alice
      | attribute                    | value                           |
      | displayName                  | Alice Married                   |
      | emails[type eq "work"].value | {{unique}}-gone@contoso.example |
      | userName                     | {{unique}}-gone@contoso.example |
      | active                       | false                           |
