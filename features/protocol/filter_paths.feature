Feature: Attributes in filters, however they are named
  A filter may name any attribute by its full name, a part of a list, or what no user has. Whatever the service provider makes
  of it, nobody is found who does not match.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-bob |
      | eve  | {{unique}}-eve |

  @RFC7644-3.4.2.2-a
  Scenario Outline: <what> finds nobody
    When a client sends GET /Users?filter=<filter>
    Then the answer lists nobody, or refuses the filter

    Examples:
      | what                           | filter                                               |
      | an attribute that nobody has   | entrasimKnowsBetter eq "{{unique}}"                  |
      | a part that no name has        | name.entrasimKnowsBetter eq "{{unique}}"             |
      | an extension that nobody has   | urn:example:entrasim:2.0:User:badge eq "{{unique}}"  |

  @RFC7644-3.4.2.2-g @requires.emails
  Scenario Outline: an e-mail as <what> finds its owner
    When a client sends GET /Users?filter=<filter>
    Then the answer lists bob, or refuses the filter

    Examples:
      | what              | filter                                                       |
      | emails.value      | emails.value eq "{{unique}}-bob@contoso.example"             |
      | emails            | emails co "{{unique}}-bob@"                                  |
      | a value path      | emails[type eq "work" and value co "{{unique}}-bob@"]        |
      | two conditions    | emails.type eq "work" and emails.value co "{{unique}}-bob@"  |

  @RFC7644-3.4.2.2-g @requires.enterprise @profile.entra @profile.rfc
  Scenario Outline: a department finds <who>
    Given these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | pam  | {{unique}} Sales                                                      |
    When a client sends GET /Users?filter=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "{{unique}} <department>"
    Then the answer lists <who>, or refuses the filter

    Examples:
      | who    | department |
      | pam    | Sales      |
      | nobody | Sal        |

  @RFC7644-3.4.2.2-h
  Scenario: a display name has no letter case
    Given these users exist at the service provider
      | user | displayName     |
      | kim  | {{unique}} Kim  |
    When a client sends GET /Users?filter=displayName eq "{{UNIQUE}} KIM"
    Then the answer lists kim, or refuses the filter
