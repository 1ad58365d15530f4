package directory_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// described is the feed since a watermark as "type id" lines.
func described(tenant *directory.Tenant, since directory.Watermark) []string {
	changes, _ := tenant.Changes(since)
	var lines []string
	for _, c := range changes {
		lines = append(lines, fmt.Sprintf("%s %s", c.Type, c.User.ObjectID))
	}
	return lines
}

func TestChangesSinceAWatermark(t *testing.T) {
	tenant, _ := newTenant(t)
	a, b := create(t, tenant, "a@x"), create(t, tenant, "b@x")
	assert.Equal(t, []string{"Add u1", "Add u2"}, described(tenant, 0))

	_, mark := tenant.Changes(0)
	assert.Empty(t, described(tenant, mark))

	require.NoError(t, tenant.AssignUser(b))
	require.NoError(t, tenant.UpdateUser(a, map[string]any{"mail": "a@x"}))
	require.NoError(t, tenant.UpdateUser(b, map[string]any{"mail": "b@x"}))
	create(t, tenant, "c@x")
	assert.Equal(t, []string{"Update u1", "Update u2", "Add u3"}, described(tenant, mark), "one per object, by latest change")

	require.NoError(t, tenant.DeleteUser(a))
	require.NoError(t, tenant.PurgeUser(b))
	assert.Equal(t, []string{"Add u3", "Update u1", "Delete u2"}, described(tenant, mark))
	assert.Equal(t, []string{"Add u3", "Add u1", "Delete u2"}, described(tenant, 0), "from the beginning, tombstones too")

	changes, _ := tenant.Changes(mark)
	assert.Equal(t, "b@x", changes[2].User.UserPrincipalName(), "a tombstone says who it was")
}

func TestWhatChangesNothingIsNoChange(t *testing.T) {
	tenant, _ := newTenant(t)
	a := create(t, tenant, "a@x")
	require.NoError(t, tenant.UpdateUser(a, map[string]any{"otherMails": []string{"o@x"}}))
	_, mark := tenant.Changes(0)

	require.NoError(t, tenant.UnassignUser(a))
	require.NoError(t, tenant.UpdateUser(a, map[string]any{"userPrincipalName": "a@x", "mail": nil}))
	require.NoError(t, tenant.UpdateUser(a, map[string]any{"otherMails": []string{"o@x"}}))
	assert.Empty(t, described(tenant, mark))
}

func TestFeedStaysRightWhenItIsCompacted(t *testing.T) {
	tenant, _ := newTenant(t)
	a, b := create(t, tenant, "a@x"), create(t, tenant, "b@x")
	_, early := tenant.Changes(0)
	for i := range 500 {
		require.NoError(t, tenant.UpdateUser(a, map[string]any{"mail": fmt.Sprintf("%d@x", i)}))
	}
	_, late := tenant.Changes(0)
	require.NoError(t, tenant.UpdateUser(b, map[string]any{"mail": "b@x"}))

	assert.Equal(t, []string{"Update u1", "Update u2"}, described(tenant, early))
	assert.Equal(t, []string{"Update u2"}, described(tenant, late))
}
