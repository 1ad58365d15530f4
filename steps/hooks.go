package steps

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// cleanUpTime bounds the removal of what one scenario created and, after an interrupt, of everything that is left.
const cleanUpTime = 30 * time.Second

// cutOff is how long the creations that an interrupt has cut off may take to come into being.
const cutOff = 2 * time.Second

const interrupted = reports.Interrupted

// hooks gives each scenario its world, and takes its verdict.
func (r *run) hooks(sc *godog.ScenarioContext, d connector.Dialect) {
	sc.Before(func(ctx context.Context, p *godog.Scenario) (context.Context, error) {
		s, known := r.byKey[pickleKey(p)]
		if !known {
			return ctx, fmt.Errorf("the scenario %q is not in the plan", p.Name)
		}
		r.vocabulary.register(sc, p.Steps)
		w, err := newWorld(ctx, r, s, d)
		if ctx.Err() != nil {
			w.end(reports.Errored, interrupted)
		} else if err != nil {
			w.end(reports.Errored, "the target cannot be opened: "+err.Error())
		}
		return context.WithValue(ctx, worldKey{}, w), nil
	})
	sc.StepContext().Before(func(ctx context.Context, step *godog.Step) (context.Context, error) {
		if w := worldOf(ctx); w != nil {
			w.step, w.position = step, w.position+1
		}
		return ctx, nil
	})
	sc.After(func(ctx context.Context, _ *godog.Scenario, err error) (context.Context, error) {
		w := worldOf(ctx)
		if w == nil {
			return ctx, nil
		}
		if err != nil && !errors.Is(err, godog.ErrSkip) && w.verdict.outcome < reports.Blocked {
			// An undefined step, or a panic: the harness's own fault.
			w.end(reports.Errored, err.Error())
		}
		if w.endpoint != nil {
			w.cleanUp(ctx)
			w.close()
		}
		ended := time.Since(w.began)
		r.aftermath.add(func() { r.finish(w, ended) })
		return ctx, nil
	})
}

// cleanUp removes what the scenario created, also when the run has been interrupted.
func (w *world) cleanUp(ctx context.Context) {
	deadline, late := time.Now().Add(cleanUpTime), time.Time{}
	if ctx.Err() != nil {
		deadline = w.run.lastMoment()
		late = deadline.Add(cutOff - cleanUpTime)
	}
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), deadline)
	defer cancel()
	scim := w.chain(w.endpoint.Credential)
	if w.endpoint.Portal == nil {
		exchange.CleanUp(ctx, w.run.ledger, &w.created, scim, nil, late)
		return
	}
	w.restoreAccount(ctx)
	exchange.CleanUp(ctx, w.run.ledger, &w.created, scim, w.portalChain(), late)
}

// lastMoment is when clean-up after an interrupt has to be over, for all scenarios together.
func (r *run) lastMoment() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.deadline.IsZero() {
		r.deadline = time.Now().Add(cleanUpTime)
	}
	return r.deadline
}

// finish turns the world of a scenario that took so long into a result, known failures turned round.
func (r *run) finish(w *world, took time.Duration) {
	result := r.result(w.scenario, w.dialect)
	result.Outcome, result.Reason, result.Findings = w.verdict.outcome, w.verdict.reason, w.verdict.findings
	result.Duration = took
	result.Started, result.Exchanges = w.began.UTC(), w.recorder.Since(0)
	if w.endpoint != nil {
		r.watch.Look(w.endpoint.BaseURL, w.scenario.Path(), result.Exchanges)
	}
	if result.Outcome == reports.Passed {
		result.Exchanges = exchange.Brief(result.Exchanges)
	}
	r.turnKnown(&result, w.scenario, w.dialect)
	r.add(r.redact.Result(result)) // findings quote what the target sent
}

// turnKnown makes a failure that the list of known failures names no news, and the lack of it a failure.
func (r *run) turnKnown(x *reports.Result, s Scenario, d connector.Dialect) {
	if !r.config.KnownFailing.MatchIn(s, d.String()) {
		return
	}
	switch x.Outcome {
	case reports.Passed:
		x.Outcome = reports.Failed
		x.Reason = "passes, though the list of known failures names it: take it off the list"
	case reports.Blocked, reports.Failed, reports.Warned:
		x.Outcome, x.Reason = reports.KnownFailure, "named by the list of known failures"
	}
}

func (r *run) result(s Scenario, d connector.Dialect) reports.Result {
	x := reports.Result{Area: s.Area, Feature: s.Feature, Scenario: s.Title, File: s.File, Line: s.Line}
	for _, q := range s.Requirements {
		x.Requirements = append(x.Requirements, q.ID)
	}
	if s.Dialects {
		x.Dialect = d.String()
	}
	return x
}

func (r *run) add(x reports.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, x)
	if r.done++; r.config.Advance != nil {
		r.config.Advance(r.done, r.total, x)
	}
	if r.left[x.Area]--; r.left[x.Area] == 0 && r.config.Progress != nil {
		fmt.Fprintf(r.config.Progress, "%-14s %s\n", cmp.Or(x.Area, "."), r.tally(x.Area))
	}
}

// tally counts an area's results by outcome, for the progress line.
func (r *run) tally(area string) string {
	counts := map[string]int{}
	worst := map[string]reports.Outcome{}
	for _, x := range r.results {
		if x.Area == area {
			counts[x.Word()]++
			worst[x.Word()] = x.Outcome
		}
	}
	text := ""
	for _, word := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(worst[a], worst[b]), cmp.Compare(a, b)) }) {
		text += fmt.Sprintf("  %d %s", counts[word], word)
	}
	return text
}
