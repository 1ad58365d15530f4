Feature: What a create accepted is kept
  What is lost on the way in is sent again in every cycle, or is missing where an access rule looks for it.

  @MS-SCIM-03 @D-041
  Scenario: externalId is kept
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}}-4711 |
    Then the service provider has this user for bob
      | attribute  | value           |
      | externalId | {{unique}}-4711 |

  @D-147 @requires.emails
  Scenario: two e-mails are kept
    Given these users exist at the service provider
      | user | emails[type eq "home"].value    |
      | bob  | {{unique}}-home@contoso.example |
    Then the service provider has this user for bob
      | attribute                    | value                           |
      | emails[type eq "home"].value | {{unique}}-home@contoso.example |
      | emails[type eq "work"].value | {{unique}}-bob@contoso.example  |

  @D-141 @requires.phoneNumbers
  Scenario: two phone numbers are kept
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value | phoneNumbers[type eq "mobile"].value |
      | bob  | +442079460958                      | +447700900123                        |
    Then the service provider has this user for bob
      | attribute                            | value         |
      | phoneNumbers[type eq "work"].value   | +442079460958 |
      | phoneNumbers[type eq "mobile"].value | +447700900123 |

  @MS-SCIM-10 @requires.phoneNumbers @profile.entra
  Scenario: a phone number comes back as it was sent
    Given these users exist at the service provider
      | user | phoneNumbers[type eq "work"].value |
      | bob  | +44 20 7946 0958                   |
    Then the service provider has this user for bob
      | attribute                          | value            |
      | phoneNumbers[type eq "work"].value | +44 20 7946 0958 |

  @D-141 @requires.addresses @profile.entra
  Scenario: an address is kept
    Given these users exist at the service provider
      | user | addresses[type eq "work"].locality | addresses[type eq "work"].country |
      | bob  | London                             | GB                                |
    Then the service provider has this user for bob
      | attribute                          | value  |
      | addresses[type eq "work"].locality | London |
      | addresses[type eq "work"].country  | GB     |

  @D-141 @D-183 @requires.enterprise @requires.title @profile.entra
  Scenario: title and department are kept
    Given these users exist at the service provider
      | user | title | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | bob  | Agent | Sales                                                                 |
    Then the service provider has this user for bob
      | attribute                                                             | value                                                             |
      | title                                                                 | Agent                                                             |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | Sales                                                             |
      | schemas                                                               | (with urn:ietf:params:scim:schemas:extension:enterprise:2.0:User) |

  @MS-SCIM-03 @D-042 @profile.entra
  Scenario: other scripts, a long name and an unknown extension do not fail a create
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
       "userName": "{{unique}}-maximilian.alexander.von.hohenstein-wallerstein.oettingen@contoso.example",
       "displayName": "Zoë O'Neill 王 😀", "name": {"givenName": "Zoë", "familyName": "O'Neill"}, "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-zoe@contoso.example"}],
       "phoneNumbers": [{"type": "work", "value": "+44 20 7946 0958"}],
       "urn:ietf:params:scim:schemas:extension:contoso:2.0:User": {"badge": "1"}}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value            |
      | displayName | Zoë O'Neill 王 😀 |

  @D-110
  Scenario: null in a create means no value
    When a client sends POST /Users with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{unique}}-null@contoso.example", "nickName": null,
       "name": {"familyName": "Example", "givenName": "Null"}, "displayName": "Null Example", "active": true,
       "emails": [{"type": "work", "value": "{{unique}}-null@contoso.example"}]}
      """
    Then the answer is 201

  @MS-SCIM-18 @RFC7644-3.8-d @D-163
  Scenario: a user is labelled as SCIM
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer's media type is SCIM's

  @RFC7643-3-a
  Scenario: a user names schemas and meta
    Given these users exist at the service provider
      | user |
      | bob  |
    When a client sends GET /Users/{{id of "bob"}}
    Then the answer has
      | attribute         | value                                             |
      | schemas           | (with urn:ietf:params:scim:schemas:core:2.0:User) |
      | meta.resourceType | User                                              |
      | meta.created      | (present)                                         |
      | meta.lastModified | (present)                                         |
      | meta.location     | (present)                                         |
