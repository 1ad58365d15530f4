Feature: What a filter compares
  The conditions of a value path hold for one element, a boolean has no order, and letter case counts where the attribute
  says so.

  Background:
    Given these users exist at the service provider
      | user | externalId     |
      | bob  | {{unique}}-aBc |

  @RFC7644-3.4.2.2-i @RFC7644-3.4.2.2-l @requires.emails
  Scenario Outline: an element meets <what>
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" and <condition>
    Then the answer lists <who>, or refuses the filter

    Examples:
      | what                      | condition                                                            | who    |
      | both conditions           | emails[type eq "work" and value eq "{{unique}}-bob@contoso.example"] | bob    |
      | one of two that must hold | emails[type eq "home" and value eq "{{unique}}-bob@contoso.example"] | nobody |
      | one of two that may hold  | emails[type eq "home" or value eq "{{unique}}-bob@contoso.example"]  | bob    |

  @RFC7644-3.4.2.2-e
  Scenario: a boolean is neither greater nor smaller
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" and active gt false
    Then the answer is a SCIM error with status 400 and scimType invalidFilter

  @RFC7644-3.4.2.2-h @RFC7644-3.4.2.2-l
  Scenario: an attribute that is case exact is found in its own letter case only
    When a client sends GET /Users?filter=externalId eq "{{unique}}-AbC"
    Then the answer lists nobody, or refuses the filter
