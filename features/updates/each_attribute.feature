Feature: What works for one attribute works for each
  A server that was fitted to the attributes of an example stores the others in the wrong place, or not at all. Every attribute
  of the server's own schema is tried (RFC 7643, 7), in the path forms in which Entra ID writes it.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @MS-SCIM-31 @MS-SCIM-32 @dialects
  Scenario Outline: each attribute can be <done>
    Then each writable attribute of bob can be <done>

    Examples:
      | done     |
      | added    |
      | replaced |
      | removed  |

  @MS-SCIM-33 @dialects
  Scenario Outline: each attribute can be cleared with <nothing>
    Then each writable attribute of bob can be cleared with <nothing>

    Examples:
      | nothing |
      | ""      |
      | null    |

  @RFC7644-3.5.2-c @MS-SCIM-32
  Scenario: what the schema reserves for the server stays
    Then no read-only attribute of bob can be written

  @MS-SCIM-31 @MS-SCIM-32
  Scenario: a create with each attribute keeps all of them
    Then a user created with each writable attribute has all of them
