package simulator_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A walk among people who stay assigned and enabled: nothing about them may wait for a restart. Whoever joins or leaves a group,
// is hired into one, or gets a manager, is where the directory says when the faults have stopped, also in a group that nobody
// assigned for a while.
func TestReferencesNeedNoRestart(t *testing.T) {
	lanes := []simulator.Lane{
		{Kind: simulator.Deprovision, Every: time.Minute}, {Kind: simulator.Create, Every: 25 * time.Minute, Phase: time.Minute},
		{Kind: simulator.Update, Every: 40 * time.Minute},
	}
	for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
		for name, settings := range map[string]simulator.Settings{
			"one cadence": {}, "lanes": {Lanes: lanes}, "groups stay": {KeepUnassignedGroups: true}, "three at a time": {MembersPerPatch: 3},
			"out of scope": {SkipOutOfScopeDeletions: true, Lanes: lanes}, "together": {MembersTogether: true, MembersPerPatch: 2, ManagerInCreate: true},
			"without reading": {SkipReadBeforeUpdate: true, SkipReferenceCheck: true}, "groups first": {GroupsFirst: true, RetriesLast: true, DeprovisionLast: true},
			"side by side": {ConcurrentExports: 4},
		} {
			t.Run(dialect.String()+" "+name, func(t *testing.T) {
				w := newRelations(t, dialect, settings)
				for _, user := range w.users {
					require.NoError(t, w.tenant.AssignUser(user))
				}
				for cycle := range 60 {
					w.relateSome()
					if cycle%3 == 2 {
						w.target.faults = append(w.target.faults, w.fault())
					}
					w.advanceBy(time.Duration(1+w.random.IntN(80)) * time.Minute)
					if cycle%10 == 9 {
						w.target.faults = nil
						w.cycles(5)
						w.compare(cycle)
					}
				}
			})
		}
	}
}

func (w *relations) advanceBy(d time.Duration) {
	require.NoError(w.t, w.engine.AdvanceTo(w.t.Context(), w.clock.Now().Add(d)))
}

// relateSome does up to eight things to groups and managers.
func (w *relations) relateSome() {
	for range w.random.IntN(9) {
		user, group := w.users[w.random.IntN(len(w.users))], w.groups[w.random.IntN(len(w.groups))]
		var err error
		switch w.random.IntN(12) {
		case 0, 1, 2, 3:
			err = w.tenant.AddMember(group, user)
		case 4, 5:
			err = w.tenant.RemoveMember(group, user)
		case 6, 7:
			err = w.tenant.AssignGroup(group)
		case 8:
			err = w.tenant.UnassignGroup(group)
		case 9:
			err = w.tenant.SetManager(user, w.users[w.random.IntN(len(w.users))])
		case 10:
			err = w.tenant.UpdateUser(user, map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", w.random.Uint32())})
		case 11:
			u, fault := w.tenant.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", w.random.Uint32())})
			require.NoError(w.t, fault)
			require.NoError(w.t, w.tenant.AssignUser(u.ObjectID))
			err = w.tenant.AddMember(group, u.ObjectID)
			w.users = slices.Insert(w.users, w.random.IntN(len(w.users)), u.ObjectID)
		}
		require.NoError(w.t, err)
	}
}
