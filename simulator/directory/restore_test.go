package directory_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// A small tenant as it is stored: ann, whose manager bob is soft-deleted, tom, who was purged, and two groups.
const savedTenant = `{"sequence": 30, "forgotten": 10, "appRoles": [{"id": "r", "value": "Reader", "displayName": "R", "isEnabled": true}],
"objects": [
  {"id": "ann", "kind": "user", "created": 1, "changed": 21, "managerChanged": 15, "manager": "bob", "managerSince": 15,
    "attributes": {"userPrincipalName": "ann@x", "accountEnabled": true}, "roles": [{"role": "r", "since": 16}]},
  {"id": "bob", "kind": "user", "created": 2, "changed": 22, "deletedDateTime": "2026-03-01T09:00:00Z", "deletedIn": 17,
    "attributes": {"userPrincipalName": "bob@x", "accountEnabled": true}},
  {"id": "tom", "kind": "user", "created": 3, "changed": 20, "purged": true, "wasAssigned": true,
    "attributes": {"userPrincipalName": "tom@x", "accountEnabled": true}},
  {"id": "sales", "kind": "group", "created": 4, "changed": 23,
    "attributes": {"displayName": "Sales", "mailNickname": "s", "securityEnabled": true, "mailEnabled": false}},
  {"id": "team", "kind": "group", "created": 5, "changed": 24,
    "attributes": {"displayName": "Team", "mailNickname": "t", "securityEnabled": false, "mailEnabled": true, "groupTypes": ["Unified"]}}],
"joined": [{"group": "sales", "member": "ann", "joined": 6}, {"group": "team", "member": "bob", "joined": 7}],
"left": [{"group": "sales", "member": "tom", "joined": 8, "left": 19}]}`

func restore(tb testing.TB, text string) (*directory.Tenant, error) {
	tb.Helper()
	var s directory.Snapshot
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return nil, err
	}
	_, clk := newTenant(tb)
	return restoredFrom(clk.Now, func() string { return "new" }, s)
}

// restoredFrom is the tenant of a whole snapshot.
func restoredFrom(now func() time.Time, newID func() string, s directory.Snapshot) (*directory.Tenant, error) {
	r := directory.NewRestoration(now, newID, s.State)
	for _, o := range s.Objects {
		if err := r.Object(o); err != nil {
			return nil, err
		}
	}
	for _, m := range s.Joined {
		if err := r.Membership(m); err != nil {
			return nil, err
		}
	}
	for _, m := range s.Left {
		if err := r.Removal(m); err != nil {
			return nil, err
		}
	}
	return r.Tenant()
}

func TestRestoreShowsWhatWasStored(t *testing.T) {
	tenant, err := restore(t, savedTenant)
	require.NoError(t, err)
	assert.Equal(t, []string{"Delete tom", "Add ann", "Add bob"}, described(tenant, 0))
	assert.Equal(t, []string{"Update sales -tom", "Update team"}, describedGroups(tenant, 10))
	ann, _ := tenant.User("ann")
	assert.Empty(t, ann.Manager, "a deleted manager does not show")
	require.NoError(t, tenant.RestoreUser("bob"))
	ann, _ = tenant.User("ann")
	assert.Equal(t, "bob", ann.Manager)
	assert.Equal(t, []string{"bob"}, members(tenant, "team"))
	_, mark := tenant.Changes(0)
	assert.EqualValues(t, 32, mark, "bob, and ann, whose manager is there again")
}

