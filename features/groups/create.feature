Feature: Groups are created
  Entra ID creates a group without members, and adds them afterwards. Its body still names a schema of Microsoft's own.

  @MS-GROUP-01 @D-044 @requires.groups
  Scenario: a group without members is created
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "{{unique}}-g", "displayName": "{{unique}} Sales",
       "meta": {"resourceType": "Group"}}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value            |
      | id          | (present)        |
      | displayName | {{unique}} Sales |
      | externalId  | {{unique}}-g     |

  @MS-GROUP-02 @D-045 @requires.groups
  Scenario: Microsoft's second schema does no harm
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
       "externalId": "{{unique}}-g", "displayName": "{{unique}} Sales", "members": [], "meta": {"resourceType": "Group"}}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value            |
      | displayName | {{unique}} Sales |

  @D-046 @requires.groups
  Scenario Outline: a group may be called <name>
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} <name>"}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value             |
      | displayName | {{unique}} <name> |

    Examples:
      | name             |
      | Sales.EMEA #1    |
      | Test'Group       |
      | Vertrieb (Süd) & |
      | 営業部              |
      | The Committee for the Purchase of Chairs, Tables and Lamps in Rooms |

  @RFC7643-4.2-a @RFC7644-3.4.2.5-a @D-065 @D-066 @requires.groups
  Scenario: the list and the single read agree about members
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | members |
      | sales | bob     |
    When a client sends GET /Groups?filter=displayName eq "{{unique}} sales"
    Then the answer lists the group sales with the members bob
    When a client sends GET /Groups/{{group of "sales"}}?excludedAttributes=members
    Then the answer has
      | attribute   | value            |
      | displayName | {{unique}} sales |
      | members     | (absent)         |
