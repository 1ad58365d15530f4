package reports_test

import (
	"fmt"

	"github.com/entrasim/entrasim/reports"
)

// Two reports are compared by the names of their scenarios, as entrasim report diff does with two files.
func ExampleCompare() {
	run := func(o reports.Outcome) *reports.Report {
		return &reports.Report{Results: []reports.Result{{File: "deactivation/disable.feature", Scenario: "the account is inactive", Outcome: o}}}
	}
	d := reports.Compare(run(reports.Passed), run(reports.Failed))
	fmt.Println("compared:", d.Compared(), "worse:", d.GotWorse())
	// Output: compared: 1 worse: true
}
