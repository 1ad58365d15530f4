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
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

var (
	update     = flag.Bool("update", false, "rewrite the golden files")
	allDefects = flag.Bool("defects", false, "prove everything that ordinary tests take a sample of: the whole matrix of defects, every demand, order and seed")
)

// TestDefects proves that the judge catches what it is there for: the suite is run against a reference server with each
// defect in turn, and a scenario that is tagged with the defect must be red. Nothing may be errored, since a defect is
// the service provider's fault and not the harness's. The golden file shows at once what a change of a feature stops
// catching.
func TestDefects(t *testing.T) {
	defects := slices.DeleteFunc(reference.Defects(), func(d reference.Defect) bool {
		r, found := features.Find(d.ID)
		return found && r.Untestable != ""
	})
	whole := (*allDefects || *update) && !raced
	if !whole { // none that takes a crowd to show, and of the others a sample, with the scenarios that are to show them alone
		defects = sample(slices.DeleteFunc(defects, func(d reference.Defect) bool { return slices.Contains(many, d.ID) }), 3, 12)
	}
	skipped, err := steps.ParsePatterns(many)
	require.NoError(t, err)
	noisy := map[string][]string{"entra": findingsWithout(t, "entra", skipped)}
	if !raced {
		noisy["vcc"] = findingsWithout(t, "vcc", nil)
	}
	lines := make([]string, len(defects))
	var explained atomic.Int32
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
			if !whole {
				tagged, err := steps.ParsePatterns([]string{d.ID})
				if !assert.NoError(t, err, d.ID) {
					return
				}
				config.Run = tagged
			}
			report, err := steps.Run(context.Background(), config)
			if !assert.NoError(t, err, d.ID) {
				return
			}
			lines[i] = matrixRow(report, d)
			if explains(report, d.ID) {
				explained.Add(1)
			} else {
				t.Logf("%s is explained by no special row", d.ID)
			}
			assert.True(t, caught(report, d.ID, noisy[config.Profile.Name]), "%s: no scenario that is tagged with it is red:\n%s", d.ID, lines[i])
			for _, r := range report.Results {
				assert.NotEqual(t, reports.Errored, r.Outcome, "%s: %s: %s", d.ID, r.Name(), r.Reason)
			}
		})
	}
	wg.Wait()
	t.Logf("%d of %d defects have a row of the table of causes that is about them", explained.Load(), len(defects))
	assert.GreaterOrEqual(t, 10*int(explained.Load()), 9*len(defects), "most defects are explained by a row that is about them")
	if whole {
		golden(t, "defects.golden", strings.Join(lines, "\n"))
	}
}

// many are the defects that take a hundred or a thousand users to show. The scenarios that make them are left out for
// the others, which would take minutes with it.
var many = []string{"D-062", "D-133", "D-170", "D-171", "D-174"}

// findingsWithout gives the scenarios that find something at a server without a defect: they prove nothing about one that
// has a defect. Nothing but a mere mention, of a May, is allowed.
func findingsWithout(t *testing.T, profile string, skip *steps.Patterns) []string {
	p, start := referenceServer(t, profile)
	report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(start), Profile: p, Seed: 1, Parallel: 2, Skip: skip})
	require.NoError(t, err)
	require.Zero(t, report.ExitStatus(true), "without a defect %s is green", profile)
	var names []string
	for _, r := range report.Results {
		if len(r.Findings) > 0 {
			names = append(names, r.Name())
		}
	}
	return names
}

// caught says whether a scenario with the defect's tag is red that is not so without it: a warning is where the
// requirement is a Should, and a mere mention where it is a May.
func caught(report *reports.Report, defect string, noisy []string) bool {
	return slices.ContainsFunc(report.Results, func(r reports.Result) bool {
		return slices.Contains(r.Requirements, defect) && len(r.Findings) > 0 &&
			(r.Outcome != reports.Blocked || r.Findings[0].Cause == r.Reason) && !slices.Contains(noisy, r.Name())
	})
}

// explains says whether a finding of such a scenario has a cause that is about something special: a row of the table, or an
// operation that never works, which the report says in a sentence of its own.
func explains(report *reports.Report, defect string) bool {
	return slices.ContainsFunc(report.Results, func(r reports.Result) bool {
		return slices.Contains(r.Requirements, defect) && slices.ContainsFunc(r.Findings, func(f reports.Finding) bool {
			return f.Diagnosis != nil && (f.Cause == f.Diagnosis.Title || strings.Contains(f.Cause, "the plainest request works") || strings.Contains(f.Diagnosis.Source, defect))
		})
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
