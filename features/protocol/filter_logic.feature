Feature: How conditions are joined
  and comes before or, not before both, parentheses first. A server that takes a filter and reads it in another order gives
  other users than were asked for.

  Background:
    Given these users exist at the service provider
      | user | displayName      |
      | bob  | {{unique}} Alpha |
      | eve  | {{unique}} Omega |

  @RFC7644-3.4.2.2-f @RFC7644-3.4.2.2-k @RFC7644-3.4.2.2-l
  Scenario Outline: <case>
    When a client sends GET /Users?filter=<filter>
    Then the answer lists <who>, or does not know the operator

    Examples:
      | case                     | filter                                                                                                               | who      |
      | or finds both            | userName eq "{{userName of "bob"}}" or userName eq "{{userName of "eve"}}"                                           | bob, eve |
      | and comes before or      | userName eq "{{userName of "bob"}}" or userName eq "{{userName of "eve"}}" and displayName eq "{{unique}} Omega"     | bob, eve |
      | and before or, no match  | userName eq "{{userName of "bob"}}" or userName eq "{{userName of "eve"}}" and displayName eq "{{unique}} Alpha"     | bob      |
      | parentheses come first   | (userName eq "{{userName of "bob"}}" or userName eq "{{userName of "eve"}}") and displayName eq "{{unique}} Omega"   | eve      |
      | not takes out            | userName eq "{{userName of "bob"}}" and not (displayName eq "{{unique}} Alpha")                                      | nobody   |
      | not lets in              | userName eq "{{userName of "bob"}}" and not (displayName eq "{{unique}} Omega")                                      | bob      |
      | not holds for a whole or | userName eq "{{userName of "bob"}}" and not (displayName eq "{{unique}} Omega" or displayName eq "{{unique}} Alpha") | nobody   |
      | operators have no case   | userName EQ "{{userName of "bob"}}" OR userName Eq "{{userName of "eve"}}"                                           | bob, eve |
