@requires.cursor
Feature: Pages by cursor
  For service providers that claim cursors (RFC 9865): each page names the next, nobody is missed or comes twice, and a cursor
  that is none is refused as such.

  @RFC9865-2-a
  Scenario Outline: pages of <size> hold everybody once
    Given these users exist at the service provider
      | user | displayName         |
      | kim  | {{unique}} triplets |
      | lou  | {{unique}} triplets |
      | max  | {{unique}} triplets |
    Then the pages of <size> by cursor of /Users?filter=displayName eq "{{unique}} triplets" hold kim, lou, max once each

    Examples:
      | size |
      | 1    |
      | 2    |
      | 3    |

  @RFC9865-2.1-a
  Scenario: a cursor that nobody gave out is refused
    When a client sends GET /Users?filter=userName eq "{{unique}}-nobody"&cursor=entrasim-made-this-up&count=2
    Then the answer is a SCIM error with status 400 and scimType invalidCursor
