package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The example of a cause is the scenario that is about the very defect, where there is one: it shows the fault from near.
func TestCauseIsShownByTheScenarioOfItsDefect(t *testing.T) {
	found := func(file, scenario string, outcome Outcome, ids ...string) Result {
		return Result{File: file, Scenario: scenario, Outcome: outcome, Requirements: ids,
			Findings: []Finding{{Requirement: ids[0], Level: 3, Cause: "active is stored as text", Diagnosis: &Diagnosis{Source: "RFC 7643, section 2.3.2, D-078"}}}}
	}
	r := &Report{Results: []Result{
		found("cycles/outage.feature", "what was missed arrives", Failed, "MS-PROV-23"),
		found("deactivation/active.feature", "Replace of active", Failed, "MS-SCIM-12", "D-078"),
		found("updates/other.feature", "another with the tag", Failed, "MS-SCIM-12", "D-078"),
	}}
	all := r.Causes()
	require.Len(t, all, 1)
	assert.Equal(t, "deactivation/active:Replace of active", all[0].Example.Name())
	assert.Equal(t, "MS-SCIM-12", all[0].Finding.Requirement)
	assert.Len(t, all[0].Scenarios, 3)

	r.Results = r.Results[:1]
	assert.Equal(t, "cycles/outage:what was missed arrives", r.Causes()[0].Example.Name(), "the first, where none is about it")
}
