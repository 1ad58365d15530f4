package directory_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func TestSoftDeletionKeepsTheUserAndFreesItsName(t *testing.T) {
	tenant, clk := newTenant(t)
	ann := create(t, tenant, "ann@x")
	require.NoError(t, tenant.AssignUser(ann))
	clk.AdvanceTo(start.Add(time.Hour))
	require.NoError(t, tenant.DeleteUser(ann))

	u, ok := tenant.User(ann)
	require.True(t, ok)
	assert.Equal(t, start.Add(time.Hour), u.DeletedDateTime)
	assert.True(t, u.Assigned)
	assert.Equal(t, "ann@x", u.UserPrincipalName(), "by default a deleted user keeps the name it had")
	_, ok = tenant.FindUser("ann@x")
	assert.False(t, ok)

	second := create(t, tenant, "ann@x")
	assert.Equal(t, directory.NameTaken, codeOf(t, tenant.RestoreUser(ann)))
	require.NoError(t, tenant.PurgeUser(second))
	require.NoError(t, tenant.RestoreUser(ann))
	u, ok = tenant.FindUser("ann@x")
	require.True(t, ok)
	assert.Equal(t, ann, u.ObjectID)
	assert.False(t, u.SoftDeleted())
	assert.True(t, u.Assigned)
}

func TestRenameDeletedUsers(t *testing.T) { // D-106
	tenant := directory.New(func() time.Time { return start }, func() string { return "283405f5-0000-4000-8000-0000000000c2" })
	tenant.RenameDeletedUsers = true
	ann := create(t, tenant, "ann@x")
	require.NoError(t, tenant.DeleteUser(ann))
	u, _ := tenant.User(ann)
	assert.Equal(t, "283405f50000400080000000000000c2ann@x", u.UserPrincipalName())

	require.NoError(t, tenant.RestoreUser(ann))
	u, _ = tenant.User(ann)
	assert.Equal(t, "ann@x", u.UserPrincipalName())
}

func TestRestoreUserKeepsANameThatBeginsWithTheID(t *testing.T) {
	tenant, _ := newTenant(t)
	u1 := create(t, tenant, "u1.first@x")
	require.NoError(t, tenant.DeleteUser(u1))
	require.NoError(t, tenant.RestoreUser(u1))
	u, _ := tenant.User(u1)
	assert.Equal(t, "u1.first@x", u.UserPrincipalName())
}

func TestPurgeAfterThirtyDays(t *testing.T) {
	tenant, clk := newTenant(t)
	a, b, c := create(t, tenant, "a@x"), create(t, tenant, "b@x"), create(t, tenant, "c@x")
	_, waiting := tenant.NextPurge()
	assert.False(t, waiting)

	require.NoError(t, tenant.DeleteUser(a))
	clk.AdvanceTo(start.Add(24 * time.Hour))
	require.NoError(t, tenant.DeleteUser(b))
	require.NoError(t, tenant.DeleteUser(c))
	require.NoError(t, tenant.RestoreUser(a))
	require.NoError(t, tenant.PurgeUser(c))

	due, waiting := tenant.NextPurge()
	require.True(t, waiting)
	assert.Equal(t, start.Add(31*24*time.Hour), due, "the restored and the purged one no longer wait")
	assert.Zero(t, tenant.PurgeDue(due.Add(-time.Second)))
	assert.Equal(t, 1, tenant.PurgeDue(due))
	assert.Zero(t, tenant.PurgeDue(due))

	_, ok := tenant.User(b)
	assert.False(t, ok)
	assert.Equal(t, directory.NotFound, codeOf(t, tenant.RestoreUser(b)))
	_, waiting = tenant.NextPurge()
	assert.False(t, waiting)
	_, ok = tenant.User(a)
	assert.True(t, ok)
}

func TestRetentionStartsAnewWithEachDeletion(t *testing.T) {
	tenant, clk := newTenant(t)
	a := create(t, tenant, "a@x")
	require.NoError(t, tenant.DeleteUser(a))
	clk.AdvanceTo(start.Add(29 * 24 * time.Hour))
	require.NoError(t, tenant.RestoreUser(a))
	require.NoError(t, tenant.DeleteUser(a))

	due, _ := tenant.NextPurge()
	assert.Equal(t, start.Add(59*24*time.Hour), due)
}

func TestDeletionsOfOneInstantEndInTheirOrder(t *testing.T) {
	tenant, _ := newTenant(t)
	a, b := create(t, tenant, "a@x"), create(t, tenant, "b@x")
	require.NoError(t, tenant.DeleteUser(a))
	require.NoError(t, tenant.DeleteUser(b))
	require.NoError(t, tenant.RestoreUser(a))
	require.NoError(t, tenant.DeleteUser(a))
	_, mark := tenant.Changes(0)

	due, _ := tenant.NextPurge()
	assert.Equal(t, 2, tenant.PurgeDue(due))
	assert.Equal(t, []string{"Delete u2", "Delete u1"}, described(tenant, mark), "it is the latest deletion that counts")
}
