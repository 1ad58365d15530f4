Feature: A list of groups shows each group as GET does
  A list whose first group alone has members, or that shows those of another, empties groups wherever it is imported.

  Background:
    Given these users exist at the service provider
      | user |
      | kim  |
      | lou  |
      | pam  |

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
