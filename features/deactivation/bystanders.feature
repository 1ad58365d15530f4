Feature: Others stay when one goes
  A rule of the database that deletes along, or one that looks for the beginning of a name, costs people their accounts who
  were never unassigned.

  Background:
    Given these users exist at the service provider
      | user | externalId      |
      | bob  | {{unique}}-bob  |
      | bobs | {{unique}}-bobs |

  @RFC7644-3.6-a @requires.enterprise @profile.entra @profile.rfc
  Scenario: a manager's people stay when the manager is deleted
    Given these users exist at the service provider
      | user | title | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value |
      | eve  | Agent | Sales                                                                 | {{id of "bob"}}                                                          |
    And the user of eve is remembered
    When a client sends DELETE /Users/{{id of "bob"}}
    And eve is patched with
      """
      [{"op": "replace", "path": "title", "value": "Lead"}]
      """
    Then nothing of eve's user has changed except
      | attribute                                                          |
      | title                                                              |
      | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager |

  @RFC7644-3.6-a
  Scenario: a user whose name begins like the deleted one's stays
    Given these users exist at the service provider
      | user | userName                                 |
      | kim  | {{unique}}-kim@contoso.example           |
      | kims | {{unique}}-kim@contoso.example.example   |
    And the user of kims is remembered
    When a client sends DELETE /Users/{{id of "kim"}}
    Then nothing of kims's user has changed

  @RFC7644-3.6-a @requires.groups
  Scenario: members stay when a group is deleted
    Given these groups exist at the service provider
      | group | displayName                 | members |
      | sales | {{unique}} bystanders       | bob     |
      | east  | {{unique}} bystanders, east | bobs    |
    And the user of bob is remembered
    When a client sends DELETE /Groups/{{group of "sales"}}
    Then nothing of bob's user has changed
    And the group east lists the members bobs
