package directory_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func TestManager(t *testing.T) {
	tenant, _ := newTenant(t)
	boss, ann := create(t, tenant, "boss@x"), create(t, tenant, "ann@x") // u1, u2
	bob, err := tenant.CreateUser(map[string]any{"userPrincipalName": "bob@x", "manager": boss})
	require.NoError(t, err)
	assert.Equal(t, boss, bob.Manager)
	assert.NotContains(t, bob.Attributes.Map(), "manager", "a reference is no value")

	tests := []struct {
		name    string
		do      func() error
		manager string
		feed    []string
	}{
		{"set", func() error { return tenant.SetManager(ann, boss) }, boss, []string{"Update u2 manager"}},
		{"set again", func() error { return tenant.SetManager(ann, boss) }, boss, nil},
		{"another attribute", func() error { return tenant.UpdateUser(ann, map[string]any{"city": "Oslo"}) }, boss, []string{"Update u2"}},
		{"manager deleted", func() error { return tenant.DeleteUser(boss) }, "",
			[]string{"Update u1", "Update u3 manager", "Update u2 manager"}},
		{"manager restored", func() error { return tenant.RestoreUser(boss) }, boss,
			[]string{"Update u1", "Update u3 manager", "Update u2 manager"}},
		{"cleared", func() error { return tenant.ClearManager(ann) }, "", []string{"Update u2 manager"}},
		{"set as attribute", func() error { return tenant.UpdateUser(ann, map[string]any{"manager": boss}) }, boss,
			[]string{"Update u2 manager"}},
		{"purged", func() error { return tenant.PurgeUser(boss) }, "", []string{"Update u3 manager", "Update u2 manager", "Delete u1"}},
	}
	_, mark := tenant.Changes(0)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.NoError(t, test.do())
			u, _ := tenant.User(ann)
			assert.Equal(t, test.manager, u.Manager)
			changes, next := tenant.Changes(mark)
			var lines []string
			for _, c := range changes {
				line := fmt.Sprintf("%s %s", c.Type, c.User.ObjectID)
				if c.ManagerChanged {
					line += " manager"
				}
				lines = append(lines, line)
			}
			assert.Equal(t, test.feed, lines)
			mark = next
		})
	}
}

func TestManagerIsRefused(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, gone, group := create(t, tenant, "ann@x"), create(t, tenant, "gone@x"), createGroup(t, tenant, "Sales")
	require.NoError(t, tenant.DeleteUser(gone))
	assert.Equal(t, directory.Deleted, codeOf(t, tenant.SetManager(ann, gone)))
	assert.Equal(t, directory.NotFound, codeOf(t, tenant.SetManager(ann, group)))
	assert.Equal(t, directory.InvalidValue, codeOf(t, tenant.UpdateUser(ann, map[string]any{"manager": 7})))
	_, err := tenant.CreateUser(map[string]any{"userPrincipalName": "new@x", "manager": "u9"})
	assert.Equal(t, directory.NotFound, codeOf(t, err))
	_, ok := tenant.FindUser("new@x")
	assert.False(t, ok)
}
