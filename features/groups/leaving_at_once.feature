@requires.groups
Feature: Many leave at once
  A reorganisation takes dozens out of a group, in one request. A server that does the first twenty says that all went well,
  and the others keep their access.

  Background:
    Given these groups exist at the service provider
      | group |
      | sales |
    And 35 more users exist at the service provider, all of them members of the group sales

  @MS-GROUP-08
  Scenario: by value
    When 32 of the 35 leave the group sales in one request, by value
    Then the group sales has the 3

  @MS-GROUP-08 @RFC7644-3.5.2.2-b
  Scenario: by filter
    When 32 of the 35 leave the group sales in one request, by filter
    Then the group sales has the 3
