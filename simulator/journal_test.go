package simulator_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A job that is killed at any instant and made again from what its journal has does what it would have done: nothing is
// lost, and nothing is sent twice.
func TestKilledAtAnyInstant(t *testing.T) {
	for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
		for name, settings := range map[string]simulator.Settings{
			"reading": {}, "without reading": {SkipReadBeforeUpdate: true}, "two at a time": {MembersPerPatch: 2},
			"no soft delete": {NoSoftDelete: true}, "together": {MembersTogether: true, MembersPerPatch: 2, ManagerInCreate: true},
			"forgotten": {ForgetUnassigned: true, EscrowOnDemand: true, SkipReadAfterMatch: true},
			"lanes": {Lanes: []simulator.Lane{
				{Kind: simulator.Deprovision, Every: 7 * time.Minute}, {Kind: simulator.Create, Every: 25 * time.Minute},
				{Kind: simulator.Update, Every: 40 * time.Minute},
			}},
			"groups stay": {KeepUnassignedGroups: true, GroupsFirst: true, RetriesLast: true, RemoveManager: true, ClearNulls: true},
			"last":        {DeprovisionLast: true},
		} {
			t.Run(dialect.String()+" "+name, func(t *testing.T) {
				w := newMortal(t, dialect, settings)
				for cycle := range 100 {
					w.change()
					for range w.random.IntN(3) {
						w.demand()
					}
					w.cycles(1)
					if cycle%10 == 9 {
						w.still = true // else a change after the import of the last cycle would be missing
						w.cycles(1)
						w.outlive(func() {
							w.job.Restart(simulator.ResetWatermark)
							require.NoError(t, w.job.Save())
						})
						w.cycles(1)
						w.compare(cycle)
						w.still = false
					}
				}
				assert.Greater(t, w.killed, 40, "otherwise it proves little")
				assert.Greater(t, w.demanded, 40, "the same")
				assert.Empty(t, w.repeated, "requests that were sent twice")
				assert.Equal(t, w.logged(), len(w.journal.rows), "rows are in the log once")
			})
		}
	}
}

// mortal is a walk through memberships whose job is killed now and then.
type mortal struct {
	*relations
	journal  *memoryJournal
	killed   int
	demanded int  // requests on demand that were answered
	still    bool // the directory does not change
	repeated []string
	last     map[string]string // the latest change of each resource
}

// kill ends a job in the middle of what it does.
type kill struct{}

func newMortal(t *testing.T, dialect connector.Dialect, settings simulator.Settings) *mortal {
	w := &mortal{relations: newRelations(t, dialect, settings), last: map[string]string{}}
	w.job, w.engine = nil, simulator.New(w.clock, w.tenant)
	w.journal = &memoryJournal{die: w.die}
	w.target.watch = w.see
	w.live()
	w.outlive(func() {
		w.job.Start()
		require.NoError(t, w.job.Save())
	})
	return w
}

// live makes the job from what the journal has.
func (w *mortal) live() {
	w.connect.BaseURL, w.connect.HTTP = "https://scim.example/scim", &http.Client{Transport: mortalTransport{w}}
	client, err := connector.New(w.connect)
	require.NoError(w.t, err)
	w.job, err = simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: w.tenant, Connector: client, Groups: client.Groups(), Schema: w.schema, Settings: w.settings,
		Now: w.clock.Now, NewID: w.newID, Journal: w.journal, Saved: w.journal.load(w.t),
	})
	require.NoError(w.t, err)
	w.engine = simulator.New(w.clock, w.tenant)
	w.engine.Add(w.job)
}

// die kills the job now and then.
func (w *mortal) die() {
	if w.random.IntN(40) == 0 {
		w.killed++
		panic(kill{})
	}
}

// mortalTransport kills the job before a request arrives, or before its answer does.
type mortalTransport struct{ w *mortal }

func (m mortalTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	m.w.die()
	answer, err := m.w.target.RoundTrip(r)
	m.w.die()
	return answer, err
}

// see takes note of a request that changes nothing, because it was sent before.
func (w *mortal) see(method, path, _, body string, status int) {
	if method == http.MethodGet {
		return
	}
	if status >= http.StatusBadRequest || w.last[path] == method+body {
		w.repeated = append(w.repeated, fmt.Sprintf("%s %s -> %d %s", method, path, status, body))
	}
	if method != http.MethodPost {
		w.last[path] = method + body
	}
}

