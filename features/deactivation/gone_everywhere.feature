Feature: Who is deleted is gone in every view
  A deleted account that a look-up by another attribute still finds is linked again, and every change of it answers 404.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |

  @RFC7644-3.6-a @MS-SCIM-13
  Scenario Outline: by <filter>
    When a client sends DELETE /Users/{{id of "bob"}}
    And a client sends GET /Users?filter=<filter>
    Then the answer lists nobody, or refuses with 400, 403 or 501

    Examples:
      | filter                                                        |
      | externalId eq "{{unique}}-bob"                                |
      | id eq "{{id of "bob"}}"                                       |
      | emails[type eq "work"].value eq "{{unique}}-bob@contoso.example" |
      | userName eq "{{userName of "bob"}}" and active eq false       |

  @RFC7644-3.6-a @MS-SCIM-13
  Scenario: a part of the user
    When a client sends DELETE /Users/{{id of "bob"}}
    And a client sends GET /Users/{{id of "bob"}}?attributes=userName
    Then the answer is 404

  @RFC7644-3.6-a @requires.groups
  Scenario Outline: a group, by <path>
    Given these groups exist at the service provider
      | group | externalId   |
      | sales | {{unique}}-s |
    When a client sends DELETE /Groups/{{group of "sales"}}
    And a client sends GET <path>
    Then the answer does not mention "{{unique}} sales"

    Examples:
      | path                                                                   |
      | /Groups/{{group of "sales"}}?excludedAttributes=members                |
      | /Groups?excludedAttributes=members&filter=externalId eq "{{unique}}-s" |

  # Alone, since a user who is deleted between two pages pushes others out of the next one.
  @RFC7644-3.6-a @exclusive
  Scenario: a list of all
    When a client sends DELETE /Users/{{id of "bob"}}
    Then no page of a list of users has bob
