Feature: What is set once
  A card number or a tenant that /Schemas calls immutable is set with the user and stays. A client that sends another one
  is told so, or finds the old one: what changes unseen was relied upon by somebody.

  @RFC7644-3.5.2-k @RFC7644-3.5.1-e
  Scenario: PATCH leaves what is immutable
    Given the user bob has a value of each immutable attribute
    Then a PATCH changes no immutable attribute of bob

  @RFC7644-3.5.1-c @RFC7644-3.5.1-e
  Scenario: PUT leaves what is immutable
    Given the user bob has a value of each immutable attribute
    Then a PUT changes no immutable attribute of bob

  @RFC7644-3.5.2-k @requires.groups
  Scenario: a member does not become another
    Given /Schemas describes members.value of groups as immutable
    And these users exist at the service provider
      | user |
      | bob  |
      | eve  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    When the group sales is patched with
      """
      [{"op": "replace", "path": "members[value eq \"{{id of "bob"}}\"].value", "value": "{{id of "eve"}}"}]
      """
    Then the group sales has the members bob
