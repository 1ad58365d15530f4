Feature: Requests at the same time
  Entra ID sends several requests side by side, and sends one again whose answer it did not get.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-36 @RFC7643-4.1.1-a
  Scenario: two creates of one userName make one user
    When 2 clients create the user zoe at the same time
    Then the service provider has exactly one user for zoe

  @MS-SCIM-37
  Scenario: changes of several attributes of one user are all made
    When bob is patched at the same time with
      | attribute       | value            |
      | name.givenName  | Robert           |
      | name.familyName | Raced            |
    Then the service provider has this user for bob
      | attribute       | value            |
      | name.givenName  | Robert           |
      | name.familyName | Raced            |
    And nothing of bob's user has changed except
      | attribute       |
      | displayName     |
      | name            |

  @MS-SCIM-38
  Scenario: look-ups from several clients
    Then 60 look-ups from 4 clients are answered at 25 a second or more
