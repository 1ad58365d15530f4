Feature: What each operator of a filter finds
  An operator that a service provider does not know is refused as such. One that it takes must find what it describes: half
  an understanding gives a client the wrong users.

  Background:
    Given these users exist at the service provider
      | user | displayName      |
      | bob  | {{unique}} Alpha |
      | eve  | {{unique}} Omega |

  @RFC7644-3.4.2.2-g @RFC7644-3.4.2.2-k @RFC7644-3.4.2.2-l
  Scenario Outline: <case>
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" and <condition>
    Then the answer lists <who>, or does not know the operator

    Examples:
      | case                            | condition                                   | who    |
      | ne of another value             | displayName ne "{{unique}} Omega"           | bob    |
      | ne of the value                 | displayName ne "{{unique}} Alpha"           | nobody |
      | co of a part                    | displayName co "lph"                        | bob    |
      | co of what is no part           | displayName co "meg"                        | nobody |
      | sw of the beginning             | displayName sw "{{unique}} Al"              | bob    |
      | sw of the end                   | displayName sw "Alpha"                      | nobody |
      | ew of the end                   | displayName ew "Alpha"                      | bob    |
      | ew of the beginning             | displayName ew "{{unique}}"                 | nobody |
      | pr of a value                   | displayName pr                              | bob    |
      | pr of no value                  | externalId pr                               | nobody |
      | gt of a smaller text            | displayName gt "{{unique}} Aaa"             | bob    |
      | gt of the same text             | displayName gt "{{unique}} Alpha"           | nobody |
      | ge of the same text             | displayName ge "{{unique}} Alpha"           | bob    |
      | lt of a greater text            | displayName lt "{{unique}} Zzz"             | bob    |
      | lt of the same text             | displayName lt "{{unique}} Alpha"           | nobody |
      | le of the same text             | displayName le "{{unique}} Alpha"           | bob    |
      | le of a smaller text            | displayName le "{{unique}} Aaa"             | nobody |
      | gt of an earlier time           | meta.created gt "2001-01-01T00:00:00Z"      | bob    |
      | lt of an earlier time           | meta.created lt "2001-01-01T00:00:00Z"      | nobody |
      | ge of an earlier time of change | meta.lastModified ge "2001-01-01T00:00:00Z" | bob    |
      | ge of a later time of change    | meta.lastModified ge "2201-01-01T00:00:00Z" | nobody |
      | eq of a boolean                 | active eq true                              | bob    |
      | eq of the other boolean         | active eq false                             | nobody |
      | ne of a boolean                 | active ne true                              | nobody |
      | eq of a sub-attribute           | name.familyName eq "Example"                | bob    |
      | eq of another sub-attribute     | name.familyName eq "Bob"                    | nobody |
      | eq of the id                    | id eq "{{id of "bob"}}"                     | bob    |
      | eq of the id of somebody else   | id eq "{{id of "eve"}}"                     | nobody |
