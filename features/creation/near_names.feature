Feature: Names that are near each other
  Two people whose names differ in a dot or an accent are two people. Where names are compared after they were stripped, cut
  or folded, the second one is told that the name is taken, or is taken for the first.

  @RFC7644-3.3-f
  Scenario Outline: <what> makes another userName
    Then users of these names are told apart
      | one                            | other                            |
      | {{unique}}-<one>@contoso.example | {{unique}}-<other>@contoso.example |

    Examples:
      | what           | one                            | other                        |
      | a dot          | ann.lee                        | annlee                       |
      | a hyphen       | ann-lee                        | annlee                       |
      | an underscore  | ann_lee                        | annxlee                      |
      | a plus part    | ann+sales                      | ann                          |
      | an accent      | josé                           | jose                         |
      | a leading zero | 007                            | 7                            |
      | a longer end   | ann                            | anna                         |
      | the last sign  | maximilian.alexander.vonberg.a | maximilian.alexander.vonberg.b |

  @RFC7644-3.3-f
  Scenario: users may have all but the name in common
    Given these users exist at the service provider
      | user | displayName                |
      | bob  | {{unique}} Chris Example |
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-chris@contoso.example", "displayName": "{{unique}} Chris Example",
       "name": {"familyName": "Example", "givenName": "Chris"}, "active": true, "emails": [{"type": "work", "value": "{{unique}}-chris@contoso.example"}]}
      """
    Then the answer is 201
