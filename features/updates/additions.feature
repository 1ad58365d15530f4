Feature: An addition to a list adds
  add with a list puts its elements beside those that are there, and replace with a list in their place; where there are none
  both make them (RFC 7644, 3.5.2.1 and 3.5.2.3).

  @RFC7644-3.5.2.1-d @requires.emails
  Scenario Outline: an e-mail address is added <form>
    Given these users exist at the service provider
      | user | emails[type eq "work"].value    |
      | bob  | {{unique}}-work@contoso.example |
    And the user of bob is remembered
    When bob is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                           |
      | emails[type eq "home"].value | {{unique}}-home@contoso.example |
      | emails[type eq "work"].value | {{unique}}-work@contoso.example |

    Examples:
      | form           | operation                                                                                                     |
      | with a path    | {"op": "add", "path": "emails", "value": [{"type": "home", "value": "{{unique}}-home@contoso.example"}]}      |
      | without a path | {"op": "add", "value": {"emails": [{"type": "home", "value": "{{unique}}-home@contoso.example"}]}}            |

  @RFC7644-3.5.2.1-d @requires.phoneNumbers
  Scenario Outline: a phone number is added <form>
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +442079460958                      |
    When bob is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460958 |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |

    Examples:
      | form           | operation                                                                                 |
      | with a path    | {"op": "add", "path": "phoneNumbers", "value": [{"type": "mobile", "value": "+447700900123"}]} |
      | without a path | {"op": "add", "value": {"phoneNumbers": [{"type": "mobile", "value": "+447700900123"}]}}  |

  @RFC7644-3.5.2.3-g @requires.phoneNumbers
  Scenario: a list of phone numbers takes the place of the one before
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +442079460958                      |
    When bob is patched with
      """
      [{"op": "replace", "path": "phoneNumbers", "value": [{"type": "mobile", "value": "+447700900123"}]}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | (absent)      |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |
