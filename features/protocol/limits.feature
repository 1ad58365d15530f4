Feature: Parts of a list
  count is the most that a page may have, and startIndex begins at 1. Both are easily taken for something else, and then a
  client that reads page by page loops or misses somebody.

  Background:
    Given these users exist at the service provider
      | user | displayName      |
      | kim  | {{unique}} twins |
      | lou  | {{unique}} twins |

  @RFC7644-3.4.2.4-f @RFC7644-3.4.2.4-e
  Scenario Outline: a page of <count> has no more than <most>
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"&startIndex=1&count=<count>
    Then the answer lists at most <most> of 2 users

    Examples:
      | count | most |
      | 1     | 1    |
      | 0     | 0    |
      | -3    | 0    |

  @RFC7644-3.4.2.4-d
  Scenario Outline: a list from <start> begins at the first
    When a client sends GET /Users?filter=userName eq "{{userName of "kim"}}"&startIndex=<start>&count=10
    Then the answer lists kim

    Examples:
      | start |
      | 0     |
      | -1    |

  @RFC7644-3.4.2.4-f
  Scenario: behind the last there is nobody
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"&startIndex=3&count=10
    Then the answer lists at most 0 of 2 users
