package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		outcomes       []Outcome
		status, strict int
		sentence       string
	}{
		{nil, 2, 2, "nothing learnt: no scenario was run"},
		{[]Outcome{NotApplicable, NotApplicable}, 2, 2, "nothing learnt: no scenario applies to this service provider"},
		{[]Outcome{Passed}, 0, 0, "conforms to entra"},
		{[]Outcome{Passed, NotApplicable}, 0, 0, "conforms to entra"},
		{[]Outcome{Passed, Warned}, 0, 1, "conforms to entra, with 1 warning"},
		{[]Outcome{Passed, KnownFailure, KnownFailure}, 0, 0, "conforms to entra, with 2 known failures"},
		{[]Outcome{Warned, Warned, KnownFailure}, 0, 1, "conforms to entra, with 2 warnings and 1 known failure"},
		{[]Outcome{Passed, Blocked}, 1, 1, "does not conform: 1 blocked"},
		{[]Outcome{Passed, Failed, Blocked, Failed}, 1, 1, "does not conform: 2 failed, 1 blocked"},
		{[]Outcome{Errored}, 2, 2, "nothing learnt: 1 errored"},
		{[]Outcome{Passed, Passed, Errored}, 2, 2, "nothing learnt: 1 errored, 2 passed"},
		{[]Outcome{Errored, Failed}, 1, 1, "does not conform: 1 failed, 1 errored"},
		{[]Outcome{Errored, Warned}, 2, 1, "nothing learnt: 1 errored"},
		{[]Outcome{NotApplicable, Errored}, 2, 2, "nothing learnt: 1 errored"},
	} {
		r := &Report{Profile: "entra"}
		for _, o := range c.outcomes {
			r.Results = append(r.Results, Result{Outcome: o})
		}
		assert.Equal(t, c.status, r.ExitStatus(false), "%v", c.outcomes)
		assert.Equal(t, c.strict, r.ExitStatus(true), "%v strict", c.outcomes)
		assert.Equal(t, c.status == 0, r.Conforms(), "%v", c.outcomes)
		assert.Equal(t, c.sentence, r.verdict(false), "%v", c.outcomes)
	}
	strict := &Report{Results: []Result{{Outcome: Warned}}}
	assert.Equal(t, "does not conform: 1 warning, which --strict counts", strict.verdict(true))
}
