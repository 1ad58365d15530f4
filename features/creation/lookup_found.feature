Feature: What a look-up says of whom it found
  The list counts everybody who matches, each once, with the place where each of them is.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
      | eve  |

  @RFC7644-3.4.2.4-a @D-069
  Scenario: a filtered page counts all that match
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&startIndex=1&count=50
    Then the answer has
      | attribute    | value         |
      | totalResults | 1             |
      | startIndex   | (1 or absent) |

  @RFC7644-3.4.2.4-c @D-068 @D-069 @D-070 @D-071 @D-074
  Scenario: the pages of a list hold everybody once
    Given these users exist at the service provider
      | user | displayName         |
      | kim  | {{unique}} triplets |
      | lou  | {{unique}} triplets |
      | max  | {{unique}} triplets |
    When a client sends GET /Users?filter=displayName eq "{{unique}} triplets"&startIndex=1&count=2
    Then the pages of 2 of /Users?filter=displayName eq "{{unique}} triplets" hold kim, lou, max once each

  @RFC7643-3.1-d @D-038
  Scenario: every user of a list has its location
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then every user of the answer has
      | attribute     | value     |
      | meta.location | (present) |

  @D-040
  Scenario: the location does not follow a forged Host
    When a client with the Host header "forged.invalid" sends GET /Users/{{id of "bob"}}
    Then the answer does not mention "forged.invalid"

  @RFC7644-3.4.2.4-b @D-072
  Scenario: itemsPerPage is the number of users in the answer
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&startIndex=1&count=50
    Then the answer has
      | attribute    | value         |
      | itemsPerPage | (1 or absent) |
