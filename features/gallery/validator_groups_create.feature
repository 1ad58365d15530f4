Feature: The SCIM Validator's group tests: creating
  What the hosted validator sends for new groups, when its box for them is ticked.

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |
    And these groups exist at the service provider
      | group | externalId   | members |
      | sales | {{unique}}-s | bob     |

  @VALIDATOR-19
  Scenario: POST /Groups, create a new group
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} new", "externalId": "{{unique}}-n"}
      """
    Then the answer is 201
    And the answer has
      | attribute   | value          |
      | id          | (present)      |
      | displayName | {{unique}} new |

  @VALIDATOR-20
  Scenario: POST /Groups, create a duplicate group
    When a client sends POST /Groups with
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "{{unique}} sales", "externalId": "{{unique}}-s"}
      """
    Then the answer is 409
