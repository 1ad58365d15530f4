package reports

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

func printed(t *testing.T, r *Report, options ConsoleOptions) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteConsole(&b, options))
	return b.String()
}

func TestColourChangesNothingElse(t *testing.T) {
	for verbosity := range 3 {
		plain := printed(t, sample(), ConsoleOptions{Verbosity: verbosity})
		coloured := printed(t, sample(), ConsoleOptions{Verbosity: verbosity, Color: true})
		assert.NotContains(t, plain, "\x1b")
		assert.Contains(t, coloured, "\x1b[31mFAIL\x1b[0m")
		assert.Equal(t, plain, regexp.MustCompile("\x1b\\[\\d+m").ReplaceAllString(coloured, ""))
	}
}

// TestConsoleShowsNoForeignEscapes puts what a hostile target could send into every text of a report.
func TestConsoleShowsNoForeignEscapes(t *testing.T) {
	hostile := "\x1b[2J\x1b]0;owned\a\r\u009b31m\u202e\x00\xff"
	e := Exchange{
		Number: 1, Error: hostile,
		Request:  Request{Method: hostile, URL: hostile, Header: map[string][]string{hostile: {hostile}}, Body: hostile},
		Response: &Response{Status: 400, Header: map[string][]string{"X": {hostile}}, Body: hostile},
	}
	unanswered := e
	unanswered.Number, unanswered.Response = 2, nil
	r := &Report{
		Tool: hostile, Catalogue: hostile, Profile: hostile, Target: Target{URL: hostile},
		Cleanup: Cleanup{Created: 1, Left: []string{hostile}},
	}
	for o := range Outcome(len(outcomes)) {
		for _, reason := range []string{"", hostile} {
			r.Results = append(r.Results, Result{
				Area: hostile, Scenario: hostile, File: hostile, Dialect: hostile, Outcome: o, Reason: reason,
				Findings: []Finding{
					{
						Requirement: hostile, Level: features.Must, Step: hostile, Expected: hostile, Actual: hostile,
						Cause: hostile, Exchange: 1,
					},
					{Requirement: hostile, Level: features.Should, Expected: hostile, Actual: hostile, Exchange: 2},
				},
				Exchanges: []Exchange{e, unanswered},
			})
		}
	}
	for verbosity := range 3 {
		text := printed(t, r, ConsoleOptions{Verbosity: verbosity, ReportDir: hostile})
		for _, line := range strings.Split(text, "\n") {
			assert.Equal(t, visible(line), line)
		}
	}
}

func TestManyFailuresWithOneCauseAreOneBlock(t *testing.T) {
	r := &Report{}
	for i := range 20 {
		result := sampleFailure(fmt.Sprint("case ", i), "default", i)
		r.Results = append(r.Results, result)
	}
	grouped := printed(t, r, ConsoleOptions{})
	assert.Equal(t, 1, strings.Count(grouped, "\nFAIL  "))
	assert.Contains(t, grouped, "scenarios    20: deactivation/disable:case 0 [default]; ")
	assert.Contains(t, grouped, " and 17 more (-v prints all)\n")
	assert.Equal(t, 20, strings.Count(printed(t, r, ConsoleOptions{Verbosity: 1}), "\nFAIL  "))
}

func TestFailureBlock(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, sample().writeConsole(&b, ConsoleOptions{}, sampleFind))
	_, block, found := strings.Cut(b.String(), "FAIL  ")
	require.True(t, found)
	for i, want := range []string{
		"deactivation/disable.feature:14  the account is inactive after the next cycle  [default]",
		"  requirement  MS-SCIM-12, Must (Microsoft Learn, use-scim-to-provision-users-and-groups): The value",
		"  step         the service provider has this user for alice",
		"  expected     active false",
		"  actual       active true",
		`  cause        the text "False" is not taken for a boolean: active is read as`,
		"  Entra ID     SystemForCrossDomainIdentityManagementBadRequest; the leaver stays active.",
		`  fix          Accept "True" and "False"`,
		"  source       D-077",
		`  exchange     PATCH /v2/Users/2819c223 gave 400 invalidValue "active must be boolean" after 12 ms`,
		`  repeat       curl -X PATCH -H "Authorization: Bearer $TOKEN" `,
	} {
		line := strings.Split(block, "\n")[i]
		assert.True(t, strings.HasPrefix(line, want), "line %d: %s", i, line)
	}
}

func TestRequirementThatTheCatalogueDoesNotKnow(t *testing.T) {
	unknown := func(string) (features.Requirement, bool) { return features.Requirement{}, false }
	assert.Equal(t, "OWN-1, Should", demand(Finding{Requirement: "OWN-1", Level: features.Should}, unknown))
}

func TestLastLineIsTheVerdict(t *testing.T) {
	warned := &Report{Profile: "rfc", Results: []Result{{Outcome: Warned, Scenario: "w"}, {Scenario: "p", Line: 1}}}
	for want, text := range map[string]string{
		"nothing learnt: no scenario was run":                printed(t, &Report{}, ConsoleOptions{}),
		"conforms to rfc, with 1 warning":                    printed(t, warned, ConsoleOptions{}),
		"does not conform: 1 warning, which --strict counts": printed(t, warned, ConsoleOptions{Strict: true}),
	} {
		assert.True(t, strings.HasSuffix(text, "\n"+want+"\n"), text)
	}
}

func TestWarningsAreGrouped(t *testing.T) {
	r := &Report{}
	for i := range 3 {
		r.Results = append(r.Results, Result{File: "a.feature", Line: i, Outcome: Warned, Findings: []Finding{
			{Requirement: "R-1", Level: features.Should, Expected: "204", Actual: "200"},
		}})
	}
	assert.Contains(t, printed(t, r, ConsoleOptions{}),
		"\nWARN  a.feature:0, and 2 more scenarios  R-1, Should: expected 204, found 200\n")
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestConsoleReportsAWriterThatFails(t *testing.T) {
	assert.EqualError(t, sample().WriteConsole(fullDisk{}, ConsoleOptions{}), "disk full")
	assert.EqualError(t, sample().WriteJUnit(fullDisk{}), "disk full")
	assert.EqualError(t, sample().WriteJSON(fullDisk{}), "disk full")
}
