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

  @RFC7644-3.5.2-j @requires.groups
  Scenario: who joins and leaves a group is the same user
    Given these groups exist at the service provider
      | group | members   |
      | sales | bob, bobs |
      | east  | bob       |
    And bobs is patched with
      """
      [{"op": "replace", "path": "active", "value": false}]
      """
    And the user of bob is remembered
    And the user of bobs is remembered
    When the group sales is patched with
      """
      [{"op": "remove", "path": "members[value eq \"{{id of "bob"}}\"]"}]
      """
    Then nothing of bob's user has changed
    And the group east lists the members bob
    When the group sales is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}]
      """
    Then the group east lists the members bob
    When the group east is patched with
      """
      [{"op": "add", "path": "members", "value": [{"value": "{{id of "bobs"}}"}]}]
      """
    Then nothing of bobs's user has changed

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
