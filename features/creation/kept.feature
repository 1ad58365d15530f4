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

  @MS-SCIM-34 @requires.emails @profile.entra @profile.rfc
  Scenario: a long e-mail address is kept
    Given these users exist at the service provider
      | user | emails[type eq "work"].value                                             |
      | bob  | {{unique}}.van.der.bergstrasse-wallerstein.sales.hamburg@contoso.example |
    Then the service provider has this user for bob
      | attribute                    | value                                                                    |
      | emails[type eq "work"].value | {{unique}}.van.der.bergstrasse-wallerstein.sales.hamburg@contoso.example |

  @MS-SCIM-32 @requires.enterprise @profile.entra @profile.rfc
  Scenario: a manager whom a create names is kept
    Given these users exist at the service provider
      | user |
      | meg  |
    And these users exist at the service provider
      | user | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value |
      | bob  | {{id of "meg"}}                                                          |
    Then the service provider has this user for bob
      | attribute                                                                | value           |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {{id of "meg"}} |
