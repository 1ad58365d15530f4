@requires.groups
Feature: Whether somebody is a member
  Before it changes a reference, Entra ID may ask whether it is there already. Who overlooks the question says yes to all,
  and is never sent the member.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group   | members |
      | sales   | bob     |
      | support | eve     |

  @MS-GROUP-33 @profile.entra
  Scenario Outline: the group of a member is found with <form>
    When a client sends GET /Groups?filter=<filter>&attributes=id
    Then the answer lists the group sales, or refuses with 400 or 501

    Examples:
      | form             | filter                                                        |
      | id, then member  | id eq "{{group of "sales"}}" and members eq "{{id of "bob"}}" |
      | member, then id  | members eq "{{id of "bob"}}" and id eq "{{group of "sales"}}" |

  @MS-GROUP-34 @profile.entra
  Scenario Outline: a group without the member is not found with <form>
    When a client sends GET /Groups?filter=<filter>&attributes=id
    Then the answer lists the groups nobody, or refuses with 400 or 501

    Examples:
      | form             | filter                                                        |
      | id, then member  | id eq "{{group of "sales"}}" and members eq "{{id of "eve"}}" |
      | member, then id  | members eq "{{id of "eve"}}" and id eq "{{group of "sales"}}" |

  @RFC7644-3.4.2.2-i
  Scenario Outline: the groups of a member are found by <form>
    When a client sends GET /Groups?filter=<filter>
    Then the answer lists the group sales, or refuses with 400 or 501

    Examples:
      | form                         | filter                                                              |
      | the part of an element       | members.value eq "{{id of "bob"}}"                                  |
      | an element                   | members[value eq "{{id of "bob"}}"]                                 |
      | the id and an element's part | id eq "{{group of "sales"}}" and members.value eq "{{id of "bob"}}" |

  @RFC7644-3.4.2.2-b @RFC7644-3.4.2.2-i
  Scenario: a group and somebody else's membership
    When a client sends GET /Groups?filter=id eq "{{group of "sales"}}" and members.value eq "{{id of "eve"}}"
    Then the answer lists the groups nobody, or refuses with 400 or 501
