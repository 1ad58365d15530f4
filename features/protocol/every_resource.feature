@last
Feature: Whatever was asked, every resource is whole
  Users and groups are looked at wherever an answer of this run shows them: alone, in a list, or after a change. What is wrong
  with one of them is said once, here.

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

  @RFC7643-3-d
  Scenario: schemas is whole
    Then in every answer of the run schemas names what a resource has

  @RFC7643-4.1.1-b
  Scenario: passwords stay inside
    Then in every answer of the run no password is shown
