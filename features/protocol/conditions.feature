Feature: Replacing and deleting under a condition
  What holds for a PATCH holds for PUT and DELETE: a client that names a version which is no longer the present one has not
  seen what it is about to overwrite. For service providers that claim entity tags.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    And bob is patched with
      """
      [{"op": "replace", "path": "displayName", "value": "Bob Renamed"}]
      """

  @RFC7644-3.14-b @requires.patch
  Scenario: an older version is not deleted
    When a client with the If-Match header "{{version of "bob"}}" sends DELETE /Users/{{id of "bob"}}
    Then the answer is a SCIM error with status 412
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |

  @RFC7644-3.14-b @requires.patch @profile.rfc
  Scenario: an older version is not replaced
    When bob is replaced, if still as remembered, with
      | attribute   | value           |
      | displayName | Bob Overwritten |
    Then the answer is a SCIM error with status 412
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
