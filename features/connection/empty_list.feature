Feature: A look-up without a match
  Nobody found is a successful answer. 404, null for Resources and answers of another shape have each stopped real set-ups.

  @MS-SCIM-01 @RFC7644-3.4.2-b @D-001 @D-002 @D-059
  Scenario Outline: a filter on <attribute> that matches nobody gives an empty list
    When a client sends GET /Users?filter=<attribute> eq "{{unique}}-nobody"
    Then the answer is 200
    And the answer lists nobody
    And the answer is a well-formed list

    Examples:
      | attribute  |
      | userName   |
      | externalId |

  @MS-SCIM-18 @RFC7644-3.8-d @D-163
  Scenario: the list is labelled as SCIM
    When a client sends GET /Users?filter=userName eq "{{unique}}-nobody"
    Then the answer's media type is SCIM's

  @D-056
  Scenario: a value with spaces is one value
    When a client sends GET /Users?filter=userName eq "{{unique}} nobody at all"
    Then the answer lists nobody
