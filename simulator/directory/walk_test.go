package directory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

// walker changes a tenant at random. Refusals are part of it.
type walker struct {
	*rand.Rand
	tenant                *directory.Tenant
	clock                 *clock.Virtual
	users, groups, roles  []string
	createdUsers, renames int
}

func (w *walker) user() string  { return w.users[w.IntN(len(w.users))] }
func (w *walker) group() string { return w.groups[w.IntN(len(w.groups))] }
func (w *walker) role() string  { return w.roles[w.IntN(len(w.roles))] }

// step does one thing.
func (w *walker) step() {
	t := w.tenant
	steps := []func(){
		func() {
			w.createdUsers++
			u, err := t.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", w.createdUsers), "manager": w.user()})
			if err == nil {
				w.users = append(w.users, u.ObjectID)
			}
		},
		func() { w.renames++; _ = t.UpdateUser(w.user(), map[string]any{"city": fmt.Sprint(w.renames)}) },
		func() { _ = t.SetManager(w.user(), w.user()) },
		func() { _ = t.ClearManager(w.user()) },
		func() { _ = t.DeleteUser(w.user()) },
		func() { _ = t.RestoreUser(w.user()) },
		func() {
			if w.IntN(4) == 0 {
				_ = t.PurgeUser(w.user())
			}
		},
		func() { _ = t.DeleteGroup(w.group()) },
		func() { _ = t.RestoreGroup(w.group()) },
		func() {
			kind := map[string]any{"displayName": fmt.Sprint("Group ", len(w.groups)), "securityEnabled": true}
			if w.IntN(2) == 0 {
				kind["groupTypes"] = []string{"Unified"}
			}
			g, _ := t.CreateGroup(kind)
			w.groups = append(w.groups, g.ObjectID)
		},
		func() { _ = t.UpdateGroup(w.group(), map[string]any{"securityEnabled": w.IntN(3) > 0}) },
		func() { _ = t.AssignUserRole(w.user(), w.role()) },
		func() { _ = t.UnassignUser(w.user()) },
		func() { _ = t.AssignGroupRole(w.group(), w.role()) },
		func() { _ = t.UnassignGroupRole(w.group(), w.role()) },
		func() { w.clock.AdvanceTo(w.clock.Now().Add(24 * time.Hour)); t.PurgeDue(w.clock.Now()) },
	}
	if w.IntN(2) == 0 { // memberships more than anything else
		switch w.IntN(4) {
		case 0:
			_ = t.RemoveMember(w.group(), w.user())
		case 1:
			_ = t.AddMember(w.group(), w.group())
		default:
			_ = t.AddMember(w.group(), w.user())
		}
		return
	}
	steps[w.IntN(len(steps))]()
}

// said is what the feed last said of a user, without who gave the roles: that changes without the user's noticing.
type said struct {
	manager  string
	roles    []string
	assigned bool
	deleted  bool
}

func saidOf(u directory.User) said {
	s := said{manager: u.Manager, assigned: u.Assigned, deleted: u.SoftDeleted()}
	for _, a := range u.AppRoleAssignments {
		s.roles = append(s.roles, a.ID)
	}
	slices.Sort(s.roles)
	return s
}

// Whoever reads nothing but the feed knows each user's roles, manager and state, however they came about; a written and
// loaded tenant is an equal one.
func TestTheFeedTellsEverything(t *testing.T) {
	for seed := range uint64(15) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			tenant, clk := newTenant(t)
			w := &walker{Rand: rand.New(rand.NewPCG(seed, 1)), tenant: tenant, clock: clk, roles: []string{directory.DefaultAccess}}
			w.users = []string{create(t, tenant, "first@x")}
			w.groups = []string{createGroup(t, tenant, "First")}
			for _, value := range []string{"A", "B"} {
				w.roles = append(w.roles, createRole(t, tenant, value))
			}
			known := map[string]said{}
			var mark directory.Watermark
			for range 150 {
				for range w.IntN(12) {
					w.step()
				}
				d := tenant.Delta(mark)
				for _, c := range d.Users {
					id := c.User.ObjectID
					before, was := known[id]
					if was && before.manager != c.User.Manager {
						assert.True(t, c.Type == directory.Removed || c.ManagerChanged, "the manager of %s", id)
					}
					if c.Type == directory.Removed {
						delete(known, id)
						continue
					}
					assert.Equal(t, !was, c.Type == directory.Added, id)
					known[id] = saidOf(c.User)
				}
				mark = d.Next
				actual := map[string]said{}
				for u := range tenant.Users() {
					actual[u.ObjectID] = saidOf(u)
				}
				require.Equal(t, actual, known)
				for g := range tenant.Groups() {
					require.Len(t, members(tenant, g.ObjectID), g.MemberCount)
				}
			}
			assertRoundTrip(t, tenant)
		})
	}
}
