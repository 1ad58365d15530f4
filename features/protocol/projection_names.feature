Feature: Attributes that are asked for by any of their names
  attributes and excludedAttributes take names as filters and paths do: in any letter case, with a URN in front, several at
  once, and in lists as well.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.4.2.5-b
  Scenario Outline: <how>, the userName comes alone
    When a client sends GET /Users/{{id of "bob"}}?attributes=<attributes>
    Then the answer has
      | attribute   | value                 |
      | id          | {{id of "bob"}}       |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |

    Examples:
      | how                | attributes                                          |
      | in capitals        | USERNAME                                            |
      | by its full name   | urn:ietf:params:scim:schemas:core:2.0:User:userName |

  @RFC7644-3.4.2.5-b
  Scenario: several are asked for
    When a client sends GET /Users/{{id of "bob"}}?attributes=userName,name.familyName,active
    Then the answer has
      | attribute       | value                 |
      | userName        | {{userName of "bob"}} |
      | name.familyName | Example               |
      | name.givenName  | (absent)              |
      | active          | true                  |
      | displayName     | (absent)              |

  @RFC7644-3.4.2.5-b @requires.enterprise @profile.entra @profile.rfc
  Scenario: an extension's attribute is asked for
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber |
      | pam  | Sales                                                                 | 4711                                                                      |
    When a client sends GET /Users/{{id of "pam"}}?attributes=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department
    Then the answer has
      | attribute                                                                 | value    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department     | Sales    |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber | (absent) |
      | displayName                                                               | (absent) |

  @RFC7644-3.4.2.5-c
  Scenario: a list leaves out what is not wanted
    When a client sends GET /Users?excludedAttributes=displayName&filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob
    And every user of the answer has
      | attribute   | value                 |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |
