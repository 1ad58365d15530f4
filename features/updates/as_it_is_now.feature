Feature: What was read before a change is not shown after it
  Each way of reading may have a cache of its own. One that does not learn of a change shows Entra ID the old value, which is
  sent again and again, or the old member, who is not.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |

  @MS-SCIM-55
  Scenario Outline: a changed user, read as <path>
    When a client sends GET <path>
    Then the answer lists bob, or refuses with 400, 403 or 501
    When bob is patched with
      """
      [{"op": "replace", "path": "name.familyName", "value": "Married"}, {"op": "replace", "path": "active", "value": false}]
      """
    And a client sends GET <path>
    Then the answer shows bob as GET does, or refuses with 400, 403 or 501

    Examples:
      | path                                                     |
      | /Users?filter=userName eq "{{userName of "bob"}}"        |
      | /Users?filter=externalId eq "{{unique}}-bob"             |
      | /Users?filter=id eq "{{id of "bob"}}"                    |

  @MS-SCIM-55
  Scenario: a changed user, of whom a part is read
    Given a client sends GET /Users/{{id of "bob"}}?attributes=userName,name
    When bob is patched with
      """
      [{"op": "replace", "path": "name.familyName", "value": "Married"}]
      """
    And a client sends GET /Users/{{id of "bob"}}?attributes=userName,name
    Then the answer has
      | attribute       | value   |
      | name.familyName | Married |

  # Alone, since a user who is deleted between two pages pushes others out of the next one.
  @MS-SCIM-55 @exclusive
  Scenario: a changed user in a list of all
    Given every page of a list of users shows each of these as GET does
    When bob is patched with
      """
      [{"op": "replace", "path": "name.familyName", "value": "Married"}]
      """
    Then every page of a list of users shows each of these as GET does
