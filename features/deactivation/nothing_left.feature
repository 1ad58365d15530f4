Feature: Nothing is left of who was deleted
  A server that marks what is deleted, and finds it again at the next create, gives a new account the rights of the old one.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @MS-SCIM-52 @RFC7644-3.6-c @requires.title @requires.enterprise @profile.entra @profile.rfc
  Scenario: who comes back has nothing of the deleted account
    Given these users exist at the service provider
      | user | userName                       | externalId     | title | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | lou  | {{unique}}-lou@contoso.example | {{unique}}-lou | Agent | Sales                                                                 |
    And a client sends DELETE /Users/{{id of "lou"}}
    When these users exist at the service provider
      | user | userName                       | externalId     |
      | lou  | {{unique}}-lou@contoso.example | {{unique}}-lou |
    Then the service provider has this user for lou
      | attribute                                                             | value    |
      | title                                                                 | (absent) |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | (absent) |

  @MS-SCIM-52 @RFC7644-3.6-c @requires.groups
  Scenario: a group that comes back has nothing of the deleted one
    Given these groups exist at the service provider
      | group | displayName        | members |
      | west  | {{unique}} returns | bob     |
    And a client sends DELETE /Groups/{{group of "west"}}
    When these groups exist at the service provider
      | group | displayName        |
      | west  | {{unique}} returns |
    Then the group west has the members nobody
