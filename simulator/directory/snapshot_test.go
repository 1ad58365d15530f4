package directory_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

// rows are the stored rows of a tenant: what the tables of a database are.
type rows struct {
	state       directory.State
	objects     map[string]directory.Record
	memberships map[directory.Watermark]directory.Membership
	removals    map[directory.Watermark]directory.Removal
}

func newRows() *rows {
	return &rows{objects: map[string]directory.Record{}, memberships: map[directory.Watermark]directory.Membership{},
		removals: map[directory.Watermark]directory.Removal{}}
}

// lay lays a snapshot over the rows, as directory.Snapshot says.
func (r *rows) lay(s directory.Snapshot) {
	for _, o := range s.Objects {
		if o.Kind == directory.KindGroup && (o.Purged || o.AllMembers) {
			maps.DeleteFunc(r.memberships, func(_ directory.Watermark, m directory.Membership) bool { return m.Group == o.ID })
		}
		if o.Purged {
			maps.DeleteFunc(r.removals, func(_ directory.Watermark, m directory.Removal) bool { return m.Group == o.ID })
		}
		o.AllMembers = false
		r.objects[o.ID] = o
	}
	for _, m := range s.Left {
		delete(r.memberships, m.Joined)
		r.removals[m.Left] = m
	}
	for _, m := range s.Joined {
		r.memberships[m.Joined] = m
	}
	maps.DeleteFunc(r.removals, func(left directory.Watermark, _ directory.Removal) bool { return left <= s.Forgotten })
	r.state = s.State
}

// snapshot are the rows in a random order.
func (r *rows) snapshot(random *rand.Rand) directory.Snapshot {
	s := directory.Snapshot{State: r.state}
	for _, id := range slices.Sorted(maps.Keys(r.objects)) {
		s.Objects = append(s.Objects, r.objects[id])
	}
	for _, joined := range slices.Sorted(maps.Keys(r.memberships)) {
		s.Joined = append(s.Joined, r.memberships[joined])
	}
	for _, left := range slices.Sorted(maps.Keys(r.removals)) {
		s.Left = append(s.Left, r.removals[left])
	}
	random.Shuffle(len(s.Objects), func(i, j int) { s.Objects[i], s.Objects[j] = s.Objects[j], s.Objects[i] })
	random.Shuffle(len(s.Joined), func(i, j int) { s.Joined[i], s.Joined[j] = s.Joined[j], s.Joined[i] })
	random.Shuffle(len(s.Left), func(i, j int) { s.Left[i], s.Left[j] = s.Left[j], s.Left[i] })
	return s
}

// throughJSON is the snapshot as it is after it was stored as JSON.
func throughJSON(tb testing.TB, s directory.Snapshot) directory.Snapshot {
	tb.Helper()
	text, err := json.Marshal(s)
	require.NoError(tb, err)
	var read directory.Snapshot
	require.NoError(tb, json.Unmarshal(text, &read))
	return read
}

// world is a walker whose tenant can be restored: it knows which ids were given.
type world struct {
	walker
	ids int
}

func (w *world) newID() string { w.ids++; return fmt.Sprintf("u%d", w.ids) }

// restored is a world like this one, with the tenant that the rows give.
func (w *world) restored(tb testing.TB, s directory.Snapshot) *world {
	tb.Helper()
	other := &world{walker: w.walker, ids: w.ids}
	other.users, other.groups, other.roles = slices.Clone(w.users), slices.Clone(w.groups), slices.Clone(w.roles)
	other.clock = clock.NewVirtual(w.clock.Now())
	var err error
	other.tenant, err = restoredFrom(other.clock.Now, other.newID, s)
	require.NoError(tb, err)
	return other
}

