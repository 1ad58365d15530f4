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

  @MS-SCIM-35 @requires.groups @exclusive
  Scenario: all groups
    Given these groups exist at the service provider
      | group | members       |
      | east  | kim, lou      |
      | west  | lou, pam      |
      | north | kim, lou, pam |
    Then every page of a list of groups shows each of these as GET does

  @MS-SCIM-35 @requires.groups
  Scenario: groups that are found
    Given these groups exist at the service provider
      | group | members       |
      | east  | kim, lou      |
      | west  | lou, pam      |
      | north | kim, lou, pam |
    When a client sends GET /Groups?filter=displayName sw "{{unique}} "
    Then the answer shows east, north, west as GET does, or refuses with 400, 403 or 501
