Feature: The forms that a PATCH may take
  One change can be written in many ways. Entra ID's two dialects use several of them, and its staff call others possible.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @MS-SCIM-06 @D-075 @D-093
  Scenario Outline: <op> replaces a value that is there
    When bob is patched with
      """
      [{"op": "<op>", "path": "displayName", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
    And nothing of bob's user has changed except
      | attribute   |
      | displayName |

    Examples:
      | op      |
      | Replace |
      | replace |
      | REPLACE |
      | Add     |
      | add     |

  @MS-SCIM-19 @D-097 @RFC7644-3.5.2-e
  Scenario: the answer to a PATCH is the user as read afterwards
    When bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the answer equals the user as read by id

  @D-096
  Scenario: the formatted name can be replaced
    When bob is patched with
      """
      [{"op": "Replace", "path": "name.formatted", "value": "Bob the Formatted"}]
      """
    Then the formatted name of bob is "Bob the Formatted", or made of its parts
