package reports

import (
	"net/http"
	"time"

	"github.com/entrasim/entrasim/features"
)

var began = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// sampleFind stands in for the catalogue, so that golden files do not change when a row is reworded.
func sampleFind(id string) (features.Requirement, bool) {
	rows := map[string]features.Requirement{
		"MS-SCIM-12": {
			ID: "MS-SCIM-12", Authority: features.Microsoft, Section: "use-scim-to-provision-users-and-groups",
			Level: features.Must, Text: `The value of active may arrive as the string "False".`,
		},
		"RFC7644-3.6-a": {
			ID: "RFC7644-3.6-a", Authority: features.RFC, Section: "RFC 7644 section 3.6",
			Level: features.Must, Text: "A deleted resource is answered 404.",
		},
		"RFC7644-3.5.2-c": {
			ID: "RFC7644-3.5.2-c", Authority: features.RFC, Section: "RFC 7644 section 3.5.2",
			Level: features.Should, Text: "A successful PATCH is answered 200 with the resource or 204 without.",
		},
	}
	row, ok := rows[id]
	return row, ok
}

// disabling is the exchange that the failed and the blocked results of the sample show.
func disabling(number int) Exchange {
	return Exchange{
		Number: number, Started: began.Add(time.Second), Duration: 12 * time.Millisecond,
		Request: Request{
			Method: "PATCH", URL: "https://scim.example.com/v2/Users/2819c223",
			Header: http.Header{
				"Authorization": {"Bearer $TOKEN"}, "Content-Type": {"application/scim+json"}, "User-Agent": {"entrasim"},
			},
			Body: `{"Operations":[{"op":"Replace","path":"active","value":"False"}]}`,
		},
		Response: &Response{
			Status: 400, Header: http.Header{"Content-Type": {"application/scim+json"}},
			Body: `{"status":"400","scimType":"invalidValue","detail":"active must be boolean"}`,
		},
	}
}

const booleanCause = `the text "False" is not taken for a boolean`

func booleanDiagnosis() *Diagnosis {
	return &Diagnosis{
		ID: "boolean-as-text", Title: booleanCause,
		Wrong:    `active is read as a JSON boolean only, and Entra ID sends it as a text.`,
		Reaction: `SystemForCrossDomainIdentityManagementBadRequest; the leaver stays active.`,
		Fix:      `Accept "True" and "False" in any case beside the JSON booleans.`,
		Source:   `D-077`,
	}
}

// sampleFeature has the scenarios of the sample's failures in their lines, 14 and 22.
const sampleFeature = `Feature: Disabling a user
  Leavers lose access.

  Background:
    Given these users exist at the service provider
      | user  |
      | alice |
    And the first cycle has run





  Scenario: the account is inactive after the next cycle
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
    And the answer says no more

  Scenario: a leaver is inactive
    When alice is disabled in the directory
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |
`

func sampleFailure(title, dialect string, line int) Result {
	return Result{
		Area: "deactivation", Feature: "Disabling a user", Scenario: title, File: "deactivation/disable.feature",
		Line: line, Dialect: dialect, Requirements: []string{"MS-SCIM-12", "D-077"}, Outcome: Failed,
		Findings: []Finding{{
			Requirement: "MS-SCIM-12", Level: features.Must, Step: "the service provider has this user for alice",
			Expected: "active false", Actual: "active true", Exchange: 2, Cause: booleanCause, Diagnosis: booleanDiagnosis(),
		}},
		Exchanges: []Exchange{{
			Number: 1, Started: began, Duration: 3 * time.Millisecond,
			Request:  Request{Method: "POST", URL: "https://scim.example.com/v2/Users", Body: `{"userName":"alice"}`},
			Response: &Response{Status: 201, Body: `{"id":"2819c223"}`},
		}, disabling(2)},
		Duration: 40 * time.Millisecond,
	}
}

