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

  @RFC7643-2.3-c
  Scenario: values have their types
    Then in every answer of the run values have the types of their attributes

  @RFC7643-3.1-j
  Scenario: nobody else is shown
    Then in every answer of the run a resource is the one that was asked for

  @RFC7643-3.1-m
  Scenario: locations lead to their own
    Then in every answer of the run a location is the resource's own

  @RFC7643-7-c
  Scenario: what is shown is what is described
    Then in every answer of the run values are as /Schemas describes them

  @RFC7643-2.4-d @requires.groups
  Scenario: members are what they are said to be
    Then in every answer of the run members are of the kind that they say

  @RFC7643-3.1-k
  Scenario: what a resource is does not change by itself
    Then in every answer of the run an id stands for one resource

  @RFC7643-2.4-c
  Scenario: of several primary elements there is one
    Then in every answer of the run one element at most is primary

  @RFC7643-2.4-a
  Scenario: elements differ
    Then in every answer of the run no element is there twice

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

  @RFC7643-3-d
  Scenario: schemas is whole
    Then in every answer of the run schemas names what a resource has

  @RFC7643-4.1.1-b
  Scenario: passwords stay inside
    Then in every answer of the run no password is shown

  @RFC7644-3.8-c
  Scenario: JSON can be read
    Then in every answer of the run JSON is whole and labelled as JSON

  @MS-PROV-27
  Scenario: nobody waits in vain
    Then in every answer of the run the answer comes within a minute

  @MS-PROV-28
  Scenario: whoever is turned away knows for how long
    Then in every answer of the run a refusal for now says for how long
