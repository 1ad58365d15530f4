package directory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func createGroup(tb testing.TB, tenant *directory.Tenant, name string) string {
	tb.Helper()
	g, err := tenant.CreateGroup(map[string]any{"displayName": name})
	require.NoError(tb, err)
	return g.ObjectID
}

func create365(tb testing.TB, tenant *directory.Tenant, name string) string {
	tb.Helper()
	g, err := tenant.CreateGroup(map[string]any{"displayName": name, "groupTypes": []string{"Unified"}, "securityEnabled": true})
	require.NoError(tb, err)
	return g.ObjectID
}

func members(tenant *directory.Tenant, group string) []string {
	return slices.Collect(tenant.Members(group))
}

func TestCreateGroupFillsInWhatEveryGroupHas(t *testing.T) {
	tests := []struct {
		name  string
		given map[string]any
		want  map[string]any
		kind  directory.GroupKind
	}{
		{"security", map[string]any{"displayName": "Sales, EMEA"}, map[string]any{
			"displayName": "Sales, EMEA", "mailNickname": "SalesEMEA", "securityEnabled": true, "mailEnabled": false,
		}, directory.Security},
		{"Microsoft 365", map[string]any{"displayName": "東京", "groupTypes": []string{"Unified"}}, map[string]any{
			"displayName": "東京", "mailNickname": "group", "securityEnabled": false, "mailEnabled": true,
			"groupTypes": []string{"Unified"},
		}, directory.Microsoft365},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			g, err := tenant.CreateGroup(test.given)
			require.NoError(t, err)
			assert.Equal(t, directory.Group{ObjectID: "u1", Attributes: g.Attributes}, g)
			assert.Equal(t, test.want, g.Attributes.Map())
			assert.Equal(t, test.kind, g.Kind())
			read, ok := tenant.Group("u1")
			require.True(t, ok)
			assert.Equal(t, g, read)
			_, ok = tenant.User("u1")
			assert.False(t, ok, "a group is no user")
		})
	}
}

func TestRefusalsOfGroups(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, sales, team := create(t, tenant, "ann@x"), createGroup(t, tenant, "Sales"), create365(t, tenant, "Team")
	plain, err := tenant.CreateGroup(map[string]any{"displayName": "Plain", "groupTypes": []string{"Unified"}})
	require.NoError(t, err)
	gone := create365(t, tenant, "Gone")
	require.NoError(t, tenant.DeleteGroup(gone))

	tests := []struct {
		name string
		do   func() error
		code directory.Code
		text string
	}{
		{"no name", func() error {
			_, err := tenant.CreateGroup(map[string]any{"mail": "a@x"})
			return err
		}, directory.InvalidValue, "displayName: expected a value, found none"},
		{"unknown attribute", func() error {
			return tenant.UpdateGroup(sales, map[string]any{"displayname": "S"})
		}, directory.UnknownAttribute, `found "displayname": did you mean "displayName"?`},
		{"unknown group type", func() error {
			return tenant.UpdateGroup(sales, map[string]any{"groupTypes": []string{"unified"}})
		}, directory.InvalidValue, "groupTypes: expected Unified or DynamicMembership, found \"unified\""},
		{"another kind", func() error {
			return tenant.UpdateGroup(sales, map[string]any{"groupTypes": []string{"Unified"}})
		}, directory.InvalidValue, "groupTypes: expected the kind of group that it is, security, found Microsoft 365"},
		{"members as an attribute", func() error {
			return tenant.UpdateGroup(sales, map[string]any{"members": []string{ann}})
		}, directory.InvalidValue, "members: expected an attribute that can be set, found one that the directory derives"},
		{"a user as group", func() error { return tenant.AddMember(ann, ann) }, directory.NotFound,
			`expected the object id of a group, found "u1"`},
		{"unknown member", func() error { return tenant.AddMember(sales, "u9") }, directory.NotFound, `"u9"`},
		{"itself", func() error { return tenant.AddMember(sales, sales) }, directory.InvalidValue,
			"members: expected another group, found the group itself"},
		{"a group in Microsoft 365", func() error { return tenant.AddMember(team, sales) }, directory.InvalidValue,
			"expected a user as member of a Microsoft 365 group, found group u2"},
		{"Microsoft 365 in a group", func() error { return tenant.AddMember(sales, team) }, directory.InvalidValue,
			"expected a user or a security group, found Microsoft 365 group u3"},
		{"deleted group", func() error { return tenant.AddMember(gone, ann) }, directory.Deleted,
			"expected a group that is not deleted, found u5 soft-deleted"},
		{"restored while present", func() error { return tenant.RestoreGroup(sales) }, directory.NotDeleted,
			"expected a soft-deleted group, found u2 present"},
		{"assigned without securityEnabled", func() error { return tenant.AssignGroup(plain.ObjectID) }, directory.InvalidValue,
			"securityEnabled: expected true for a group that is assigned, found false"},
	}
	before := tenant.Delta(0).Next
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.do()
			assert.Equal(t, test.code, codeOf(t, err))
			assert.ErrorContains(t, err, test.text)
		})
	}
	assert.Equal(t, directory.Delta{Next: before}, tenant.Delta(before), "a refused request changes nothing")
}

