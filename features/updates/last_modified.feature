Feature: Every change moves lastModified on
  Whoever asks for what changed since yesterday misses the changes that leave the time as it was: often those of lists, of the
  extension and of members, which are kept in tables of their own (RFC 7643, 3.1).

  Background:
    Given these users exist at the service provider
      | user |
      | bob  |

  @MS-SCIM-39
  Scenario: of the user's own attributes
    Then each of these changes of bob moves lastModified on
      | change                                                              | other                                                               |
      | {"op": "replace", "path": "active", "value": false}                 | {"op": "replace", "path": "active", "value": true}                  |
      | {"op": "replace", "path": "externalId", "value": "{{unique}}-one"}  | {"op": "replace", "path": "externalId", "value": "{{unique}}-two"}  |
      | {"op": "remove", "path": "externalId"}                              | {"op": "add", "path": "externalId", "value": "{{unique}}-three"}    |

  @MS-SCIM-39 @requires.emails
  Scenario: of a list
    Then each of these changes of bob moves lastModified on
      | change                                                                                                              | other                                                                                                               |
      | {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "{{unique}}-one@contoso.example"}            | {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "{{unique}}-two@contoso.example"}            |
      | {"op": "add", "path": "emails", "value": [{"type": "home", "value": "{{unique}}-three@contoso.example"}]}           | {"op": "remove", "path": "emails[type eq \\"home\\"]"}                                                              |

  @MS-SCIM-39 @requires.enterprise
  Scenario: of the enterprise extension
    Given these users exist at the service provider
      | user |
      | meg  |
      | max  |
    Then each of these changes of bob moves lastModified on
      | change                                                                                                                                | other                                                                                                                                 |
      | {"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "Sales"}                      | {"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "Support"}                |
      | {"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "value": "{{id of "meg"}}"}         | {"op": "replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "value": "{{id of "max"}}"}     |

  @MS-SCIM-39 @requires.groups
  Scenario: of a group
    Given these groups exist at the service provider
      | group |
      | sales |
    Then each of these changes of sales moves lastModified on
      | change                                                                             | other                                                                              |
      | {"op": "add", "path": "members", "value": [{"value": "{{id of "bob"}}"}]}          | {"op": "remove", "path": "members[value eq \\"{{id of "bob"}}\\"]"}                |
      | {"op": "replace", "path": "displayName", "value": "{{unique}} one"}                | {"op": "replace", "path": "displayName", "value": "{{unique}} two"}                |
