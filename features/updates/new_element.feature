Feature: A value for an element that is not there yet
  Entra ID addresses a work phone by its type also when the user has none, and expects the element to be made.

  @MS-SCIM-15 @D-088 @requires.phoneNumbers @dialects
  Scenario: a first phone number is added
    Given the directory has these assigned users
      | user  | telephoneNumber |
      | alice |                 |
    And the first cycle has run
    And the user of alice is remembered
    When alice changes in the directory
      | attribute       | value         |
      | telephoneNumber | +442079460958 |
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute                          | value         |
      | phoneNumbers[type eq "work"].value | +442079460958 |
    And nothing of alice's user has changed except
      | attribute    |
      | phoneNumbers |

  @MS-SCIM-15 @D-088 @requires.phoneNumbers
  Scenario Outline: <op> makes the element
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "<op>", "path": "phoneNumbers[type eq \"work\"].value", "value": "+442079460958"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                          | value         |
      | phoneNumbers[type eq "work"].value | +442079460958 |

    Examples:
      | op      |
      | Add     |
      | Replace |

  @MS-SCIM-15 @D-088 @requires.addresses @profile.entra
  Scenario: two values of one new element make one element
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "addresses[type eq \"work\"].locality", "value": "London"},
       {"op": "Add", "path": "addresses[type eq \"work\"].country", "value": "GB"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                          | value  |
      | addresses[type eq "work"].locality | London |
      | addresses[type eq "work"].country  | GB     |
