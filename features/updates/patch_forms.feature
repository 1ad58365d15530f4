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
      [{"op": "replace", "value": {"externalId": "{{unique}}-r", "name.givenName": "Robert", "name.familyName": "Renamed"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value        |
      | externalId      | {{unique}}-r |
      | name.givenName  | Robert       |
      | name.familyName | Renamed      |
    And nothing of bob's user has changed except
      | attribute  |
      | externalId |
      | name       |

  @RFC7644-3.5.2.3-a
  Scenario: an object without a path replaces what it names
    When bob is patched with
      """
      [{"op": "replace", "value": {"externalId": "{{unique}}-r", "name": {"givenName": "Robert"}}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value        |
      | externalId     | {{unique}}-r |
      | name.givenName | Robert       |

  @RFC7643-2.1-a
  Scenario Outline: an attribute's name has no case <where>
    When bob is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute   | value       |
      | displayName | Bob Renamed |
    And nothing of bob's user has changed except
      | attribute   |
      | displayName |

    Examples:
      | where          | operation                                                            |
      | in a path      | {"op": "replace", "path": "displayname", "value": "Bob Renamed"}     |
      | without a path | {"op": "replace", "value": {"DISPLAYNAME": "Bob Renamed"}}           |

  @RFC7643-4.1.2-a @requires.emails
  Scenario: a type has no case in a value path
    When bob is patched with
      """
      [{"op": "replace", "path": "emails[type eq \"Work\"].value", "value": "{{unique}}-new@contoso.example"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                          |
      | emails[type eq "work"].value | {{unique}}-new@contoso.example |

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
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute      | value             |
      | name.formatted | Bob the Formatted |
