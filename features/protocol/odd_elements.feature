Feature: Elements in more forms than one
  Roles and addresses as Entra ID and its samples write them, taken or refused in words.

  @MS-SCIM-45 @profile.entra
  Scenario Outline: a role with <key>
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "roles", "value": [{"value": "Reader", "<key>": "Readers", "primary": true}]}]
      """
    Then the answer is 200, 204 or 400

    Examples:
      | key         |
      | display     |
      | displayName |

  @MS-SCIM-48 @requires.addresses @profile.entra
  Scenario: primary of an address
    Given these users exist at the service provider
      | user | addresses[type eq "work"].locality |
      | bob  | London                             |
    When bob is patched with
      """
      [{"op": "Replace", "path": "addresses[type eq \"work\"].primary", "value": true}]
      """
    Then the answer is 200, 204 or 400
    And the service provider has this user for bob
      | attribute                          | value  |
      | addresses[type eq "work"].locality | London |