func TestMembersKeepTheirOrderAndAreNotExpanded(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, bob, cid := create(t, tenant, "ann@x"), create(t, tenant, "bob@x"), create(t, tenant, "cid@x")
	sales, emea := createGroup(t, tenant, "Sales"), createGroup(t, tenant, "EMEA")
	for _, m := range []string{cid, emea, ann, cid} {
		require.NoError(t, tenant.AddMember(sales, m))
	}
	require.NoError(t, tenant.AddMember(emea, bob))

	assert.Equal(t, []string{cid, emea, ann}, members(tenant, sales))
	assert.Equal(t, []string{sales}, tenant.GroupsOf(ann))
	assert.True(t, tenant.HasMember(sales, emea))
	assert.False(t, tenant.HasMember(sales, bob))

	require.NoError(t, tenant.RemoveMember(sales, cid))
	require.NoError(t, tenant.RemoveMember(sales, cid), "twice is once")
	require.NoError(t, tenant.AddMember(sales, cid))
	assert.Equal(t, []string{emea, ann, cid}, members(tenant, sales))
	g, _ := tenant.Group(sales)
	assert.Equal(t, 3, g.MemberCount)

	require.NoError(t, tenant.DeleteUser(ann))
	assert.Equal(t, []string{emea, cid}, members(tenant, sales), "a soft-deleted member does not show")
	g, _ = tenant.Group(sales)
	assert.Equal(t, 2, g.MemberCount)
	require.NoError(t, tenant.RestoreUser(ann))
	assert.Equal(t, []string{emea, ann, cid}, members(tenant, sales))
	require.NoError(t, tenant.PurgeUser(ann))
	require.NoError(t, tenant.PurgeGroup(emea))
	assert.Equal(t, []string{cid}, members(tenant, sales))
}

func TestMembersCanChangeWhileTheyAreRead(t *testing.T) {
	tenant, _ := newTenant(t)
	sales := createGroup(t, tenant, "Sales")
	var want []string
	for range 1000 {
		id := create(t, tenant, "user@"+string(rune('a'+len(want)%26))+"."+time.Duration(len(want)).String())
		require.NoError(t, tenant.AddMember(sales, id))
		want = append(want, id)
	}
	var read []string
	for id := range tenant.Members(sales) {
		read = append(read, id)
		require.NoError(t, tenant.RemoveMember(sales, id))
	}
	assert.Equal(t, want, read)
	assert.Empty(t, members(tenant, sales))
}

func TestGroupsAreDeletedByKind(t *testing.T) { // Graph, directory-deleteditems-restore
	tenant, clk := newTenant(t)
	ann := create(t, tenant, "ann@x")
	sales, team := createGroup(t, tenant, "Sales"), create365(t, tenant, "Team")
	for _, g := range []string{sales, team} {
		require.NoError(t, tenant.AddMember(g, ann))
		require.NoError(t, tenant.DeleteGroup(g))
	}
	_, ok := tenant.Group(sales)
	assert.False(t, ok)
	assert.Equal(t, directory.NotFound, codeOf(t, tenant.RestoreGroup(sales)))
	assert.Empty(t, tenant.GroupsOf(ann))

	g, ok := tenant.Group(team)
	require.True(t, ok)
	assert.True(t, g.SoftDeleted())
	require.NoError(t, tenant.RestoreGroup(team))
	assert.Equal(t, []string{team}, tenant.GroupsOf(ann))
	assert.Equal(t, []string{ann}, members(tenant, team))

	require.NoError(t, tenant.DeleteGroup(team))
	due, waiting := tenant.NextPurge()
	require.True(t, waiting)
	assert.Equal(t, start.Add(30*24*time.Hour), due)
	clk.AdvanceTo(due)
	assert.Equal(t, 1, tenant.PurgeDue(due))
	_, ok = tenant.Group(team)
	assert.False(t, ok)
}

// Graph, group resource type: ASCII without @()\[]";:<>, and blanks, 64 characters at most.
func TestNicknamesAreMadeOfWhatTheyMayHave(t *testing.T) {
	tenant, _ := newTenant(t)
	for displayName, want := range map[string]string{
		"Sales Équipe": "SalesEquipe", "Sales 日本": "Sales", "Россия": "group", "A\u0308rzte (Köln)": "ArzteKoln", "\u007f\u00a0": "group",
		strings.Repeat("ab", 50): strings.Repeat("ab", 32), "Straße": "Strae",
	} {
		g, err := tenant.CreateGroup(map[string]any{"displayName": displayName})
		require.NoError(t, err)
		assert.Equal(t, want, g.Attributes.Value("mailNickname"), displayName)
	}
	g, err := tenant.CreateGroup(map[string]any{"displayName": "G", "mailNickname": "東京"})
	require.NoError(t, err)
	assert.Equal(t, "東京", g.Attributes.Value("mailNickname"), "what somebody says is kept")
}