// step does one thing, and rare ones of those that walker does not do.
func (w *world) step() {
	t := w.tenant
	switch w.IntN(12) {
	case 0, 1: // who is a member of a group that has existed for long leaves
		g := w.groups[w.IntN(min(3, len(w.groups)))]
		if list := members(t, g); len(list) > 0 {
			_ = t.RemoveMember(g, list[w.IntN(len(list))])
		}
		return
	case 2, 3:
		_ = t.AddMember(w.groups[w.IntN(min(3, len(w.groups)))], w.user())
		return
	case 4, 5, 6:
	default:
		w.walker.step()
		return
	}
	steps := []func(){
		func() { _ = t.PurgeGroup(w.group()) },
		func() { _ = t.DeleteUser(w.user()) }, // at the same instant as others
		func() { _ = t.UnassignUserRole(w.user(), w.role()) },
		func() { _ = t.UnassignGroup(w.group()) },
		func() { _ = t.RemoveMember(w.group(), w.group()) },
		func() {
			_ = t.UpdateGroup(w.group(), map[string]any{"description": "<\u2028\"\\> " + fmt.Sprint(w.IntN(9))})
		},
		func() {
			_ = t.UpdateUser(w.user(), map[string]any{"extension_0a_number": math.MaxInt64 - int64(w.IntN(3)), "city": "Łódź\x00",
				"otherMails": []string{"a@x", fmt.Sprint(w.IntN(9))}, "dirSyncEnabled": w.IntN(2) > 0})
		},
		func() {
			_ = t.UpdateUser(w.user(), map[string]any{"userPrincipalName": fmt.Sprintf("renamed%d@x", w.IntN(20))})
		},
		func() { _ = t.UpdateUser(w.user(), map[string]any{"extension_0a_number": nil, "otherMails": nil}) },
		func() {
			if r, err := t.CreateAppRole(directory.AppRole{Value: fmt.Sprint("R", w.IntN(8)), Enabled: true}); err == nil {
				w.roles = append(w.roles, r.ID)
			}
		},
		func() {
			_ = t.UpdateAppRole(directory.AppRole{ID: w.role(), Value: fmt.Sprint("R", w.IntN(8)), Enabled: w.IntN(3) > 0})
		},
		func() { _ = t.DeleteAppRole(w.role()) },
	}
	steps[w.IntN(len(steps))]()
}

// assertSame compares all that can be asked of two tenants, and what each would save.
func assertSame(t *testing.T, a, b *world, marks []directory.Watermark) {
	t.Helper()
	require.Equal(t, slices.Collect(a.tenant.Users()), slices.Collect(b.tenant.Users()))
	require.Equal(t, slices.Collect(a.tenant.Groups()), slices.Collect(b.tenant.Groups()))
	require.Equal(t, a.tenant.AppRoles(), b.tenant.AppRoles())
	for _, id := range slices.Concat(a.users, a.groups) {
		require.Equal(t, members(a.tenant, id), members(b.tenant, id))
		require.Equal(t, a.tenant.GroupsOf(id), b.tenant.GroupsOf(id))
	}
	for u := range a.tenant.Users() {
		one, ok := a.tenant.FindUser(u.UserPrincipalName())
		other, same := b.tenant.FindUser(u.UserPrincipalName())
		require.Equal(t, ok, same)
		require.Equal(t, one.ObjectID, other.ObjectID)
	}
	one, waits := a.tenant.NextPurge()
	other, too := b.tenant.NextPurge()
	require.Equal(t, waits, too)
	require.Equal(t, one, other)
	for _, mark := range marks {
		require.Equal(t, a.tenant.Delta(mark), b.tenant.Delta(mark), "since %d", mark)
	}
	require.Equal(t, a.tenant.Saved(0), b.tenant.Saved(0))
}

// A tenant that is saved change by change, and restored again and again, does what its twin does that is never stopped.
func TestARestoredTenantIsTheSavedOne(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 0))
			twin := &world{walker: walker{clock: clock.NewVirtual(start), roles: []string{directory.DefaultAccess}}}
			twin.tenant = directory.New(twin.clock.Now, twin.newID)
			twin.users, twin.groups = []string{create(t, twin.tenant, "first@x")}, []string{create365(t, twin.tenant, "First")}
			stored, marks := newRows(), []directory.Watermark{0}
			stored.lay(twin.tenant.Saved(0))
			stopped := twin.restored(t, stored.snapshot(random))
			for round := range uint64(80) {
				held := []directory.Watermark{0, marks[random.IntN(len(marks))], marks[max(0, len(marks)-3)], marks[len(marks)-1]}
				steps, early := random.IntN(40), random.IntN(20) == 0
				for _, w := range []*world{twin, stopped} {
					w.Rand = rand.New(rand.NewPCG(seed, round+1))
					for range steps {
						w.step()
						switch w.IntN(15) {
						case 0: // a job reads what is not saved yet
							w.tenant.Delta(held[1])
						case 1:
							w.tenant.ForgetMemberChanges(held[2])
						}
					}
					if early { // against the rules: before the tenant is saved
						w.tenant.ForgetMemberChanges(w.tenant.Delta(held[3]).Next)
					}
				}
				assertSame(t, twin, stopped, held)

				changes := stopped.tenant.Saved(stored.state.Sequence)
				require.Equal(t, twin.tenant.Saved(stored.state.Sequence), changes)
				stored.lay(throughJSON(t, changes))
				whole := throughJSON(t, twin.tenant.Saved(0))
				require.Len(t, stored.objects, len(whole.Objects))
				require.ElementsMatch(t, whole.Joined, slices.Collect(maps.Values(stored.memberships)), "no row too many")
				require.ElementsMatch(t, whole.Left, slices.Collect(maps.Values(stored.removals)), "no row too many")
				marks = append(marks, changes.Sequence)
				stopped = stopped.restored(t, throughJSON(t, stored.snapshot(random)))
			}
			assertSame(t, twin, stopped, marks)
			assertRoundTrip(t, stopped.tenant)
		})
	}
}