func TestRestoreRefusals(t *testing.T) {
	_, err := restore(t, savedTenant)
	require.NoError(t, err, "as long as nothing is changed")
	tests := []struct{ name, old, instead, want string }{
		{"watermark of the tenant", `"sequence": 30`, `"sequence": 23`,
			"group team: changed: expected a watermark up to that of the tenant, 23, found 24"},
		{"sequence", `"sequence": 30`, `"sequence": 9223372036854775808`,
			"sequence: expected a watermark up to 9223372036854775807, found 9223372036854775808"},
		{"mark", `"forgotten": 10`, `"forgotten": 31`, "forgotten: expected a watermark up to 30, found 31"},
		{"role", `"value": "Reader"`, `"value": "a b"`, "app role r: value: expected a text without white space, found \"a b\""},
		{"role without an id", `"id": "r"`, `"id": ""`, "app role Reader: expected an id, found none"},
		{"unknown role", `"role": "r"`, `"role": "q"`, `user ann: roles: expected the id of an app role, each once, found "q"`},
		{"role of the future", `"since": 16`, `"since": 22`, "user ann: roles: expected a watermark from 1 to changed, 21, found 22"},
		{"kind", `"kind": "group", "created": 4`, `"kind": "device", "created": 4`, `sales: kind: expected user or group, found "device"`},
		{"id", `"id": "ann"`, `"id": ""`, `id: expected a text in UTF-8, found ""`},
		{"id twice", `"id": "bob"`, `"id": "ann"`, "expected each id once, found ann twice"},
		{"id of a user and of a group", `"id": "sales"`, `"id": "ann"`, "expected each id once, found ann twice"},
		{"created twice", `"created": 2`, `"created": 1`, "expected users created by a change each, found"},
		{"changed twice", `"changed": 22`, `"changed": 21`, "expected users changed by a change each, found"},
		{"not created", `"created": 3`, `"created": 0`, "user tom: created: expected a watermark from 1 to changed, 20, found 0"},
		{"name", `"bob@x", "accountEnabled": true`, `"bob"`,
			"user bob: userPrincipalName: expected a name such as ann@contoso.example, found \"bob\""},
		{"name missing", `"userPrincipalName": "bob@x", `, ``, "user bob: userPrincipalName: expected a value, found none"},
		{"name taken", `"deletedDateTime": "2026-03-01T09:00:00Z", "deletedIn": 17,
    "attributes": {"userPrincipalName": "bob@x"`, `"attributes": {"userPrincipalName": "ANN@x"`,
			`user bob: expected a userPrincipalName that is free, found "ANN@x" held by user ann`},
		{"attribute", `"mailNickname": "t"`, `"mailNickname": "t", "mailbox": "x"`,
			`group team: expected a known attribute, found "mailbox": did you mean "mail"?`},
		{"value", `"displayName": "Team"`, `"displayName": 1.5`, "group team: displayName: expected a text, a whole number of " +
			"64 bits, true, false or a list of texts, found 1.5"},
		{"attributes", `{"userPrincipalName": "tom@x", "accountEnabled": true}`, `[]`, "user tom: attributes: expected a JSON object"},
		{"manager", `"manager": "bob"`, `"manager": "eve"`, `user ann: manager: expected the id of a user, found "eve"`},
		{"group as manager", `"manager": "bob"`, `"manager": "team"`, `user ann: manager: expected the id of a user, found "team"`},
		{"manager of a group", `"id": "team",`, `"id": "team", "manager": "ann",`, "group team: manager: expected none of a group"},
		{"manager of nobody knows when", `, "managerSince": 15`, ``,
			"user ann: managerSince: expected a watermark from 1 to managerChanged, 15, found 0"},
		{"tombstone with roles", `"changed": 21`, `"changed": 21, "purged": true`,
			"user ann: purged: expected neither manager nor roles, found some"},
		{"assigned when purged", `"purged": true, `, ``, "user tom: wasAssigned: expected it of an object that is purged"},
		{"deleted security group", `"changed": 23`, `"changed": 23, "deletedIn": 23`,
			"group sales: deletedIn: expected a Microsoft 365 group, found a security group"},
		{"deletion without its change", `, "deletedIn": 17`, ``, "user bob: deletedIn: expected the change that deleted it, found none"},
		{"group of a membership", `{"group": "sales", "member": "ann"`, `{"group": "ann", "member": "ann"`,
			`membership in group ann: group: expected the id of a group that is not purged, found "ann"`},
		{"member", `"member": "ann"`, `"member": "eve"`, `group sales: member: expected the id of a user or group, found "eve"`},
		{"purged member", `"member": "ann"`, `"member": "tom"`, "group sales: member: expected one that is not purged, found tom"},
		{"nesting", `"member": "bob"`, `"member": "sales"`, "group team: members: expected a user as member of a Microsoft 365 group"},
		{"joined before the group was there", `"joined": 6`, `"joined": 4`, "joined: expected a watermark after 4, up to 23, found 4"},
		{"member twice", `"group": "team", "member": "bob"`, `"group": "sales", "member": "ann"`,
			"group sales: expected each member once, with a joined of its own, found ann"},
		{"left before joining", `"joined": 8`, `"joined": 19`, "joined: expected a watermark after 4, before 19, found 19"},
		{"removal that was forgotten", `"forgotten": 10`, `"forgotten": 19`, "left: expected a watermark after 19, up to 23, found 19"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(savedTenant, test.old))
			tenant, err := restore(t, strings.Replace(savedTenant, test.old, test.instead, 1))
			require.ErrorContains(t, err, test.want)
			assert.ErrorContains(t, err, "directory: restore: ")
			assert.Nil(t, tenant)
		})
	}
}

