Feature: As many requests as a cycle sends
  Microsoft asks for 25 requests a second. A server that allows fewer says when to come back.

  @D-176
  Scenario: look-ups in a row
    Then 60 look-ups in a row are answered