// sample is a report with one result of each outcome, and two that failed for the same reason, in an order in which a
// parallel run may have ended.
func sample() *Report {
	return &Report{
		Version: FormatVersion, Tool: "0.4.0", Catalogue: "7", Started: began, Duration: 2345678 * time.Microsecond,
		Target: Target{URL: "https://scim.example.com/v2"}, Profile: "entra", Dialects: []string{"default", "compliant"},
		Seed: 42, Prefix: "es7f3a-",
		Capabilities: []Claim{
			{Name: "patch", Claimed: true, Source: "/ServiceProviderConfig"},
			{Name: "bulk", Source: "/ServiceProviderConfig"},
		},
		Sections: []Section{{
			Title: "App gallery", Text: "What Microsoft's own tests would say.", Columns: []string{"test", "result"},
			Rows: [][]string{{"Create a user", "passed"}, {"Disable a user", "failed"}},
		}},
		Sources: []Source{{Path: "deactivation/disable.feature", Text: sampleFeature}},
		Cleanup: Cleanup{Created: 14, Removed: 13, Left: []string{"https://scim.example.com/v2/Users/2819c223"}},
		Results: []Result{
			{
				Area: "protocol", Feature: "Bulk", Scenario: "a bulk request is carried out", File: "protocol/bulk.feature",
				Line: 7, Requirements: []string{"RFC7644-3.7-a"}, Outcome: NotApplicable,
				Reason: "bulk.supported is false in /ServiceProviderConfig",
			},
			sampleFailure("the account is inactive after the next cycle", "default", 14),
			sampleFailure("a leaver is inactive", "default", 22),
			{
				Area: "connection", Feature: "Test connection", Scenario: "the probe is answered",
				File: "connection/probe.feature", Line: 5, Requirements: []string{"MS-SCIM-01"}, Outcome: Passed,
				Exchanges: []Exchange{{
					Number: 1, Started: began, Duration: 400 * time.Microsecond,
					Request:  Request{Method: "GET", URL: "https://scim.example.com/v2/Users?filter=userName%20eq%20%22x%22"},
					Response: &Response{Status: 200, Body: `{"totalResults":0}`},
				}},
				Duration: time.Millisecond,
			},
			{
				Area: "updates", Feature: "Answers", Scenario: "a PATCH is answered 200 or 204",
				File: "updates/patch.feature", Line: 9, Dialect: "compliant", Requirements: []string{"RFC7644-3.5.2-c"}, Outcome: Warned,
				Findings: []Finding{{
					Requirement: "RFC7644-3.5.2-c", Level: features.Should, Step: "the answer is 200 or 204",
					Expected: "status 200 or 204", Actual: "status 202", Exchange: 1,
				}},
				Exchanges: []Exchange{{
					Number: 1, Started: began, Duration: time.Millisecond,
					Request: Request{
						Method: "PATCH", URL: "https://scim.example.com/v2/Users/2819c223",
						Body: `{"Operations":[{"op":"replace","value":{"active":false,"emails[type eq \"work\"].value":"a@b.example"}}]}`,
					},
					Response: &Response{Status: 202, Body: `{"id":"2819c223","active":false}`},
				}},
				Duration: 8 * time.Millisecond,
			},
			{
				Area: "updates", Feature: "Answers", Scenario: "a manager is removed", File: "updates/manager.feature",
				Line: 12, Dialect: "default", Requirements: []string{"D-101"}, Outcome: KnownFailure,
				Reason: "vendor ticket 4711, line 3 of known.txt", Duration: 20 * time.Millisecond,
			},
			{
				Area: "deactivation", Feature: "Restoring a user", Scenario: "a joiner who comes back is active",
				File: "deactivation/restore.feature", Line: 11, Dialect: "default", Requirements: []string{"MS-SCIM-12"},
				Outcome: Blocked, Reason: "alice could not be disabled beforehand: PATCH gave 400",
				Exchanges: []Exchange{disabling(1)}, Duration: 15 * time.Millisecond,
			},
			{
				Area: "connection", Feature: "Timing", Scenario: "the target answers within the time-out",
				File: "connection/timing.feature", Line: 4, Requirements: []string{"MS-SCIM-02"}, Outcome: Errored,
				Reason: "the target could not be reached: connection refused",
				Exchanges: []Exchange{{
					Number: 1, Started: began, Duration: 2 * time.Second, Error: "dial tcp 192.0.2.1:443: connection refused",
					Request: Request{Method: "GET", URL: "https://scim.example.com/v2/Users"},
				}},
				Duration: 2 * time.Second,
			},
		},
	}
}
