package simulator_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A walk through memberships and managers. After each dozen of cycles the faults stop and the job is restarted: then a group
// has those members who were provisioned, whoever they are, and a user has the manager that the directory names.
func TestReferenceWalk(t *testing.T) {
	for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
		for name, settings := range map[string]simulator.Settings{
			"all at once": {}, "three at a time": {MembersPerPatch: 3}, "without reading": {SkipReadBeforeUpdate: true, SkipReferenceCheck: true},
			"side by side": {ConcurrentExports: 4}, "together": {MembersTogether: true, MembersPerPatch: 2, ManagerInCreate: true, EndMembershipsOfDeleted: true},
		} {
			t.Run(dialect.String()+" "+name, func(t *testing.T) {
				w := newRelations(t, dialect, settings)
				for cycle := range 120 {
					w.change()
					if cycle%4 == 3 {
						w.target.faults = append(w.target.faults, w.fault())
					}
					w.cycles(1)
					if cycle%12 == 11 {
						w.target.faults = nil
						w.cycles(3)
						w.job.Restart(simulator.ResetWatermark)
						w.cycles(1)
						w.compare(cycle)
					}
				}
			})
		}
	}
}

// relations is a story whose commands are drawn.
type relations struct {
	*story
	random        *rand.Rand
	users, groups []string
}

func newRelations(t *testing.T, dialect connector.Dialect, settings simulator.Settings) *relations {
	w := &relations{story: silent(newStory(t)), random: rand.New(rand.NewPCG(*seed, uint64(dialect)))}
	w.loadMapping("entra")
	w.connect.Dialect, w.settings = dialect, settings
	w.settings.EscrowDelays = []time.Duration{0}
	for i := range 12 {
		u, err := w.tenant.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", i)})
		require.NoError(t, err)
		w.users = append(w.users, u.ObjectID)
	}
	for i := range 3 {
		g, err := w.tenant.CreateGroup(map[string]any{"displayName": fmt.Sprintf("group%d", i)})
		require.NoError(t, err)
		w.groups = append(w.groups, g.ObjectID)
	}
	w.begin()
	w.job.Start()
	return w
}

func (w *relations) fault() fault {
	methods := []string{"GET", "PATCH", "DELETE"}
	f := fault{method: methods[w.random.IntN(len(methods))], status: 500, sparesProbe: true}
	if w.random.IntN(2) == 0 {
		f.lost, f.status = true, 0
	}
	return f
}

func (w *relations) cycles(n int) {
	require.NoError(w.t, w.engine.AdvanceTo(w.t.Context(), w.clock.Now().Add(time.Duration(n)*simulator.Interval)))
}

// change does up to eight things to the directory. What the directory refuses is no change.
func (w *relations) change() {
	for range w.random.IntN(9) {
		user, group := w.users[w.random.IntN(len(w.users))], w.groups[w.random.IntN(len(w.groups))]
		switch w.random.IntN(16) {
		case 0, 1, 2, 3:
			_ = w.tenant.AddMember(group, user)
		case 4, 5:
			_ = w.tenant.RemoveMember(group, user)
		case 6:
			_ = w.tenant.AssignUser(user)
		case 7:
			_ = w.tenant.UnassignUser(user)
		case 8, 9:
			_ = w.tenant.AssignGroup(group)
		case 10:
			_ = w.tenant.UnassignGroup(group)
		case 11, 12:
			_ = w.tenant.SetManager(user, w.users[w.random.IntN(len(w.users))])
		case 13:
			_ = w.tenant.UpdateUser(user, map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", w.random.Uint32())})
		case 14:
			_ = w.tenant.UpdateUser(user, map[string]any{"accountEnabled": w.random.IntN(3) > 0})
		case 15:
			_ = w.tenant.PurgeUser(user)
			u, err := w.tenant.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", w.random.Uint32())})
			require.NoError(w.t, err)
			w.users[slices.Index(w.users, user)] = u.ObjectID
		}
	}
}

func (w *relations) compare(cycle int) {
	for _, id := range w.groups {
		targetID, linked := w.job.Link(id)
		resource := w.target.groups[targetID]
		if g, _ := w.tenant.Group(id); !linked || !g.Assigned || resource == nil { // deleted, and the answer was lost: InvalidAnchor
			continue
		}
		wanted := []string{}
		for member := range w.tenant.Members(id) {
			if memberID, ok := w.job.Link(member); ok {
				wanted = append(wanted, memberID)
			}
		}
		slices.Sort(wanted)
		assert.Equal(w.t, wanted, membersOf(resource), "seed %d, cycle %d, group %s", *seed, cycle, id)
	}
	for _, id := range w.users {
		u, _ := w.tenant.User(id)
		targetID, linked := w.job.Link(id)
		manager, known := w.job.Link(u.Manager)
		if linked && u.Assigned && u.AccountEnabled() && known { // nothing is written about who is inactive
			assert.Equal(w.t, manager, managerOf(w.target.users[targetID]), "seed %d, cycle %d, user %s", *seed, cycle, id)
		}
	}
	if w.t.(*testing.T).Failed() {
		w.t.FailNow()
	}
}
