Feature: A part is changed, and the rest of the whole stays
  An address and a name have parts. Who keeps the whole as one value loses the parts that a request does not name.

  @RFC7644-3.5.2-j @requires.addresses @profile.entra @profile.rfc
  Scenario Outline: an address keeps its other parts when one is <done>
    Given these users exist at the service provider
      | user | addresses[type eq "work"].locality | addresses[type eq "work"].postalCode | addresses[type eq "work"].country |
      | pam  | London                             | SW1A 1AA                             | GB                                |
    And the user of pam is remembered
    When pam is patched with
      """
      [<operation>]
      """
    Then the answer is 200 or 204
    And the service provider has this user for pam
      | attribute                            | value      |
      | addresses[type eq "work"].locality   | <locality> |
      | addresses[type eq "work"].postalCode | SW1A 1AA   |
      | addresses[type eq "work"].country    | GB         |
    And nothing of pam's user has changed except
      | attribute                          |
      | addresses[type eq "work"].locality |

    Examples:
      | done     | locality | operation                                                                                    |
      | removed  | (absent) | {"op": "remove", "path": "addresses[type eq \\"work\\"].locality"}                           |
      | replaced | Leeds    | {"op": "replace", "path": "addresses[type eq \\"work\\"].locality", "value": "Leeds"}        |
      | added    | Leeds    | {"op": "add", "path": "addresses[type eq \\"work\\"].locality", "value": "Leeds"}            |

  @RFC7644-3.5.2.3-e
  Scenario Outline: a name keeps what <op> does not name
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "<op>", "path": "name", "value": {"givenName": "Robert"}}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute       | value   |
      | name.givenName  | Robert  |
      | name.familyName | Example |

    Examples:
      | op      |
      | replace |
      | add     |
