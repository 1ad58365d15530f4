Feature: Look-ups with more than one condition
  Entra ID joins conditions with and, and looks for the work e-mail where that is the matching attribute. Each condition has
  to hold.

  Background:
    Given these users exist at the service provider
      | user | externalId        |
      | bob  | {{unique}}-bob-42 |
      | eve  | {{unique}}-eve-43 |

  @MS-SCIM-04 @RFC7644-3.4.2.2-b @D-060
  Scenario: two conditions joined by and
    When a client sends GET /Users?filter=userName eq "{{userName of "bob"}}" and externalId eq "{{unique}}-eve-43"
    Then the answer lists nobody

  @MS-SCIM-04 @RFC7644-3.4.2.2-b @D-060
  Scenario: id joined with another condition
    When a client sends GET /Users?filter=id eq "{{id of "bob"}}" and externalId eq "{{unique}}-bob-42"
    Then the answer lists bob

  @MS-SCIM-16 @D-061 @requires.emails
  Scenario: the work e-mail as a matching attribute
    When a client sends GET /Users?filter=emails[type eq "work"].value eq "{{unique}}-bob@contoso.example"
    Then the answer lists bob
