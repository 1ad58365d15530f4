package directory_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func createRole(tb testing.TB, tenant *directory.Tenant, value string) string {
	tb.Helper()
	r, err := tenant.CreateAppRole(directory.AppRole{ID: "role-" + value, Value: value, Enabled: true})
	require.NoError(tb, err)
	return r.ID
}

// rolesOf are the roles of a user as "value from principal" in their order.
func rolesOf(tb testing.TB, tenant *directory.Tenant, id string) string {
	tb.Helper()
	u, ok := tenant.User(id)
	require.True(tb, ok)
	var lines []string
	for _, a := range u.AppRoleAssignments {
		lines = append(lines, fmt.Sprintf("%s from %s", a.DisplayName, a.PrincipalID))
	}
	assert.Equal(tb, len(lines) > 0, u.Assigned)
	return strings.Join(lines, ", ")
}

// The rules of the page how-provisioning-works, scoping by assignment; and the feed, which names whoever is affected.
func TestEffectiveAssignment(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, bob := create(t, tenant, "ann@x"), create(t, tenant, "bob@x")                                                 // u1, u2
	sales, emea, team := createGroup(t, tenant, "Sales"), createGroup(t, tenant, "EMEA"), create365(t, tenant, "Team") // u3 to u5
	admin, reader := createRole(t, tenant, "Admin"), createRole(t, tenant, "Reader")
	require.NoError(t, tenant.AddMember(sales, ann))
	require.NoError(t, tenant.AddMember(sales, emea))
	require.NoError(t, tenant.AddMember(emea, bob))
	require.NoError(t, tenant.AddMember(team, ann))

	tests := []struct {
		name     string
		do       func() error
		ann, bob string
		feed     []string // of users
	}{
		{"a group is assigned: direct members only", func() error { return tenant.AssignGroup(sales) },
			"Default Access from u3", "", []string{"Update u1"}},
		{"a second group with the same role", func() error { return tenant.AssignGroup(team) },
			"Default Access from u3", "", nil},
		{"leaving one of two", func() error { return tenant.RemoveMember(sales, ann) },
			"Default Access from u5", "", nil},
		{"coming back", func() error { return tenant.AddMember(sales, ann) }, "Default Access from u3", "", nil},
		{"a role by group", func() error { return tenant.AssignGroupRole(sales, reader) },
			"Default Access from u3, Reader from u3", "", []string{"Update u1"}},
		{"a role of one's own comes first", func() error { return tenant.AssignUserRole(ann, admin) },
			"Admin from u1, Default Access from u3, Reader from u3", "", []string{"Update u1"}},
		{"unassigned, and still assigned by group", func() error { return tenant.UnassignUser(ann) },
			"Default Access from u3, Reader from u3", "", []string{"Update u1"}},
		{"a Microsoft 365 group is deleted", func() error { return tenant.DeleteGroup(team) },
			"Default Access from u3, Reader from u3", "", nil},
		{"one role of a group goes", func() error { return tenant.UnassignGroupRole(sales, directory.DefaultAccess) },
			"Reader from u3", "", []string{"Update u1"}},
		{"the group is restored", func() error { return tenant.RestoreGroup(team) },
			"Reader from u3, Default Access from u5", "", []string{"Update u1"}},
		{"no longer securityEnabled", func() error {
			return tenant.UpdateGroup(team, map[string]any{"securityEnabled": false})
		}, "Reader from u3", "", []string{"Update u1"}},
		{"the role is renamed", func() error {
			return tenant.UpdateAppRole(directory.AppRole{ID: reader, Value: "Viewer", Enabled: true})
		}, "Viewer from u3", "", []string{"Update u1"}},
		{"a member joins an assigned group", func() error { return tenant.AddMember(sales, bob) },
			"Viewer from u3", "Viewer from u3", []string{"Update u2"}},
		{"the role is disabled", func() error { return tenant.UpdateAppRole(directory.AppRole{ID: reader, Value: "Viewer"}) },
			"Viewer from u3", "Viewer from u3", nil},
		{"the role is deleted", func() error { return tenant.DeleteAppRole(reader) }, "", "", []string{"Update u1", "Update u2"}},
		{"a group in a group is assigned", func() error { return tenant.AssignGroup(emea) }, "",
			"Default Access from u4", []string{"Update u2"}},
		{"an assigned security group is deleted", func() error { return tenant.DeleteGroup(emea) }, "", "", []string{"Update u2"}},
	}
	_, mark := tenant.Changes(0)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.NoError(t, test.do())
			assert.Equal(t, test.ann, rolesOf(t, tenant, ann))
			assert.Equal(t, test.bob, rolesOf(t, tenant, bob))
			assert.Equal(t, test.feed, described(tenant, mark))
			_, mark = tenant.Changes(mark)
		})
	}
}

func TestAppRolesAreRefused(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, admin := create(t, tenant, "ann@x"), createRole(t, tenant, "Admin")
	_, err := tenant.CreateAppRole(directory.AppRole{ID: "off", Value: "Off"})
	require.NoError(t, err)

	tests := []struct {
		name string
		do   func() error
		code directory.Code
		text string
	}{
		{"value with a space", func() error {
			_, err := tenant.CreateAppRole(directory.AppRole{Value: "a b"})
			return err
		}, directory.InvalidValue, "value: expected a text without white space, found \"a b\""},
		{"display name in another encoding", func() error {
			_, err := tenant.CreateAppRole(directory.AppRole{Value: "Z", DisplayName: "Z\xfcrich"})
			return err
		}, directory.InvalidValue, "expected texts in UTF-8"},
		{"value taken", func() error {
			_, err := tenant.CreateAppRole(directory.AppRole{Value: "Admin"})
			return err
		}, directory.NameTaken, `expected a value that is free, found "Admin" held by app role role-Admin`},
		{"the id of default access", func() error {
			_, err := tenant.CreateAppRole(directory.AppRole{ID: directory.DefaultAccess, Value: "D"})
			return err
		}, directory.NameTaken, "Default Access"},
		{"unknown role", func() error { return tenant.AssignUserRole(ann, "Admin") }, directory.NotFound,
			`expected the id of an app role, found "Admin"`},
		{"disabled role", func() error { return tenant.AssignUserRole(ann, "off") }, directory.InvalidValue,
			"enabled: expected an app role that is enabled, found Off, which is disabled"},
		{"enabled role deleted", func() error { return tenant.DeleteAppRole(admin) }, directory.InvalidValue,
			"enabled: expected false before the role is deleted, found true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.do()
			assert.Equal(t, test.code, codeOf(t, err))
			assert.ErrorContains(t, err, test.text)
		})
	}
	assert.Len(t, tenant.AppRoles(), 2)
}

func TestAPurgedUserWasAssigned(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, sales := create(t, tenant, "ann@x"), createGroup(t, tenant, "Sales")
	require.NoError(t, tenant.AddMember(sales, ann))
	require.NoError(t, tenant.AssignGroup(sales))
	require.NoError(t, tenant.PurgeUser(ann))
	changes, _ := tenant.Changes(0)
	assert.True(t, changes[0].User.Assigned, "a tombstone says what it was")
}
