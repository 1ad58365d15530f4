Feature: Requests in more forms than one
  Entra ID and the samples of its pages do not always write alike. Whatever the form, the answer is the right one or a
  refusal, and never a breakdown.

  @MS-SCIM-40
  Scenario Outline: a query with <form> finds the user
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}} a+b@ |
    When the encoded query /Users?filter=<query> is sent
    Then the answer lists bob

    Examples:
      | form                | query                                                  |
      | spaces as plus      | externalId+eq+%22{{unique}}+a%2Bb%40%22                |
      | spaces as %20       | externalId%20eq%20%22{{unique}}%20a%2Bb%40%22          |
      | lower-case hex      | externalId+eq+%22{{unique}}+a%2bb%40%22                |
      | the at sign plainly | externalId+eq+%22{{unique}}+a%2Bb@%22                  |

  @MS-SCIM-41
  Scenario: a filter's value without quotes
    When a client sends GET /Users?filter=externalId eq {{unique}}
    Then the answer is 200 or 400

  @MS-SCIM-42 @profile.entra
  Scenario: a manager in a create as a bare id
    Given these users exist at the service provider
      | user |
      | meg  |
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
       "userName": "{{unique}}-managed@contoso.example", "name": {"familyName": "Example", "givenName": "Managed"},
       "displayName": "Managed Example", "active": true, "emails": [{"type": "work", "value": "{{unique}}-managed@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": "{{id of "meg"}}"}}
      """
    Then the answer is 201 or 400

  @MS-SCIM-43
  Scenario: null members in a create
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "active": true,
       "name": {"familyName": "Example", "givenName": "Null"}, "displayName": "Null Example", "title": null, "phoneNumbers": null,
       "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}], "addresses": null}
      """
    Then the answer is 201 or 400

  @MS-SCIM-44 @profile.entra
  Scenario: an extension that schemas does not name
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-extended@contoso.example",
       "name": {"familyName": "Example", "givenName": "Extended"}, "displayName": "Extended Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-extended@contoso.example"}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Research"}}
      """
    Then the answer is 201 or 400

  @MS-SCIM-45 @profile.entra
  Scenario Outline: a role with <key>
    Given these users exist at the service provider
      | user |
      | bob  |
    When bob is patched with
      """
      [{"op": "Add", "path": "roles", "value": [{"value": "Reader", "<key>": "Readers", "primary": true}]}]
      """
    Then the answer is 200, 204 or 400

    Examples:
      | key         |
      | display     |
      | displayName |

  @MS-SCIM-48 @requires.addresses @profile.entra
  Scenario: primary of an address
    Given these users exist at the service provider
      | user | addresses[type eq "work"].locality |
      | bob  | London                             |
    When bob is patched with
      """
      [{"op": "Replace", "path": "addresses[type eq \"work\"].primary", "value": true}]
      """
    Then the answer is 200, 204 or 400
    And the service provider has this user for bob
      | attribute                          | value  |
      | addresses[type eq "work"].locality | London |
