package steps_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// mutantRounds is how many mutations each scenario is shown: by make mutants many, to those that no other has failed.
var mutantRounds = flag.Int("mutants", 1, "how many mutated answers each scenario is shown; from 20 on, each has to fail for one or for a defect")

// beyondMutation are the scenarios that no mutation can fail, with the reason.
var beyondMutation = map[string]string{
	"protocol/every_answer:nobody waits in vain": "an answer would have to take a minute of real time; the rule has a test of its own",
}

const wholeRounds = 6 // with all scenarios, for the shares; the rest of the rounds is for those that have not failed

// TestMutants shows each scenario answers of the right server with one thing spoilt. None of it may be taken for a fault
// of the harness. With many rounds it says which scenarios nothing can fail: neither a mutation nor a defect of the matrix.
func TestMutants(t *testing.T) {
	skipped, err := steps.ParsePatterns(many)
	require.NoError(t, err)
	for _, profile := range sample([]string{"entra", "vcc"}, 1, 2) {
		t.Run(profile, func(t *testing.T) {
			p, start := referenceServer(t, profile)
			config := steps.Config{Profile: p, Seed: 1, Parallel: 1}
			if profile == "entra" {
				config.Skip = skipped
			}
			whole := &mutants{server: steps.NewEmbedded(start), plan: func(int) *mutation { return &mutation{} }}
			config.Target = whole
			report, err := steps.Run(context.Background(), config)
			require.NoError(t, err)
			require.Zero(t, report.ExitStatus(true), "nothing is spoilt yet")
			score := newScore(report)
			score.discovery = len(whole.opened) - len(score.names)
			for i, name := range score.names {
				score.answers[name] = judged(whole.opened[score.discovery+i].known)
			}
			score.rounds(t, config, start, score.names, 0, min(wholeRounds, *mutantRounds), score.byChance)
			for first := wholeRounds; first < *mutantRounds; first += wholeRounds {
				score.rounds(t, config, start, score.unproven(t), first-wholeRounds, min(first, *mutantRounds-wholeRounds), score.inTurn)
			}
			t.Log(score.summary())
			if *mutantRounds >= 20 {
				unproven := score.unproven(t)
				t.Logf("neither a mutation nor a defect fails %d scenarios:\n%s", len(unproven), strings.Join(unproven, "\n"))
				assert.Empty(t, unproven, "scenarios that nothing fails: rewrite or remove them, or teach the mutations what they are about")
			}
		})
	}
}

// rounds shows a mutation to each of some scenarios, once in each round.
func (s *score) rounds(t *testing.T, config steps.Config, start func() (steps.Service, error), names []string, first, end int,
	plan func(round, n int, name string) *mutation) {
	if len(names) == 0 {
		return
	}
	chosen, order := names, s.names
	if len(names) < len(s.names) { // patterns name a scenario in both dialects
		var paths []string
		for _, n := range chosen {
			paths = append(paths, pathOf(n))
		}
		order = slices.DeleteFunc(slices.Clone(s.names), func(n string) bool { return !slices.Contains(paths, pathOf(n)) })
		var err error
		config.Run, err = steps.ParsePatterns(paths)
		require.NoError(t, err)
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))
	for round := first; round < end; round++ {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			m := &mutants{server: steps.NewEmbedded(start), plan: func(n int) *mutation {
				if n -= s.discovery; n < 0 || n >= len(order) {
					return &mutation{}
				}
				m := plan(round, n, order[n])
				m.random = rand.New(rand.NewPCG(uint64(round), uint64(n)))
				return m
			}}
			c := config
			c.Target = m
			report, err := steps.Run(context.Background(), c)
			if !assert.NoError(t, err) {
				return
			}
			results := ran(report)
			if assert.Len(t, results, len(m.opened)-s.discovery) {
				s.add(t, results, m.opened[s.discovery:], len(order) == len(s.names))
			}
		})
	}
	wg.Wait()
}

// byChance spoils one of the answers of which the next kind of mutation can be made.
func (s *score) byChance(round, n int, name string) *mutation {
	random := rand.New(rand.NewPCG(uint64(n), uint64(round)))
	for i := range mutationKinds {
		m := &mutation{kind: mutationKinds[(round+n+i)%len(mutationKinds)]}
		var fit []int
		for at, k := range s.answers[name] {
			if k.takes(m.kind) {
				fit = append(fit, at+1)
			}
		}
		if len(fit) > 0 {
			m.answer = fit[random.IntN(len(fit))]
			return m
		}
	}
	return &mutation{}
}

