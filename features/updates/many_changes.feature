Feature: Many changes at once
  Each operation of a request is done, and a whole list that is sent takes the place of the old one.

  Background:
    Given these users exist at the service provider
      | user | externalId     | emails[type eq "home"].value    |
      | bob  | {{unique}}-Bob | {{unique}}-home@contoso.example |
    And the user of bob is remembered

  @RFC7644-3.5.2.3-a @requires.emails
  Scenario: a whole list is replaced by a whole list
    When bob is patched with
      """
      [{"op": "replace", "path": "emails", "value": [{"type": "work", "value": "{{unique}}-only@contoso.example"}]}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                           |
      | emails[type eq "work"].value | {{unique}}-only@contoso.example |
      | emails[type eq "home"].value | (absent)                        |

  @MS-PROV-04 @requires.emails
  Scenario: many operations in one request are all done
    When bob is patched with
      """
      [{"op": "Replace", "path": "displayName", "value": "Bob One"}, {"op": "Replace", "path": "name.givenName", "value": "One"},
       {"op": "Replace", "path": "name.familyName", "value": "Two"}, {"op": "Replace", "path": "externalId", "value": "{{unique}}-three"},
       {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "{{unique}}-four@contoso.example"},
       {"op": "Replace", "path": "emails[type eq \"home\"].value", "value": "{{unique}}-five@contoso.example"},
       {"op": "Replace", "path": "userName", "value": "{{unique}}-six@contoso.example"}, {"op": "Replace", "path": "active", "value": "False"}]
      """
    Then the answer is 200 or 204
    And the service provider has this user for bob
      | attribute                    | value                           |
      | name.givenName               | One                             |
      | name.familyName              | Two                             |
      | externalId                   | {{unique}}-three                |
      | emails[type eq "work"].value | {{unique}}-four@contoso.example |
      | emails[type eq "home"].value | {{unique}}-five@contoso.example |
      | userName                     | {{unique}}-six@contoso.example  |
      | active                       | false                           |

  @MS-PROV-04 @D-141 @requires.title @requires.enterprise @profile.entra
  Scenario: leaving and coming back costs neither title nor department
    Given these users exist at the service provider
      | user | title | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      | pam  | Agent | Sales                                                                 |
    And the user of pam is remembered
    When pam is patched with
      """
      [{"op": "Replace", "path": "active", "value": "False"}, {"op": "Replace", "path": "name.givenName", "value": "Pamela"}]
      """
    And pam is patched with
      """
      [{"op": "Replace", "path": "active", "value": "True"}]
      """
    Then the answer is 200 or 204
    And nothing of pam's user has changed except
      | attribute      |
      | name.givenName |