func TestRestorationTakesObjectsFirstAndGivesOneTenant(t *testing.T) {
	var s directory.Snapshot
	require.NoError(t, json.Unmarshal([]byte(savedTenant), &s))
	_, clk := newTenant(t)
	begin := func() *directory.Restoration { return directory.NewRestoration(clk.Now, nil, s.State) }

	r := begin()
	for _, o := range s.Objects {
		require.NoError(t, r.Object(o))
	}
	require.NoError(t, r.Removal(s.Left[0]))
	require.NoError(t, r.Membership(s.Joined[0]))
	_, err := r.Tenant()
	require.NoError(t, err)
	_, err = r.Tenant()
	assert.ErrorContains(t, err, "expected to be asked for the tenant once")
	assert.Error(t, r.Membership(s.Joined[1]))

	r = begin()
	assert.Error(t, r.Membership(s.Joined[0]), "before the objects")
	_, err = r.Tenant()
	assert.ErrorContains(t, err, `expected the id of a group that is not purged, found "sales"`)

	r = begin()
	empty, err := begin().Tenant()
	require.NoError(t, err)
	assert.Empty(t, empty.Delta(0).Users)
	require.NoError(t, r.Object(s.Objects[1]))
	require.NoError(t, r.Object(s.Objects[4]))
	require.NoError(t, r.Membership(s.Joined[1]))
	assert.ErrorContains(t, r.Object(s.Objects[0]), "expected objects before memberships and removals, found it after")
}

// muddle puts other watermarks and ids into a few places.
func muddle(s *directory.Snapshot, random *rand.Rand) {
	var marks []*directory.Watermark
	var ids []*string
	for i := range s.Objects {
		o := &s.Objects[i]
		marks = append(marks, &o.DeletedIn, &o.Created, &o.Changed, &o.ManagerChanged, &o.ManagerSince)
		ids = append(ids, &o.ID, &o.Manager, &o.Kind)
		for j := range o.Roles {
			marks, ids = append(marks, &o.Roles[j].Since), append(ids, &o.Roles[j].Role)
		}
		if random.IntN(20) == 0 {
			o.Purged = !o.Purged
		}
	}
	for i := range s.Joined {
		marks, ids = append(marks, &s.Joined[i].Joined), append(ids, &s.Joined[i].Group, &s.Joined[i].Member)
	}
	for i := range s.Left {
		marks, ids = append(marks, &s.Left[i].Joined, &s.Left[i].Left), append(ids, &s.Left[i].Group, &s.Left[i].Member)
	}
	for range random.IntN(4) {
		if len(marks) > 0 {
			*marks[random.IntN(len(marks))] = directory.Watermark(random.Uint64N(uint64(s.Sequence)%100 + 2))
		}
		if len(ids) > 0 && random.IntN(2) == 0 {
			*ids[random.IntN(len(ids))] = *ids[random.IntN(len(ids))]
		}
	}
}

func TestRestoreOfMuddledRowsGivesAnErrorOrATenant(t *testing.T) {
	made := 0
	for seed := range uint64(3000) {
		var s directory.Snapshot
		require.NoError(t, json.Unmarshal([]byte(savedTenant), &s))
		muddle(&s, rand.New(rand.NewPCG(seed, 1)))
		if usable(t, s) {
			made++
		}
	}
	assert.Greater(t, made, 100)
	assert.Less(t, made, 2500)
}

// Whatever is stored gives an error, or a tenant that can be used.
func FuzzRestore(f *testing.F) {
	f.Add(savedTenant, uint64(0))
	f.Add(savedTenant, uint64(1))
	f.Add(`{"sequence": 3}`, uint64(0))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		var s directory.Snapshot
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		if seed > 0 {
			muddle(&s, rand.New(rand.NewPCG(seed, 0)))
		}
		usable(t, s)
	})
}

// usable tells whether the snapshot gives a tenant, which must then take changes and save itself as one that is the same.
func usable(t *testing.T, s directory.Snapshot) bool {
	t.Helper()
	_, clk := newTenant(t)
	tenant, err := restoredFrom(clk.Now, nil, s)
	if err != nil {
		assert.Nil(t, tenant)
		return false
	}
	for u := range tenant.Users() {
		_ = tenant.RestoreUser(u.ObjectID)
		_ = tenant.UpdateUser(u.ObjectID, map[string]any{"city": "Oslo"})
	}
	for g := range tenant.Groups() {
		require.Len(t, members(tenant, g.ObjectID), g.MemberCount)
		_ = tenant.UpdateGroup(g.ObjectID, map[string]any{"securityEnabled": !g.SecurityEnabled()})
		_ = tenant.DeleteGroup(g.ObjectID)
	}
	saved := tenant.Saved(0)
	again, err := restoredFrom(nil, nil, throughJSON(t, saved))
	require.NoError(t, err)
	require.Equal(t, saved, again.Saved(0))
	require.Equal(t, tenant.Delta(1), again.Delta(1))
	for u := range tenant.Users() {
		_ = tenant.PurgeUser(u.ObjectID)
	}
	return true
}
