Feature: A value path selects
  A value path selects by all of its conditions, and by a value as well as by a type; what it does not select stays.

  @RFC7644-3.5.2.3-f @requires.emails
  Scenario Outline: of two e-mails the one <selected> is replaced
    Given these users exist at the service provider
      | user | emails[type eq "home"].value    |
      | bob  | {{unique}}-home@contoso.example |
    When bob is patched with
      """
      [{"op": "replace", "path": "emails[<condition>].value", "value": "{{unique}}-new@contoso.example"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                          |
      | emails[type eq "home"].value | {{unique}}-new@contoso.example |
      | emails[type eq "work"].value | {{unique}}-bob@contoso.example |

    Examples:
      | selected                | condition                                                                      |
      | of a value              | value eq \\"{{unique}}-home@contoso.example\\"                                 |
      | of a type and a value   | type eq \\"home\\" and value eq \\"{{unique}}-home@contoso.example\\"          |
      | with a beginning        | value sw \\"{{unique}}-home\\"                                                 |

  @RFC7644-3.5.2-j @requires.emails
  Scenario: an e-mail that meets one of two conditions stays
    Given these users exist at the service provider
      | user | emails[type eq "home"].value    |
      | bob  | {{unique}}-home@contoso.example |
    And the user of bob is remembered
    When bob is patched with
      """
      [{"op": "remove", "path": "emails[type eq \"home\" and value eq \"{{unique}}-nobody@contoso.example\"]"}]
      """
    Then the answer is 200, 204 or 400
    And nothing of bob's user has changed

  @RFC7644-3.5.2.2-b @requires.emails
  Scenario: of two e-mails the one of a value is removed
    Given these users exist at the service provider
      | user | emails[type eq "home"].value    |
      | bob  | {{unique}}-home@contoso.example |
    When bob is patched with
      """
      [{"op": "remove", "path": "emails[value eq \"{{unique}}-home@contoso.example\"]"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                          |
      | emails[type eq "home"].value | (absent)                       |
      | emails[type eq "work"].value | {{unique}}-bob@contoso.example |
