package reports

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	at := func(line int, name string, o Outcome, actual string) Result {
		r := Result{File: "a.feature", Line: line, Scenario: name, Outcome: o}
		if actual != "" {
			r.Findings = []Finding{{Requirement: "R-1", Expected: "x", Actual: actual}}
		}
		return r
	}
	before := &Report{Results: []Result{
		at(1, "breaks", Passed, ""), at(2, "is mended", Failed, "y"), at(3, "fails otherwise", Failed, "y"), at(4, "stays", Failed, "user es7f3a-1 after 3 ms"),
		at(5, "goes", Passed, ""), at(6, "gets a warning", Passed, ""), at(7, "twice", Passed, ""), at(8, "twice", Passed, ""),
		at(9, "is blocked", Failed, "y"), at(10, "better, not good", Failed, "y"), at(11, "known by now", Failed, "y"),
	}}
	after := &Report{Results: []Result{
		at(1, "breaks", Failed, "y"), at(2, "is mended", Passed, ""), at(3, "fails otherwise", Failed, "z"), at(4, "stays", Failed, "user es9b21-1 after 5 ms"),
		at(6, "gets a warning", Warned, "y"), at(7, "twice", Passed, ""), at(8, "twice", Errored, "y"),
		at(9, "is blocked", Blocked, ""), at(10, "better, not good", Warned, "y"), at(11, "known by now", KnownFailure, ""), at(12, "comes", Failed, "y"),
	}}
	d := Compare(before, after)
	names := func(changes []Change) (all []string) {
		for _, c := range changes {
			all = append(all, c.Name)
		}
		return all
	}
	assert.Equal(t, []string{"a:breaks", "a:twice #2"}, names(d.NewlyFailed))
	assert.Equal(t, []string{"a:gets a warning"}, names(d.Worse))
	assert.Equal(t, []string{"a:is mended", "a:known by now"}, names(d.NewlyPassed))
	assert.Equal(t, []string{"a:fails otherwise", "a:is blocked", "a:better, not good"}, names(d.Changed))
	assert.Equal(t, []string{"a:goes"}, names(d.Gone))
	assert.Equal(t, []string{"a:comes"}, names(d.Added))
	assert.Equal(t, 2, d.Same, "made-up names and times are no change")
	assert.True(t, d.GotWorse())
	assert.False(t, Compare(before, before).GotWorse())
	assert.False(t, Compare(&Report{}, after).GotWorse(), "what is new got not worse")

	var b bytes.Buffer
	require.NoError(t, d.Write(&b))
	golden(t, "diff.txt", b.Bytes())
}

// TestWriteGroupsWhatOneRootBlocks: what failed comes first, and what it blocks is one line.
func TestWriteGroupsWhatOneRootBlocks(t *testing.T) {
	var before, after Report
	for i, name := range []string{"first", "second", "third"} {
		before.Results = append(before.Results, Result{File: "a.feature", Line: i, Scenario: name, Outcome: Passed})
		after.Results = append(after.Results, Result{File: "a.feature", Line: i, Scenario: name, Outcome: Blocked, Reason: "nothing can be created",
			Findings: []Finding{{Expected: name, Actual: "400"}}})
	}
	after.Results[2].Outcome = Failed
	var b bytes.Buffer
	require.NoError(t, Compare(&before, &after).Write(&b))
	assert.Equal(t, "newly failed: 3\n  passed -> failed  a:third\n      expected third, found 400\n"+
		"  passed -> blocked  a:first and 1 more\n      nothing can be created\n\n3 scenarios compared, 0 as before: 3 scenarios got worse\n", b.String())
}
