Feature: What a PATCH may not do, and how it says so
  An operation that cannot be done is refused with a reason that a program can read, and leaves the user alone.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.5.2-f
  Scenario Outline: <case> is refused
    When bob is patched with
      """
      <operations>
      """
    Then the answer is a SCIM error with status 400
    And nothing of bob's user has changed

    Examples:
      | case                    | operations                                                           |
      | a PATCH of nothing      | []                                                                   |
      | an op that nobody knows | [{"op": "rename", "path": "displayName", "value": "Bob Renamed"}]    |
      | remove without a path   | [{"op": "remove"}]                                                   |
      | a PATCH without an op   | [{"path": "displayName", "value": "Bob Renamed"}]                    |

  @RFC7644-3.5.2.2-c
  Scenario: a required attribute cannot be removed
    When bob is patched with
      """
      [{"op": "remove", "path": "userName"}]
      """
    Then the answer is a SCIM error with status 400 and scimType mutability
    And nothing of bob's user has changed

  @RFC7644-3.5.2.3-d @profile.rfc @requires.emails
  Scenario: a value path that selects nothing has no target
    When bob is patched with
      """
      [{"op": "replace", "path": "emails[type eq \"other\"].value", "value": "{{unique}}-other@contoso.example"}]
      """
    Then the answer is a SCIM error with status 400 and scimType noTarget
    And nothing of bob's user has changed

  @RFC7644-3.5.2.1-c
  Scenario: an addition of what is there is no change
    Given the clock of the service provider moves on
    When bob is patched with
      """
      [{"op": "add", "path": "displayName", "value": "Bob Example"}]
      """
    Then the answer is 200 or 204
    And lastModified of bob is as remembered
