Feature: Operations in their order
  Each operation of a PATCH meets what those before it left, whatever kind they are of.

  @RFC7644-3.5.2-b @profile.entra @profile.rfc
  Scenario Outline: an attribute that is <what>
    Given these users exist at the service provider
      | user | externalId   |
      | bob  | {{unique}}-1 |
    When bob is patched with
      """
      [<operations>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute  | value   |
      | externalId | <value> |

    Examples:
      | what                        | value        | operations                                                                                                       |
      | removed and then added      | {{unique}}-2 | {"op": "remove", "path": "externalId"}, {"op": "add", "path": "externalId", "value": "{{unique}}-2"}             |
      | replaced and then removed   | (absent)     | {"op": "replace", "path": "externalId", "value": "{{unique}}-2"}, {"op": "remove", "path": "externalId"}         |
