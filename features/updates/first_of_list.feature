Feature: The first elements of a list
  A user without phone numbers gets some: whichever of add and replace is sent, they are there afterwards.

  @RFC7644-3.5.2.1-d @RFC7644-3.5.2.3-c @requires.phoneNumbers
  Scenario Outline: <op> of a whole list, <form>
    Given these users exist at the service provider
      | user |
      | bob  |
    And the user of bob is remembered
    When bob is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460958 |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |
    And nothing of bob's user has changed except
      | attribute    |
      | phoneNumbers |

    Examples:
      | op      | form           | operation                                                                                                                                     |
      | add     | with a path    | {"op": "add", "path": "phoneNumbers", "value": [{"type": "work", "value": "+442079460958"}, {"type": "mobile", "value": "+447700900123"}]}     |
      | replace | with a path    | {"op": "replace", "path": "phoneNumbers", "value": [{"type": "work", "value": "+442079460958"}, {"type": "mobile", "value": "+447700900123"}]} |
      | add     | without a path | {"op": "add", "value": {"phoneNumbers": [{"type": "work", "value": "+442079460958"}, {"type": "mobile", "value": "+447700900123"}]}}           |
      | replace | without a path | {"op": "replace", "value": {"phoneNumbers": [{"type": "work", "value": "+442079460958"}, {"type": "mobile", "value": "+447700900123"}]}}       |
