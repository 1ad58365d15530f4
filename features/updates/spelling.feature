Feature: Names in more than one spelling
  Attribute names and types have no letter case, and a core attribute may have its URN in front.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered

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
      | in capitals    | {"op": "replace", "path": "DisplayName", "value": "Bob Renamed"}     |
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
