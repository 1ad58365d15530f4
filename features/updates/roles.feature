Feature: App roles
  Entra ID addresses the primary role by the text "True", and may send a role as JSON inside a string.

  @D-143 @profile.entra
  Scenario: the primary role is found by the text "True" and replaced
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "roles", "value": [{"value": "Reader", "primary": true}]},
       {"op": "Replace", "path": "roles[primary eq \"True\"].value", "value": "Admin"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                      | value    |
      | roles[value eq "Admin"].value  | Admin    |
      | roles[value eq "Reader"].value | (absent) |

  @D-144 @profile.entra
  Scenario: a role in JSON inside a string is unpacked or refused
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "roles", "value": [{"value": "{\"id\":\"4711\",\"value\":\"Admin\",\"displayName\":\"Admin\"}"}]}]
      """
    Then the answer is 200, 204 or 400
    And the service provider has this user for bob
      | attribute                                                                                | value    |
      | roles[value eq "{\"id\":\"4711\",\"value\":\"Admin\",\"displayName\":\"Admin\"}"].value | (absent) |
