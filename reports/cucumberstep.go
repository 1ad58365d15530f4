package reports

import (
	"slices"

	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/features"
)

// cucumberStep is how a step ended.
type cucumberStep struct {
	status   messages.TestStepResultStatus
	message  string
	attached []string
}

// steps gives a result for each of the case's steps. A failure is where the finding was made, and steps behind it count
// as skipped; one that no step owns is at the last step.
func (one cucumberCase) steps() []cucumberStep {
	r := one.result
	all := make([]cucumberStep, len(one.pickle.Steps))
	for i := range all {
		all[i].status = messages.TestStepResultStatus_PASSED
	}
	if len(all) == 0 {
		return all
	}
	switch {
	case r.Outcome == Passed:
	case r.Outcome == NotApplicable, r.Outcome == KnownFailure, r.interrupted():
		for i := range all {
			all[i].status = messages.TestStepResultStatus_SKIPPED
		}
		all[0].message = visible(cut(r.Word()+reasonAfter(r.Reason), longLimit))
	case r.Outcome == Warned:
		for _, f := range r.warnings() {
			i := one.stepOf(f)
			all[i].attached = append(all[i].attached, "warned\n"+textOf(evidence(r, f, features.Find, longLimit)))
		}
	default:
		one.fail(all)
	}
	return all
}

func (one cucumberCase) fail(all []cucumberStep) {
	r := one.result
	first := len(all) - 1
	for _, f := range r.failures() {
		i := one.stepOf(f)
		all[i].status = messages.TestStepResultStatus_FAILED
		text, _ := root(r, Finding{Expected: f.Expected, Actual: f.Actual})
		if r.Outcome != Failed {
			text = r.Outcome.String() + ": " + text
		}
		if all[i].message != "" {
			all[i].message += "\n"
		}
		all[i].message += visible(cut(text, longLimit))
		all[i].attached = append(all[i].attached, textOf(evidence(r, f, features.Find, longLimit)))
		first = min(first, i)
	}
	for i := first + 1; i < len(all); i++ {
		if all[i].status == messages.TestStepResultStatus_PASSED {
			all[i].status = messages.TestStepResultStatus_SKIPPED
		}
	}
}

// stepOf gives the place of the step that made a finding, the last one if there is none of that text.
func (one cucumberCase) stepOf(f Finding) int {
	i := slices.IndexFunc(one.pickle.Steps, func(s *messages.PickleStep) bool { return s.Text == f.Step })
	if i < 0 {
		return len(one.pickle.Steps) - 1
	}
	return i
}
