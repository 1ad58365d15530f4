package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/watch"
)

// watchSteps judge all answers of a run.
func watchSteps() []Definition {
	return []Definition{
		{`^in every answer of the run (.+)$`,
			"Looks at the answers that all scenarios before this one had, and at its own, for what the standard says of every answer. One tagged @last runs behind all others.",
			"Then in every answer of the run values have the types of their attributes",
			(*world).inEveryAnswer},
	}
}

func (w *world) inEveryAnswer(_ context.Context, phrase string) error {
	rules := watch.Rules()
	i := slices.IndexFunc(rules, func(r watch.Rule) bool { return r.Phrase == phrase })
	if i < 0 {
		var known []string
		for _, r := range rules {
			known = append(known, r.Phrase)
		}
		return fmt.Errorf("expected one of %q, found %q", known, phrase)
	}
	here := w.scenario.Path()
	w.run.aftermath.catchUp() // with those before this one
	w.run.watch.Look(w.endpoint.BaseURL, here, w.recorder.Since(0))
	b, found := w.run.watch.Find(phrase)
	if !found {
		return nil
	}
	m := &mismatch{Expected: rules[i].Expected, Actual: b.Actual, Exchange: b.Exchange.Number, Cause: "an answer breaks the rule for all of them: " + rules[i].Expected}
	if b.Scenario != here {
		m.Exchange = w.recorder.Adopt(b.Exchange) // evidence of this scenario, too
		m.Actual += " (seen in " + b.Scenario + ")"
	}
	return m
}

// stateOf writes what a client sets of a resource, equal for equal states. What a service provider derives from another
// resource, such as a manager's name, may change without a new version of this one.
func stateOf(r gjson.Result) string {
	flat := map[string]string{}
	flatten("", r, flat)
	for path := range flat {
		if !clientSets(path) || derived(path) {
			delete(flat, path)
		}
	}
	return fmt.Sprint(flat) // sorted by path
}

// derived says whether a path of flatten tells of the resource that is referred to (RFC 7643, 2.4 and 4.3).
func derived(path string) bool {
	path = strings.ToLower(path)
	return strings.HasSuffix(path, ".$ref") || strings.HasSuffix(path, "manager.displayname")
}
