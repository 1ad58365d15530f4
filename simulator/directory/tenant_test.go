package directory_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// newTenant is an empty tenant with ids u1, u2, … and the clock it lives by.
func newTenant(tb testing.TB) (*directory.Tenant, *clock.Virtual) {
	tb.Helper()
	clk := clock.NewVirtual(start)
	var n int
	return directory.New(clk.Now, func() string { n++; return fmt.Sprintf("u%d", n) }), clk
}

func create(tb testing.TB, tenant *directory.Tenant, name string) string {
	tb.Helper()
	u, err := tenant.CreateUser(map[string]any{"userPrincipalName": name})
	require.NoError(tb, err)
	return u.ObjectID
}

// codeOf is the code of a tenant's error.
func codeOf(tb testing.TB, err error) directory.Code {
	tb.Helper()
	var refused *directory.Error
	require.ErrorAs(tb, err, &refused)
	return refused.Code
}

func TestCreateUserFillsInWhatEveryUserHas(t *testing.T) {
	tenant, _ := newTenant(t)
	u, err := tenant.CreateUser(map[string]any{
		"userPrincipalName": "Ann@contoso.example", "mail": "", "displayName": nil, "proxyAddresses": []string{"smtp:a@x"},
	})
	require.NoError(t, err)
	assert.Equal(t, directory.User{ObjectID: "u1", Attributes: u.Attributes}, u)
	assert.Equal(t, map[string]any{
		"userPrincipalName": "Ann@contoso.example", "accountEnabled": true, "mailNickname": "Ann",
		"proxyAddresses": []string{"smtp:a@x"},
	}, u.Attributes.Map())

	found, ok := tenant.FindUser("ANN@contoso.example")
	require.True(t, ok)
	assert.Equal(t, u, found)
	read, ok := tenant.User("u1")
	require.True(t, ok)
	assert.Equal(t, u, read)
}

func TestUsersAreCopies(t *testing.T) {
	tenant, _ := newTenant(t)
	given := map[string]any{"userPrincipalName": "ann@x", "otherMails": []string{"a"}}
	u, err := tenant.CreateUser(given)
	require.NoError(t, err)

	given["otherMails"].([]string)[0] = "b"
	u.Attributes.Value("otherMails").([]string)[0] = "c"
	u.Attributes.Map()["displayName"] = "d"

	read, _ := tenant.User(u.ObjectID)
	assert.Equal(t, []string{"a"}, read.Attributes.Value("otherMails"))
	assert.NotContains(t, read.Attributes.Map(), "displayName")
	assert.True(t, read.AccountEnabled())
}

func TestRefusals(t *testing.T) {
	tenant, _ := newTenant(t)
	ann, gone := create(t, tenant, "ann@x"), create(t, tenant, "gone@x")
	require.NoError(t, tenant.DeleteUser(gone))

	tests := []struct {
		name string
		do   func() error
		code directory.Code
		text string
	}{
		{"unknown attribute on create", func() error {
			_, err := tenant.CreateUser(map[string]any{"userPrincipalName": "b@x", "telephonenumber": "1"})
			return err
		}, directory.UnknownAttribute, `found "telephonenumber": did you mean "telephoneNumber"?`},
		{"unknown attribute on update", func() error {
			return tenant.UpdateUser(ann, map[string]any{"employeeID": "x"})
		}, directory.UnknownAttribute, `found "employeeID": did you mean "employeeId"?`},
		{"no userPrincipalName", func() error {
			_, err := tenant.CreateUser(map[string]any{"displayName": "B"})
			return err
		}, directory.InvalidValue, "userPrincipalName: expected a value, found none"},
		{"userPrincipalName cleared", func() error {
			return tenant.UpdateUser(ann, map[string]any{"userPrincipalName": nil})
		}, directory.InvalidValue, "userPrincipalName: expected a value, found none"},
		{"accountEnabled cleared", func() error {
			return tenant.UpdateUser(ann, map[string]any{"accountEnabled": nil})
		}, directory.InvalidValue, "accountEnabled: expected a value, found none"},
		{"text for a boolean", func() error {
			return tenant.UpdateUser(ann, map[string]any{"accountEnabled": "True"})
		}, directory.InvalidValue, "accountEnabled: expected true or false, found \"True\""},
		{"list for a text", func() error {
			return tenant.UpdateUser(ann, map[string]any{"mail": []string{"a@x"}})
		}, directory.InvalidValue, "mail: expected a text, found [\"a@x\"]"},
		{"number", func() error {
			return tenant.UpdateUser(ann, map[string]any{"employeeId": 7})
		}, directory.InvalidValue, "employeeId: expected a text, found 7"},
		{"name taken, in another case", func() error {
			_, err := tenant.CreateUser(map[string]any{"userPrincipalName": "ANN@x"})
			return err
		}, directory.NameTaken, `found "ANN@x" held by user u1`},
		{"unknown id", func() error { return tenant.AssignUser("u9") }, directory.NotFound, `found "u9"`},
		{"unknown id", func() error { return tenant.PurgeUser("u9") }, directory.NotFound, `found "u9"`},
		{"deleted user changed", func() error {
			return tenant.UpdateUser(gone, map[string]any{"mail": "g@x"})
		}, directory.Deleted, "found u2 soft-deleted"},
		{"deleted user unassigned", func() error { return tenant.UnassignUser(gone) }, directory.Deleted, "u2"},
		{"deleted twice", func() error { return tenant.DeleteUser(gone) }, directory.Deleted, "u2"},
		{"present user restored", func() error { return tenant.RestoreUser(ann) }, directory.NotDeleted, "u1 present"},
	}
	_, before := tenant.Changes(0)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.do()
			assert.Equal(t, test.code, codeOf(t, err))
			assert.ErrorContains(t, err, test.text)
		})
	}
	changes, _ := tenant.Changes(before)
	assert.Empty(t, changes, "a refused request changes nothing")
}

func TestUpdateUserRenamesAndClears(t *testing.T) {
	tenant, _ := newTenant(t)
	ann := create(t, tenant, "ann@x")
	require.NoError(t, tenant.UpdateUser(ann, map[string]any{"mail": "a@x", "extension_0af_badge": "7"}))
	require.NoError(t, tenant.UpdateUser(ann, map[string]any{"mail": nil, "userPrincipalName": "anna@x"}))

	u, ok := tenant.FindUser("anna@x")
	require.True(t, ok)
	assert.NotContains(t, u.Attributes.Map(), "mail")
	assert.Equal(t, "7", u.Attributes.Value("extension_0af_badge"))
	_, ok = tenant.FindUser("ann@x")
	assert.False(t, ok)
	create(t, tenant, "ann@x") // the old name is free
	require.NoError(t, tenant.UpdateUser(ann, map[string]any{"userPrincipalName": "ANNA@x"}), "its own name, in another case")
}
