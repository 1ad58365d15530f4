package steps_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// legal is a way in which a service provider may differ from the reference server.
type legal struct {
	fault
	// source says what allows it.
	source string
	// should are the requirements that may warn, since the standards recommend the other way.
	should []string
	// schemas are of the service provider's own; empty for none.
	schemas string
}

// legalFeatures are run, by profile, unless all are asked for.
var legalFeatures = map[string][]string{
	"entra": {"connection/empty_list", "connection/errors", "creation/post", "creation/post_values", "creation/lookup*", "creation/kept",
		"creation/kept_lists", "creation/labels", "updates/neighbours", "updates/rename", "updates/versions", "groups/members",
		"groups/whole_changes", "groups/lookup", "groups/departures", "updates/parts", "creation/near_names", "groups/own_name",
		"updates/as_it_is_now", "updates/last_modified", "protocol/every_*"},
	"rfc": {"protocol/filter_logic", "protocol/sorting", "protocol/immutable", "protocol/wrong_types", "protocol/me", "protocol/new_password"},
}

// TestLegal proves that the judge accuses nobody falsely: each of these service providers is right, though not as the
// reference server is. The features of usual work are run;
// ENTRASIM_LEGAL=1 runs all, which takes many minutes.
func TestLegal(t *testing.T) {
	all := legals()
	assert.GreaterOrEqual(t, len(all), 70)
	profiles := []string{"entra", "rfc"}
	if os.Getenv("ENTRASIM_LEGAL") == "" {
		all = sample(all, 3, 40)
	}
	for _, l := range all {
		for _, name := range profiles {
			patterns := legalFeatures[name]
			if os.Getenv("ENTRASIM_LEGAL") != "" {
				patterns = nil
			}
			t.Run(l.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				p, start := extendedServer(t, name, l.schemas)
				selected, err := steps.ParsePatterns(patterns)
				require.NoError(t, err)
				report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(mutated(start, l.change)), Profile: p,
					Seed: 1, Parallel: 2, Run: selected})
				require.NoError(t, err)
				requireLegal(t, report, l)
			})
		}
	}
}

func requireLegal(t *testing.T, report *reports.Report, l legal) {
	t.Helper()
	require.NotEmpty(t, report.Results)
	for _, r := range report.Results {
		switch r.Outcome {
		case reports.Warned:
			for _, f := range r.Findings {
				if !slices.Contains(l.should, f.Requirement) {
					t.Errorf("warned: %s: %+v", r.Name(), f)
				}
			}
		case reports.Failed, reports.Errored, reports.Blocked:
			t.Errorf("%s, although %s allows it: %s: %s %+v", r.Outcome, l.source, r.Name(), r.Reason, r.Findings)
		}
	}
}