func TestSavedHasWhatChangedOnly(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, bob, sales := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), createGroup(t, tenant, "Sales")
	require.NoError(t, tenant.SetManager(ann, bob))
	require.NoError(t, tenant.AddMember(sales, ann)) // change 5
	require.NoError(t, tenant.AssignGroup(sales))    // 6 and, for ann, 7
	mark := tenant.Saved(0).Sequence
	assert.Equal(t, directory.Watermark(7), mark)
	none := tenant.Saved(mark)
	assert.Equal(t, directory.Snapshot{State: directory.State{Sequence: mark}}, none)

	require.NoError(t, tenant.AddMember(sales, bob))    // 8 and, for bob, 9
	require.NoError(t, tenant.RemoveMember(sales, ann)) // 10 and, for ann, 11
	require.NoError(t, tenant.DeleteUser(bob))          // 12 and, for ann, 13
	text, err := json.Marshal(tenant.Saved(mark))
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"sequence": 13,
		"objects": [
			{"id": "u2", "kind": "user", "created": 2, "changed": 12,
				"attributes": {"accountEnabled": true, "mailNickname": "bob", "userPrincipalName": "bob@x"},
				"deletedDateTime": "2026-03-01T09:00:00Z", "deletedIn": 12},
			{"id": "u1", "kind": "user", "created": 1, "changed": 13, "managerChanged": 13, "manager": "u2", "managerSince": 4,
				"attributes": {"accountEnabled": true, "mailNickname": "ann", "userPrincipalName": "ann@x"}},
			{"id": "u3", "kind": "group", "created": 3, "changed": 10,
				"attributes": {"displayName": "Sales", "mailEnabled": false, "mailNickname": "Sales", "securityEnabled": true},
				"roles": [{"role": "00000000-0000-0000-0000-000000000000", "since": 6}]}],
		"joined": [{"group": "u3", "member": "u2", "joined": 8}],
		"left": [{"group": "u3", "member": "u1", "joined": 5, "left": 10}]}`, string(text))
}

// A job that was given its watermark before the tenant was stopped reads on as if nothing had happened.
func TestAReadersWatermarkOutlivesTheTenant(t *testing.T) {
	tenant, clk := newTenant(t)
	ann, bob, sales := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), createGroup(t, tenant, "Sales")
	require.NoError(t, tenant.AddMember(sales, ann))
	require.NoError(t, tenant.AddMember(sales, bob))
	_, mark := tenant.GroupChanges(0)
	require.NoError(t, tenant.RemoveMember(sales, ann))

	restored, err := restoredFrom(clk.Now, nil, throughJSON(t, tenant.Saved(0)))
	require.NoError(t, err)
	require.NoError(t, restored.RemoveMember(sales, bob))
	assert.Equal(t, []string{"Update u3 -u1-u2"}, describedGroups(restored, mark))
	assert.Empty(t, described(restored, mark))
}

func TestDeletionsOfOneInstantKeepTheirOrder(t *testing.T) {
	tenant, clk := newTenant(t)
	ann, bob, eve := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), create(t, tenant, "eve@x")
	require.NoError(t, tenant.SetManager(ann, eve))
	require.NoError(t, tenant.DeleteUser(ann))
	require.NoError(t, tenant.DeleteUser(bob))
	require.NoError(t, tenant.DeleteUser(eve)) // after which ann is the one that changed last
	saved := throughJSON(t, tenant.Saved(0))

	restored, err := restoredFrom(clk.Now, nil, saved)
	require.NoError(t, err)
	due, waits := restored.NextPurge()
	require.True(t, waits)
	assert.Equal(t, 3, restored.PurgeDue(due))
	assert.Equal(t, []string{"Delete u1", "Delete u2", "Delete u3"}, described(restored, saved.Sequence))
}
