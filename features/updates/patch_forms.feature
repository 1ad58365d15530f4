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

  @MS-SCIM-07 @D-083 @D-084
  Scenario: dotted keys without a path reach inside the name
    When bob is patched with
      """
      [{"op": "replace", "value": {"displayName": "Bob Renamed", "name.givenName": "Robert", "name.familyName": "Renamed"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value       |
      | displayName     | Bob Renamed |
      | name.givenName  | Robert      |
      | name.familyName | Renamed     |
    And nothing of bob's user has changed except
      | attribute   |
      | displayName |
      | name        |

  @RFC7644-3.5.2.3-a
  Scenario: an object without a path replaces what it names
    When bob is patched with
      """
      [{"op": "replace", "value": {"displayName": "Bob Renamed", "name": {"givenName": "Robert"}}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value       |
      | displayName    | Bob Renamed |
      | name.givenName | Robert      |

  @RFC7643-2.1-a
  Scenario: an attribute's name has no case
    When bob is patched with
      """
      [{"op": "replace", "path": "displayname", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
    And nothing of bob's user has changed except
      | attribute   |
      | displayName |

  @RFC7644-3.10-a @D-184
  Scenario: a core attribute may be named with its URN
    When bob is patched with
      """
      [{"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:displayName", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |

  @MS-SCIM-19
  Scenario: the answer to a PATCH is the user as read afterwards
    When bob is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Bob Renamed"}]
      """
    Then the answer is 200 or 204
    And the answer equals the user as read by id
