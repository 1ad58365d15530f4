Feature: Identity of SCIM users is edited in Entra ID only
  The portal refuses to change what the directory leads, says where to change it, and keeps the user as it was.

  @VCC-11
  Scenario Outline: the portal refuses to change <field> of a SCIM user
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    And the user of alice is remembered
    When the administrator changes <field> of alice to "<value>" in the portal
    Then the portal refuses it, naming "Entra"
    And nothing of alice's user has changed

    Examples:
      | field       | value                            |
      | userName    | {{unique}}-else@contoso.example  |
      | email       | {{unique}}-else@contoso.example  |
      | displayName | Somebody Else                    |
      | phoneNumber | +442079460000                    |

  @VCC-11
  Scenario Outline: the portal changes <field> of a portal user
    Given a portal user carol exists
    When the administrator changes <field> of carol to "<value>" in the portal
    Then the portal accepts it
    And the portal shows this user for carol
      | attribute | value   |
      | <field>   | <value> |

    Examples:
      | field       | value                           |
      | userName    | {{unique}}-else@contoso.example |
      | email       | {{unique}}-else@contoso.example |
      | displayName | Somebody Else                   |
      | phoneNumber | +442079460000                   |

  @VCC-12
  Scenario: a SCIM user cannot be cloned
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run
    When the administrator clones alice in the portal
    Then the portal refuses it, naming "SCIM"
    And the portal has no user cloneofalice

  @VCC-12
  Scenario: a portal user can be cloned
    Given a portal user carol exists
    When the administrator clones carol in the portal
    Then the portal accepts it
    And the portal shows this user for cloneofcarol
      | attribute   | value        |
      | origin      | portal       |
      | displayName | Carol Portal |
