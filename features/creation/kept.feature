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
