Feature: A deleted user leaves the name to others
  The directory frees the name of a deleted user by putting the object id in front of it, and takes it back when the user is
  restored. The user at the service provider is renamed both times, and loses nothing.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the job has these settings
      | setting            | value |
      | RenameDeletedUsers | true  |
    And the first cycle has run
    And the user of alice is remembered
    And alice is deleted in the directory
    And 80 minutes pass

  @D-106 @MS-PROV-09 @dialects
  Scenario: a deleted user is inactive under the other name
    Then the service provider has this user for alice
      | attribute | value                   |
      | userName  | {{userName of "alice"}} |
      | active    | false                   |
    And nothing of alice's user has changed except
      | attribute |
      | active    |
      | userName  |
    When a client sends GET /Users?filter=userName eq "{{unique}}-alice@contoso.example"
    Then the answer lists nobody

  @D-106 @MS-PROV-10 @dialects
  Scenario: a restored user has the name back, and is the same user
    When alice is restored in the directory
    And 80 minutes pass
    Then the service provider has exactly one user for alice
    And nothing of alice's user has changed

  @D-106 @MS-PROV-01 @dialects
  Scenario: somebody new may have the name
    When the directory has these assigned users
      | user | userPrincipalName                | mail                           | mailNickname   |
      | kim  | {{unique}}-alice@contoso.example | {{unique}}-kim@contoso.example | {{unique}}-kim |
    And 80 minutes pass
    Then the service provider has exactly one user for kim
    And the service provider has this user for alice
      | attribute | value |
      | active    | false |
