Feature: Reading changes nothing
  A user who is read, listed or looked for is the same user afterwards, with the same time of change.

  @RFC7643-3.1-l
  Scenario: reading leaves the time of change
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When a client sends GET /Users/{{id of "bob"}}
    And a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"
    Then the answer lists bob
    And lastModified of bob is as remembered
    And nothing of bob's user has changed

  # Alone, since a user who is deleted between two pages pushes others out of the next one.
  @RFC7644-3.4.2.4-g @exclusive
  Scenario: a list of all users has everybody
    Given 12 more users exist at the service provider
    Then a list of all users has each of the 12 once, read whole and in pages of 5

  @RFC7644-3.4.2.4-g @requires.groups @exclusive
  Scenario: a list of all groups has every group
    Given 12 more groups exist at the service provider
    Then a list of all groups has each of the 12 once, read whole and in pages of 5
