Feature: Only the attributes that are asked for
  The parameters attributes and excludedAttributes hold for every verb that answers with a resource. A client that asks for
  little must not be sent everything.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @RFC7644-3.4.2.5-b
  Scenario: a read by id gives what is asked for, and what is always returned
    When a client sends GET /Users/{{id of "bob"}}?attributes=userName
    Then the answer has
      | attribute   | value                 |
      | id          | {{id of "bob"}}       |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |
      | name        | (absent)              |

  @RFC7644-3.4.2.5-b
  Scenario: a sub-attribute can be asked for
    When a client sends GET /Users/{{id of "bob"}}?attributes=name.familyName
    Then the answer has
      | attribute       | value    |
      | name.familyName | Example  |
      | name.givenName  | (absent) |
      | displayName     | (absent) |

  @RFC7644-3.4.2.5-b
  Scenario: a list gives what is asked for
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&attributes=userName
    Then the answer lists bob
    And every user of the answer has
      | attribute   | value                 |
      | id          | {{id of "bob"}}       |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |

  @RFC7644-3.4.2.5-c
  Scenario: a read by id leaves out what is not wanted
    When a client sends GET /Users/{{id of "bob"}}?excludedAttributes=displayName
    Then the answer has
      | attribute   | value                 |
      | userName    | {{userName of "bob"}} |
      | displayName | (absent)              |

  @RFC7644-3.4.2.5-d
  Scenario: the id is always there
    When a client sends GET /Users/{{id of "bob"}}?excludedAttributes=id,displayName
    Then the answer has
      | attribute | value           |
      | id        | {{id of "bob"}} |
