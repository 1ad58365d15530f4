Feature: Sorted lists
  For service providers that claim sort: by the attribute that is named, upwards unless the client asks otherwise, and
  without letter case where the attribute has none.

  Background:
    Given these users exist at the service provider
      | user | userName                       | displayName      |
      | eve  | {{unique}}-eve@contoso.example | {{unique}} twins |
      | bob  | {{unique}}-bob@contoso.example | {{unique}} twins |

  @RFC7644-3.4.2.3-a
  Scenario Outline: the order is <order>
    When a client sends GET /Users?filter=displayName eq "{{unique}} twins"&sortBy=userName<parameter>
    Then the answer lists <users> in this order

    Examples:
      | order                | parameter             | users    |
      | ascending by default |                       | bob, eve |
      | ascending            | &sortOrder=ascending  | bob, eve |
      | descending           | &sortOrder=descending | eve, bob |

  @RFC7644-3.4.2.3-b
  Scenario: userName is sorted without letter case
    Given these users exist at the service provider
      | user | userName                       | displayName       |
      | zoe  | {{unique}}-Zoe@contoso.example | {{unique}} couple |
      | ann  | {{unique}}-ann@contoso.example | {{unique}} couple |
    When a client sends GET /Users?filter=displayName eq "{{unique}} couple"&sortBy=userName
    Then the answer lists ann, zoe in this order
