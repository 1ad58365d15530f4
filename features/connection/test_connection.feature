Feature: Test Connection
  The first thing an administrator presses. Entra ID looks for a user that cannot exist and wants an empty list; a 404
  there stops the set-up, and later puts the job into quarantine at once.

  @MS-SCIM-01 @D-001 @D-022
  Scenario: the right URL and token are accepted
    When the connection is tested
    Then the connection test succeeds

  @MS-SCIM-02
  Scenario: a wrong token is refused and the administrator told so
    When the connection is tested with the token "wrong-token-{{unique}}"
    Then the connection test fails, naming "401" or "403"

  @D-005 @D-160
  Scenario: a wrong path is refused and the administrator told so
    When the connection is tested with the path "/no-such-path"
    Then the connection test fails, naming "404"

  @MS-SCIM-17
  Scenario: the flag in the tenant URL does no harm when it is sent
    When a client sends GET /Users?aadOptscim062020&filter=userName eq "{{unique}}-nobody@contoso.example"
    Then the answer lists nobody