// cycles goes on as long as it takes.
func (w *mortal) cycles(n int) {
	until := w.clock.Now().Add(time.Duration(n) * simulator.Interval)
	w.outlive(func() { require.NoError(w.t, w.engine.AdvanceTo(w.t.Context(), until)) })
}

// demand provisions somebody on demand, or a group with some of its members.
func (w *mortal) demand() {
	user, group := w.users[w.random.IntN(len(w.users))], w.groups[w.random.IntN(len(w.groups))]
	w.outlive(func() {
		var err error
		if w.random.IntN(2) == 0 {
			_, err = w.job.ProvisionOnDemand(w.t.Context(), user)
		} else {
			members := slices.Collect(w.tenant.Members(group))
			_, err = w.job.ProvisionGroupOnDemand(w.t.Context(), group, members[:min(len(members), w.random.IntN(6))])
		}
		if err == nil {
			w.demanded++
		} else if !errors.Is(err, simulator.ErrTooManyRequests) {
			require.ErrorIs(w.t, err, simulator.ErrNoSuchObject) // purged meanwhile
		}
	})
}

// outlive does something again until it is not killed: whoever is lives again, and finds a directory that may have changed.
func (w *mortal) outlive(do func()) {
	for !survives(do) {
		if !w.still && w.random.IntN(2) == 0 {
			w.change()
		}
		w.live()
	}
}

func survives(do func()) (survived bool) {
	defer func() {
		if v := recover(); v != nil && v != any(kill{}) {
			panic(v)
		}
	}()
	do()
	return true
}

// logged is how many different rows the journal has.
func (w *mortal) logged() int {
	ids := map[string]bool{}
	for _, row := range w.journal.rows {
		ids[row.ID] = true
	}
	return len(ids)
}

// memoryJournal keeps what it is given as a file would: as JSON.
type memoryJournal struct {
	die     func()
	job     []byte
	parts   map[string]map[string][]byte // of links, waiting and references by object id
	members map[[2]string]string
	rows    []auditlog.ProvisioningObjectSummary
}

func (m *memoryJournal) Save(s simulator.Saved) error {
	m.die()
	if m.parts == nil {
		m.parts, m.members = map[string]map[string][]byte{"links": {}, "waiting": {}, "references": {}}, map[[2]string]string{}
	}
	m.job, _ = json.Marshal(s.Job)
	keep(m.parts["links"], s.Links)
	keep(m.parts["waiting"], s.Waiting)
	keep(m.parts["references"], s.References)
	for _, c := range s.Members {
		m.members[[2]string{c.GroupID, c.MemberID}] = c.TargetID
		if c.TargetID == "" {
			delete(m.members, [2]string{c.GroupID, c.MemberID})
		}
	}
	m.rows = append(m.rows, s.Rows...)
	m.die()
	return nil
}

func keep[S any](kept map[string][]byte, changed map[string]*S) {
	for id, state := range changed {
		if state == nil {
			delete(kept, id)
		} else {
			kept[id], _ = json.Marshal(state)
		}
	}
}

func (m *memoryJournal) load(t testing.TB) *simulator.Saved {
	if m.job == nil {
		return nil
	}
	s := &simulator.Saved{Waiting: read[simulator.WaitingState](t, m.parts["waiting"])}
	require.NoError(t, json.Unmarshal(m.job, &s.Job))
	s.Links, s.References = read[simulator.LinkState](t, m.parts["links"]), read[simulator.ReferenceState](t, m.parts["references"])
	for key, targetID := range m.members {
		s.Members = append(s.Members, simulator.MemberState{GroupID: key[0], MemberID: key[1], TargetID: targetID})
	}
	return s
}

func read[S any](t testing.TB, texts map[string][]byte) map[string]*S {
	all := map[string]*S{}
	for id, text := range texts {
		all[id] = new(S)
		require.NoError(t, json.Unmarshal(text, all[id]))
	}
	return all
}

// Every field of a state is written and read; a new one that is not would be lost at a kill.
func TestStatesAreWhole(t *testing.T) {
	for _, typ := range []reflect.Type{
		reflect.TypeFor[simulator.JobState](), reflect.TypeFor[simulator.LinkState](), reflect.TypeFor[simulator.WaitingState](),
		reflect.TypeFor[simulator.ReferenceState](), reflect.TypeFor[simulator.EscrowState](),
	} {
		for _, field := range reflect.VisibleFields(typ) {
			assert.NotEmpty(t, field.Tag.Get("json"), "%s.%s", typ, field.Name)
		}
	}
}
