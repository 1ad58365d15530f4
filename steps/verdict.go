package steps

import (
	"context"
	"errors"
	"sync"

	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/causes"
)

// verdict is what a scenario comes to. godog's own verdict is never used: it knows neither levels nor blame.
type verdict struct {
	outcome  reports.Outcome
	reason   string
	findings []reports.Finding
}

// judge turns a step's error into a part of the verdict, by who is to blame: the run's end, a service provider that
// cannot be reached, the service provider's answer, or the harness.
func (w *world) judge(step *messages.PickleStep, err error) {
	var (
		several   mismatches
		wrong     *mismatch
		lacking   *inapplicable
		transport *TransportError
	)
	switch {
	case errors.Is(err, context.Canceled):
		w.end(reports.Errored, interrupted)
	case w.recorder.UnreachableError() != nil:
		w.end(reports.Errored, w.recorder.UnreachableError().Error())
	case errors.As(err, &lacking):
		w.end(reports.NotApplicable, lacking.reason)
	case errors.As(err, &several):
		for _, m := range several {
			w.find(step, m)
		}
	case errors.As(err, &wrong):
		w.find(step, wrong)
	case errors.As(err, &transport):
		last, _ := w.recorder.Last()
		w.find(step, &mismatch{Expected: "an answer", Actual: transport.Sentence(), Exchange: last.Number, Cause: causeOf(last)})
	default:
		w.end(reports.Errored, "step \""+step.Text+"\": "+err.Error())
	}
}

func (w *world) end(o reports.Outcome, reason string) {
	if o > w.verdict.outcome {
		w.verdict.reason = reason
	}
	w.verdict.outcome = w.verdict.outcome.Worsen(o)
}

// find records a breach. In a Given it means that the scenario could not begin; elsewhere the requirement's level says
// what it weighs.
func (w *world) find(step *messages.PickleStep, m *mismatch) {
	if m.Requirement == "" && w.declinedOperator() {
		m.Requirement = filterOperators
	}
	blame := w.blame(m.Requirement)
	f := reports.Finding{Requirement: blame.ID, Level: blame.LevelIn(w.run.profile()), Step: step.Text,
		Expected: m.Expected, Actual: m.Actual, Exchange: m.Exchange}
	if f.Level == features.None && m.Requirement != "" {
		return // a step knows whose rule it is, and that one has nothing to say in this profile
	}
	f.Cause, f.Diagnosis = w.cause(m)
	w.verdict.findings = append(w.verdict.findings, f)
	if step.Type == messages.PickleStepType_CONTEXT {
		w.end(reports.Blocked, "could not begin: "+m.Error())
		return
	}
	switch f.Level {
	case features.Must:
		w.end(reports.Failed, "")
	case features.Should:
		w.end(reports.Warned, "")
	}
}

// blame gives the requirement to name: the one the step knows, or the weightiest of the scenario.
func (w *world) blame(id string) features.Requirement {
	if r, known := features.Find(id); known {
		return r
	}
	var heaviest features.Requirement
	for _, r := range w.scenario.Requirements {
		if heaviest.ID == "" || r.LevelIn(w.run.profile()) > heaviest.LevelIn(w.run.profile()) {
			heaviest = r
		}
	}
	return heaviest
}

// probableCauses is the table, ready to be looked up.
var probableCauses = sync.OnceValue(causes.NewFinder)

// cause names what findings share: the row of the table of causes that they fit, or else an answer that was refused or
// wrong, or else the requirement.
func (w *world) cause(m *mismatch) (string, *reports.Diagnosis) {
	x, shown := w.recorder.Find(m.Exchange)
	text := m.Cause
	if text == "" && shown && (x.Response == nil || x.Response.Status >= 400) {
		text = causeOf(x)
	}
	symptom := causes.Symptom{Exchange: x, Expected: m.Expected, Actual: m.Actual}
	for _, r := range w.scenario.Requirements {
		symptom.Requirements = append(symptom.Requirements, r.ID)
	}
	row, known := probableCauses().Find(symptom)
	switch {
	case !known:
		return text, nil
	case !row.Broad:
		text = row.Title
	case text == "":
		text = causeOf(x)
	}
	return text, &row.Diagnosis
}
