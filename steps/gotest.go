package steps

import (
	"testing"

	"github.com/entrasim/entrasim/reports"
)

// Test judges a target inside a go test, with a subtest for each scenario under the name that reports give it. What fails,
// is blocked or errs is an error of its subtest with all the evidence; what is not applicable is skipped with the reason;
// what is warned or known to fail is logged. The report is returned for whoever wants more of it; it is nil when nothing
// could be learnt, which has failed the test.
//
// It ends with t's context: go test -timeout is the limit of the whole run.
func Test(t *testing.T, c Config) *reports.Report {
	t.Helper()
	report, err := Run(t.Context(), c)
	if report != nil {
		for _, r := range report.Results {
			t.Run(r.Name(), func(t *testing.T) { tell(t, r) })
		}
	}
	if err != nil {
		t.Error("nothing, or not everything, was learnt:", err)
	}
	return report
}

func tell(t *testing.T, r reports.Result) {
	t.Helper()
	switch r.Outcome {
	case reports.Passed:
	case reports.NotApplicable:
		t.Skip(r.Reason)
	case reports.Warned, reports.KnownFailure:
		t.Log(r.Explain())
	default:
		t.Error(r.Explain())
	}
}
