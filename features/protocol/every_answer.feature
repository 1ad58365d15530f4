@last
Feature: Whatever was asked, every answer is SCIM
  Some rules hold for all answers, so that looking at some of them proves little. Every answer that any scenario of this run
  was given is looked at, and what is wrong with one of them is said once, here.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    And a client sends GET /Users?filter=userName eq "{{userName of "bob"}}"&startIndex=1&count=10
    And a client sends GET /Users/{{unique}}-nobody
    And a client sends GET /ServiceProviderConfig
    And a client sends GET /ResourceTypes
    And a client sends GET /Schemas

  @RFC7644-3.4.2-e
  Scenario: lists are counted right
    Then in every answer of the run a list is what it says

  @RFC7644-3.4.2.4-b @D-072
  Scenario: pages are counted right
    Then in every answer of the run a page says how many it has

  @RFC7644-3.4.2.2-a
  Scenario: filters are heeded
    Then in every answer of the run a filtered list has what matches

  @RFC7644-3.12-a
  Scenario: refusals can be read
    Then in every answer of the run an error is a SCIM error

  @RFC7644-3.12-g
  Scenario: nothing breaks
    Then in every answer of the run there is no breakdown

  @RFC7644-3.12-h
  Scenario: successes can be told apart
    Then in every answer of the run a success has the status of its verb

  @RFC7643-3.1-c
  Scenario: what was created can be found
    Then in every answer of the run what was created has a Location

  @RFC7644-3.8-c
  Scenario: JSON can be read
    Then in every answer of the run JSON is whole and labelled as JSON

  @MS-PROV-27
  Scenario: nobody waits in vain
    Then in every answer of the run the answer comes within a minute

  @MS-PROV-28
  Scenario: whoever is turned away knows for how long
    Then in every answer of the run a refusal for now says for how long
