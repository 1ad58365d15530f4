Feature: The documents say the same as the answers
  A client reads /Schemas and believes it: what is required, what may be written, what there is more than one of. A schema can be
  read by itself as well, and is the one of the list.

  @RFC7643-7-d
  Scenario: userName and active are what the standard makes of them
    When a client sends GET /Schemas
    Then the answer's schema "urn:ietf:params:scim:schemas:core:2.0:User" describes
      | attribute | characteristic | value            |
      | userName  | type           | string           |
      | userName  | multiValued    | false            |
      | userName  | required       | true             |
      | userName  | mutability     | readWrite        |
      | userName  | returned       | default, always  |
      | userName  | uniqueness     | server, global   |
      | active    | type           | boolean          |
      | active    | multiValued    | false            |

  @RFC7643-7-d @requires.groups
  Scenario: a group's members are many
    When a client sends GET /Schemas
    Then the answer's schema "urn:ietf:params:scim:schemas:core:2.0:Group" describes
      | attribute   | characteristic | value   |
      | displayName | type           | string  |
      | displayName | multiValued    | false   |
      | members     | type           | complex |
      | members     | multiValued    | true    |

  @RFC7644-4-f
  Scenario: a schema is read by its id
    When a client sends GET /Schemas/urn:ietf:params:scim:schemas:core:2.0:User
    Then the answer is 200
    And the answer has
      | attribute | value                                      |
      | id        | urn:ietf:params:scim:schemas:core:2.0:User |

  @RFC7644-4-f @requires.groups
  Scenario: what there is has a resource type
    When a client sends GET /ResourceTypes
    Then the answer lists the resource type "Group" at "/Groups"

  @RFC7644-4-f @requires.enterprise @profile.entra @profile.rfc
  Scenario: an extension that a user has is one of the resource type's
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | pam  | Sales                                                                 |
    When a client sends GET /Users/{{id of "pam"}}
    Then the answer's schemas are those of the resource type User, each once
