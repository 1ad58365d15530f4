package reports

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

func TestCausesOfTheSample(t *testing.T) {
	groups := sample().Causes()
	require.Len(t, groups, 2, "warned, known and errored results are no failures")
	assert.Equal(t, booleanCause, groups[0].Text)
	assert.Equal(t, []string{
		"deactivation/disable:the account is inactive after the next cycle [default]",
		"deactivation/disable:a leaver is inactive [default]",
	}, groups[0].Scenarios)
	assert.Equal(t, 14, groups[0].Example.Line)
	assert.Equal(t, 2, groups[0].Exchange.Number)
	assert.Equal(t, Blocked, groups[1].Outcome)
	assert.Equal(t, 1, groups[1].Exchange.Number, "a blocked scenario shows the exchange at which it stopped")
}

func TestTwentyBlockedScenariosAreOneCause(t *testing.T) {
	r := &Report{}
	for i := range 20 {
		r.Results = append(r.Results, Result{
			Scenario: fmt.Sprint(i), Line: i, Outcome: Blocked,
			Reason: fmt.Sprintf(`POST /Users/es7f3a-%04d gave 500 "boom" after %d ms`, i, 3*i),
		}, Result{Scenario: fmt.Sprint(i), Line: i, Outcome: Blocked, Reason: "POST /Users gave 403"})
	}
	r.Results = append(r.Results, Result{Scenario: "other", Line: 99, Outcome: Blocked, Reason: "POST /Users gave 409"})
	var sizes []int
	for _, c := range r.Causes() {
		sizes = append(sizes, len(c.Scenarios))
	}
	assert.Equal(t, []int{20, 20, 1}, sizes, "ids and durations do not make a difference, statuses do")
}

func TestCauseOfFailureOutweighsBlock(t *testing.T) {
	finding := Finding{Requirement: "A", Level: features.Must, Expected: "x", Actual: "y", Cause: "mend it"}
	groups := (&Report{Results: []Result{
		{Scenario: "first", Line: 1, Outcome: Blocked, Findings: []Finding{finding}},
		{Scenario: "second", Line: 2, Outcome: Failed, Findings: []Finding{finding, finding}},
	}}).Causes()
	require.Len(t, groups, 1)
	assert.Equal(t, "second", groups[0].Example.Scenario)
	assert.Equal(t, Failed, groups[0].Outcome)
	assert.Len(t, groups[0].Scenarios, 2, "two findings of one scenario with one cause count once")
}

func TestByCatchOfAFailureIsAWarning(t *testing.T) {
	must := Finding{Requirement: "A", Level: features.Must, Expected: "1", Actual: "2"}
	should := Finding{Requirement: "B", Level: features.Should, Expected: "3", Actual: "4"}
	both := Result{Outcome: Failed, Findings: []Finding{should, must}}
	assert.Equal(t, []Finding{must}, both.failures())
	assert.Equal(t, []Finding{should}, both.warnings())
	groups := (&Report{Results: []Result{both}}).Causes()
	require.Len(t, groups, 1)
	assert.Equal(t, "expected 1, found 2", groups[0].Text)

	onlyShould := Result{Outcome: Failed, Findings: []Finding{should}}
	assert.Equal(t, []Finding{should}, onlyShould.failures())
	assert.Empty(t, onlyShould.warnings(), "never both")
}

func TestKnownFailuresThatPassedAreOneCause(t *testing.T) {
	groups := (&Report{Results: []Result{
		{Scenario: "a", Outcome: Failed, Reason: "take it off the list"},
		{Scenario: "b", Outcome: Failed, Reason: "take it off the list"},
	}}).Causes()
	require.Len(t, groups, 1)
	assert.Equal(t, "take it off the list", groups[0].Text)
	assert.Nil(t, groups[0].Exchange)
}
