package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cutShort is a run that was interrupted: two scenarios had passed, one was in the middle, two never began; one had found something.
func cutShort() *Report {
	r := &Report{Profile: "entra"}
	for i, outcome := range []Outcome{Passed, Passed, Errored, Errored, Errored} {
		result := Result{Area: "creation", File: "creation/users.feature", Line: i + 1, Scenario: strings.Repeat("i", i+1), Outcome: outcome}
		if outcome == Errored {
			result.Reason = Interrupted
		}
		r.Results = append(r.Results, result)
	}
	return r
}

// An interrupted run is told of as one in every report: nothing of it is called an error, and nothing is learnt.
func TestAnInterruptedRun(t *testing.T) {
	r := cutShort()
	assert.Equal(t, 2, r.ExitStatus(false))
	for _, written := range []struct {
		name  string
		write func(*bytes.Buffer) error
		wants []string
	}{
		{"console", func(b *bytes.Buffer) error { return r.WriteConsole(b, ConsoleOptions{Verbosity: 1}) }, []string{
			"area      passed  interrupted\ncreation       2            3", "5 scenarios: 2 passed, 3 interrupted",
			"nothing learnt: the run was interrupted before 3 of 5 scenarios had ended; 2 passed"}},
		{"junit", func(b *bytes.Buffer) error { return r.WriteJUnit(b) }, []string{
			`errors="0"`, `skipped="3"`, `<skipped message="the run was interrupted"`}},
		{"markdown", func(b *bytes.Buffer) error { return r.WriteMarkdown(b) }, []string{"3 interrupted", "the run was interrupted before 3 of 5"}},
		{"page", func(b *bytes.Buffer) error { return r.WriteHTML(b) }, []string{`<b>3</b> interrupted`, `class="badge interrupted">interrupted`}},
	} {
		var out bytes.Buffer
		require.NoError(t, written.write(&out), written.name)
		for _, want := range written.wants {
			assert.Contains(t, out.String(), want, written.name)
		}
		text := out.String()
		if _, body, found := strings.Cut(text, "</style>"); found {
			text = body
		}
		assert.NotContains(t, text, "3 errored", written.name)
		assert.NotContains(t, text, ">errored<", written.name)
	}

	whole := &Report{}
	for _, result := range r.Results {
		result.Outcome, result.Reason = Passed, ""
		whole.Results = append(whole.Results, result)
	}
	d := Compare(whole, r)
	assert.Empty(t, d.NewlyFailed, "nothing became worse")
	assert.Len(t, d.Gone, 3)

	r.Results[2].Findings = []Finding{{Requirement: "MS-SCIM-12", Expected: "active false", Actual: "active true"}}
	assert.Equal(t, "nothing learnt: 1 errored, 2 interrupted, 2 passed", r.verdict(false), "what had been found is not passed over")
}
