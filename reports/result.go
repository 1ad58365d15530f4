package reports

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/entrasim/entrasim/features"
)

// Result is how one scenario ended in one dialect, with the evidence.
type Result struct {
	// Area is the first folder of File: connection, creation, updates and so on.
	Area string
	// Feature and Scenario are titles, File and Line say where the scenario stands, below the folder of features.
	Feature  string
	Scenario string
	File     string
	Line     int
	// Dialect is the simulator's, "default" or "compliant", and empty where the scenario does not make it PATCH.
	Dialect string
	// Requirements are the ids on the scenario.
	Requirements []string
	Outcome      Outcome
	// Reason says in one sentence why the scenario was blocked, not applicable, known to fail or errored; or, of a
	// failure without findings, why it counts as one.
	Reason    string
	Findings  []Finding
	Exchanges []Exchange
	// Started is when it began, zero if that is not known.
	Started  time.Time
	Duration time.Duration
}

// Finding is one breach of one requirement.
type Finding struct {
	Requirement string
	// Level is the requirement's in the profile of the run.
	Level features.Level
	// Step is the text of the Gherkin step that found it.
	Step     string
	Expected string
	Actual   string
	// Exchange is the Number of the exchange that shows it; 0 if none does.
	Exchange int
	// Cause is what is probably wrong, in a few words. Findings with the same cause are reported as one.
	Cause string
	// Diagnosis explains the cause, with the fix; nil where the table of probable causes has no row for it.
	Diagnosis *Diagnosis
}

// Name identifies the result in lists of known failures: the file without its extension, the title, and the dialect
// where there is one: "deactivation/disable:the account is inactive [default]". It is unique if titles are unique in
// their file; the rows of a scenario outline need a placeholder in the title for that.
func (r Result) Name() string {
	name := strings.TrimSuffix(r.File, path.Ext(r.File)) + ":" + r.Scenario
	if r.Dialect != "" {
		name += " [" + r.Dialect + "]"
	}
	return name
}

// failures gives the findings that made a failed or blocked result what it is. Where there are some at Must, the others
// are by-catch. A result without findings gives one empty finding: its Reason is all there is.
func (r Result) failures() []Finding {
	musts := slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return !isMust(f) })
	switch {
	case len(musts) > 0:
		return musts
	case len(r.Findings) > 0:
		return r.Findings
	default:
		return []Finding{{}}
	}
}

// warnings gives the findings that are worth a mention but no failure: those of a warned result, and the by-catch of a
// failed one.
func (r Result) warnings() []Finding {
	switch {
	case r.Outcome == Warned && len(r.Findings) == 0:
		return []Finding{{}}
	case r.Outcome == Warned:
		return r.Findings
	case r.Outcome != Failed || !slices.ContainsFunc(r.Findings, isMust):
		return nil
	default:
		return slices.DeleteFunc(slices.Clone(r.Findings), isMust)
	}
}

func isMust(f Finding) bool { return f.Level == features.Must }

// exchange gives the one that shows a finding. A scenario that stopped without a finding stopped at its last exchange.
func (r Result) exchange(f Finding) *Exchange {
	i := slices.IndexFunc(r.Exchanges, func(e Exchange) bool { return f.Exchange > 0 && e.Number == f.Exchange })
	if i < 0 && len(r.Findings) == 0 && (r.Outcome == Blocked || r.Outcome == Errored) {
		i = len(r.Exchanges) - 1
	}
	if i < 0 {
		return nil
	}
	return &r.Exchanges[i]
}
