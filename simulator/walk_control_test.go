package simulator_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// A walk in which an administrator turns every knob meanwhile: pause, start, every scope of a restart, the mapping saved with and
// without a scoping filter, everybody and assigned only, withheld deletions. When the button of the portal has been pressed and the
// deletions are allowed, the target is what the model says.
func TestControlledWalk(t *testing.T) {
	for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
		for name, settings := range map[string]simulator.Settings{
			"threshold":       {TooManyDeletesThreshold: 1},
			"without reading": {SkipReadBeforeUpdate: true, TooManyDeletesThreshold: 2, ThresholdIsTooMany: true},
			"quarantine":      {QuarantineThresholds: simulator.QuarantineThresholds{Base: 1, Total: 1, Failures: 1, Percent: 1}},
			"no soft delete":  {NoSoftDelete: true, TooManyDeletesThreshold: 1},
			"side by side":    {ConcurrentExports: 3, DeprovisionLast: true},
		} {
			t.Run(dialect.String()+" "+name, func(t *testing.T) {
				w := newControlled(t, dialect, settings)
				for cycle := range 120 {
					w.change()
					for range w.random.IntN(3) {
						w.turn()
					}
					if cycle%3 == 1 {
						w.target.faults = append(w.target.faults, w.fault())
					}
					require.NoError(t, w.engine.AdvanceTo(t.Context(), w.clock.Now().Add(40*time.Minute)))
					w.release()
					require.Equal(t, w.wanted(), w.present(), "seed %d, cycle %d", *seed, cycle)
				}
			})
		}
	}
}

// controlled is a walk with an administrator.
type controlled struct {
	*walk
	everybody bool
	filter    *mapping.Filter
}

func newControlled(t *testing.T, dialect connector.Dialect, settings simulator.Settings) *controlled {
	return &controlled{walk: newWalk(t, dialect, settings)}
}

// turn does one thing to the job.
func (w *controlled) turn() {
	scopes := []simulator.ResetScope{
		simulator.ResetNone, simulator.ResetEscrows, simulator.ResetWatermark, simulator.ResetQuarantineState, simulator.ResetForceDeletes,
	}
	switch w.random.IntN(6) {
	case 0:
		w.job.Pause()
	case 1:
		w.job.Start()
	case 2:
		w.job.Restart(scopes[w.random.IntN(len(scopes))])
	case 3:
		w.job.Restart()
	case 4: // titles from 0 to 999
		w.filter = nil
		if w.random.IntN(2) == 0 {
			clause, err := mapping.NewFilterClause("jobTitle", "EQUALS", "0")
			require.NoError(w.t, err)
			w.filter = &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause}}}}
		}
		w.schema.Users().Scope = w.filter
		require.NoError(w.t, w.job.SetSchema(w.schema))
	case 5:
		w.everybody = w.random.IntN(2) == 0
		w.job.SetSyncAll(w.everybody)
	}
}

// release runs cycles in which nothing goes wrong and every deletion is allowed.
func (w *controlled) release() {
	w.target.faults = nil
	for range 2 {
		w.job.Restart(simulator.ResetQuarantineState, simulator.ResetWatermark, simulator.ResetEscrows, simulator.ResetForceDeletes)
		require.NoError(w.t, w.engine.AdvanceTo(w.t.Context(), w.clock.Now().Add(40*time.Minute)))
	}
	for _, p := range w.people {
		_, there := w.tenant.User(p.id)
		p.purged = p.purged || !there
		if !p.purged {
			p.left = !w.entitled(p)
		}
		p.provisioned = p.provisioned || w.active(p)
	}
}

func (w *controlled) entitled(p *walker) bool {
	title, err := strconv.Atoi(p.title)
	require.NoError(w.t, err)
	return (p.assigned || w.everybody) && (w.filter == nil || title == 0)
}

func (w *controlled) active(p *walker) bool {
	return w.entitled(p) && p.enabled && !p.deleted && !p.purged
}

// wanted is the walk's model with another notion of who is entitled.
func (w *controlled) wanted() []string {
	var lines []string
	for _, p := range w.people {
		switch {
		case w.active(p):
			lines = append(lines, p.name+" active "+p.title)
		case p.provisioned && (!p.purged || p.left) && !w.settings.NoSoftDelete:
			lines = append(lines, p.name+" inactive")
		}
	}
	return lines
}
