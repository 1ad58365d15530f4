Feature: A list shows each resource as GET does
  Who imports users and groups reads lists and believes them. A list that is whole in its first resource alone, or that
  shows an older state, loses people without a word.

  Background:
    Given these users exist at the service provider
      | user | externalId     | displayName         |
      | kim  | {{unique}}-kim | {{unique}} triplets |
      | lou  | {{unique}}-lou | {{unique}} triplets |
      | pam  | {{unique}}-pam | {{unique}} triplets |

  # Alone, since a user who is deleted between two pages pushes others out of the next one.
  @MS-SCIM-35 @RFC7644-3.4.2.4-c @exclusive
  Scenario: all users
    Then every page of a list of users shows each of these as GET does

  @MS-SCIM-35 @RFC7643-4.1.2-c @exclusive @requires.enterprise @requires.groups
  Scenario: all users, some of them inactive, members or of a department
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | max  | Sales                                                                 |
      | ann  | Support                                                               |
    And these groups exist at the service provider
      | group | members       |
      | east  | kim, max, ann |
    And ann is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    Then every page of a list of users shows each of these as GET does

  @MS-SCIM-35
  Scenario: users who are found
    When a client sends GET /Users?filter=displayName eq "{{unique}} triplets"
    Then the answer shows kim, lou, pam as GET does, or refuses with 400, 403 or 501

  @MS-SCIM-35 @requires.phoneNumbers @requires.title
  Scenario: users of whom more is known
    Given these users exist at the service provider
      | user | displayName      | phoneNumbers[type eq "work"].value | title    |
      | ann  | {{unique}} twins | +442079460001                      | Engineer |
      | bea  | {{unique}} twins | +442079460002                      | Engineer |
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"
    Then the answer shows ann, bea as GET does, or refuses with 400, 403 or 501

  @MS-SCIM-35 @RFC7643-4.1.2-c @requires.groups
  Scenario: users who are members, and one who is inactive
    Given these groups exist at the service provider
      | group | members  |
      | east  | kim, lou |
      | west  | lou      |
    And pam is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    When a client sends GET /Users?filter=displayName eq "{{unique}} triplets"
    Then the answer shows kim, lou, pam as GET does, or refuses with 400, 403 or 501
