package steps_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestDefects proves that the judge catches what it is there for: the suite is run against a reference server with each
// defect in turn, and a scenario that is tagged with the defect must be red. Nothing may be errored, since a defect is
// the service provider's fault and not the harness's. The golden file shows at once what a change of a feature stops
// catching.
func TestDefects(t *testing.T) {
	defects := slices.DeleteFunc(reference.Defects(), func(d reference.Defect) bool {
		r, found := features.Find(d.ID)
		return found && r.Untestable != ""
	})
	if raced { // every tenth, for the sake of the harness: the whole matrix is proven without the detector
		defects = everyTenth(defects)
	}
	skipped, err := steps.ParsePatterns(many)
	require.NoError(t, err)
	lines := make([]string, len(defects))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, d := range defects {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			p, start := referenceServer(t, cmp.Or(d.Profile, "entra"), d.ID)
			config := steps.Config{Target: steps.NewEmbedded(start), Profile: p, Seed: 1, Parallel: 1}
			if !slices.Contains(many, d.ID) && p.Name == "entra" {
				config.Skip = skipped
			}
			report, err := steps.Run(context.Background(), config)
			if !assert.NoError(t, err, d.ID) {
				return
			}
			lines[i] = matrixRow(report, d)
			assert.True(t, caught(report, d.ID), "%s: no scenario that is tagged with it is red:\n%s", d.ID, lines[i])
			for _, r := range report.Results {
				assert.NotEqual(t, reports.Errored, r.Outcome, "%s: %s: %s", d.ID, r.Name(), r.Reason)
			}
		})
	}
	wg.Wait()
	if !raced {
		golden(t, "defects.golden", strings.Join(lines, "\n"))
	}
}

func everyTenth[E any](all []E) []E {
	var some []E
	for i := 0; i < len(all); i += 10 {
		some = append(some, all[i])
	}
	return some
}

// many are the defects that take a hundred or a thousand users to show. The scenarios that make them are left out for
// the others, which would take minutes with it.
var many = []string{"D-062", "D-133", "D-170", "D-171", "D-174"}

// caught says whether a scenario with the defect's tag is red: a warning is where the requirement is a Should, and a mere
// mention where it is a May.
func caught(report *reports.Report, defect string) bool {
	return slices.ContainsFunc(report.Results, func(r reports.Result) bool {
		return slices.Contains(r.Requirements, defect) && len(r.Findings) > 0 && r.Outcome != reports.Blocked
	})
}

// matrixRow is a defect's part of the golden file: the scenarios with its tag that are red, by name, and how many others
// are, by outcome.
func matrixRow(report *reports.Report, d reference.Defect) string {
	var own []string
	others := map[reports.Outcome]int{}
	for _, r := range report.Results {
		switch {
		case len(r.Findings) == 0 && r.Outcome == reports.Passed, r.Outcome == reports.NotApplicable:
		case slices.Contains(r.Requirements, d.ID) && r.Outcome != reports.Blocked:
			own = append(own, fmt.Sprintf("    %-6s  %s", r.Outcome, r.Name()))
		default:
			others[r.Outcome]++
		}
	}
	slices.Sort(own)
	text := d.ID + "  " + d.Title + "\n" + strings.Join(own, "\n") + "\n"
	if len(others) > 0 {
		text += fmt.Sprintf("    others  %d failed, %d blocked, %d warned\n", others[reports.Failed], others[reports.Blocked], others[reports.Warned])
	}
	return text
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "write it with -update")
	assert.Equal(t, string(want), got, "if this is meant, run go test ./steps -update and review the difference")
}