// inTurn tries everything there is, the latest answers first: what a scenario judges comes at its end.
func (s *score) inTurn(round, _ int, name string) *mutation {
	s.mu.Lock()
	defer s.mu.Unlock()
	trials, planned := s.trials[name]
	if !planned {
		all := s.answers[name]
		for at := len(all); at > 0; at-- {
			for _, kind := range slices.Concat([]string{"status", "status"}, wholeKinds, listKinds) { // each status is another
				if all[at-1].takes(kind) {
					trials = append(trials, mutation{kind: kind, answer: at})
				}
			}
		}
		for at := len(all); at > 0; at-- {
			for field := range all[at-1].fields {
				for _, kind := range fieldKinds[:3] {
					trials = append(trials, mutation{kind: kind, answer: at, field: field + 1})
				}
			}
		}
		s.trials[name] = trials
	}
	if round >= len(trials) {
		return &mutation{}
	}
	m := trials[round]
	return &m
}

func pathOf(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, " [default]"), " [compliant]")
}

// ran gives the results of scenarios that were begun, in the order in which they were.
func ran(r *reports.Report) []reports.Result {
	return slices.DeleteFunc(slices.Clone(r.Results), func(x reports.Result) bool { return x.Outcome == reports.NotApplicable && x.Duration == 0 })
}

// score counts mutations and what became of them.
type score struct {
	mu              sync.Mutex
	names           []string
	failed, blocked map[string]bool
	made, noticed   map[string]int
	missed          map[string]int
	answers         map[string][]known // by scenario: what it sees when nothing is spoilt
	trials          map[string][]mutation
	idle            map[string]bool // not applicable in this profile, as turns out on the way
	discovery       int             // servers that were opened before the first scenario
}

func newScore(r *reports.Report) *score {
	s := &score{failed: map[string]bool{}, blocked: map[string]bool{}, made: map[string]int{}, noticed: map[string]int{}, missed: map[string]int{},
		answers: map[string][]known{}, trials: map[string][]mutation{}, idle: map[string]bool{}}
	for _, x := range ran(r) {
		s.names = append(s.names, x.Name())
		s.idle[x.Name()] = x.Outcome == reports.NotApplicable
	}
	return s
}

// judged are the answers that a scenario may look at: behind its end comes the clean-up, which reads and deletes each thing.
// The first of its requests are kept, for the last of a scenario may look the same.
func judged(all []known) []known {
	end := len(all)
	for end > 0 && all[end-1].method == http.MethodDelete {
		deleted := all[end-1].url
		if end--; end > 0 && all[end-1].reads && all[end-1].url == deleted {
			end--
		}
	}
	return all[:min(len(all), end+2)]
}

func (s *score) add(t *testing.T, results []reports.Result, made []*mutation, counts bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, x := range results {
		m := made[i]
		if m.done == "" {
			continue
		}
		assert.NotEqual(t, reports.Errored, x.Outcome, "%s: %s of %s: %s", x.Name(), m.kind, m.done, x.Reason)
		red := x.Outcome != reports.Passed && x.Outcome != reports.NotApplicable || len(x.Findings) > 0
		switch {
		case red && x.Outcome == reports.Blocked:
			s.blocked[x.Name()] = true
		case red:
			s.failed[x.Name()] = true
		}
		if m.legal() || !counts {
			continue
		}
		s.made[m.kind]++
		if red {
			s.noticed[m.kind]++
		} else {
			s.missed[m.kind+" "+m.done]++
		}
	}
}

func (s *score) summary() string {
	var b strings.Builder
	made, noticed := 0, 0
	for _, k := range mutationKinds {
		fmt.Fprintf(&b, "\n%-7s %5d made, %5d noticed, %3d %% unnoticed", k, s.made[k], s.noticed[k], 100*(s.made[k]-s.noticed[k])/max(1, s.made[k]))
		made, noticed = made+s.made[k], noticed+s.noticed[k]
	}
	fmt.Fprintf(&b, "\nall     %5d made, %5d noticed; %d of %d scenarios fail for one", made, noticed, len(s.failed), len(s.names))
	type miss struct {
		what string
		n    int
	}
	var misses []miss
	for what, n := range s.missed {
		misses = append(misses, miss{what, n})
	}
	slices.SortFunc(misses, func(a, b miss) int { return b.n - a.n })
	for _, m := range misses[:min(12, len(misses))] {
		fmt.Fprintf(&b, "\nunnoticed %d times: %s", m.n, m.what)
	}
	return b.String()
}

// unproven gives the scenarios that neither a mutation nor a defect of the golden matrix fails.
func (s *score) unproven(t *testing.T) []string {
	matrix, err := os.ReadFile("testdata/defects.golden")
	require.NoError(t, err)
	var names []string
	for _, n := range s.names {
		if !s.failed[n] && !s.idle[n] && beyondMutation[pathOf(n)] == "" && !strings.Contains(string(matrix), "  "+n+"\n") {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}
