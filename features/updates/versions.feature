Feature: Changes under a condition
  A client that says which version it means is heard: the present one is changed, an older one is not. For service providers
  that claim entity tags.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

  @RFC7644-3.14-a @D-168
  Scenario: the present version is changed
    When bob is patched, if still as remembered, with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |

  @RFC7644-3.14-b @D-169
  Scenario: an older version is not changed
    Given bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]
      """
    When bob is patched, if still as remembered, with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Overwritten"}]
      """
    Then the answer is a SCIM error with status 412
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
