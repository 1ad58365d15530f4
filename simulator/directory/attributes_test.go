package directory_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

func TestAttributeTableIsSortedAndWhole(t *testing.T) {
	var names []string
	for _, a := range directory.UserAttributes() {
		if !a.Derived {
			names = append(names, a.Name)
		}
	}
	assert.True(t, slices.IsSorted(names))
	for _, name := range []string{"extensionAttribute15", "employeeHireDate", "onPremisesSecurityIdentifier", "manager", "netId"} {
		assert.Contains(t, names, name)
	}
	types := map[string]directory.AttributeType{}
	for _, a := range directory.UserAttributes() {
		types[a.Name] = a.Type
	}
	assert.Equal(t, directory.TypeDateTime, types["employeeHireDate"])
	assert.Equal(t, directory.TypeReference, types["manager"])
	assert.Equal(t, directory.TypeString, types["originalUserPrincipalName"])
}

func TestValuesByType(t *testing.T) {
	const extension = "extension_0123456789abcdef0123456789abcdef_badge"
	tests := []struct {
		name      string
		attribute string
		given     any
		kept      any
		err       string
	}{
		{"date and time", "employeeHireDate", "2026-03-01T09:00:00+01:00", "2026-03-01T09:00:00+01:00", ""},
		{"a time", "employeeHireDate", time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), "2026-03-01T09:00:00Z", ""},
		{"date only", "employeeHireDate", "2026-03-01", nil,
			"employeeHireDate: expected a date and time such as 2026-03-01T00:00:00Z (RFC 3339), found \"2026-03-01\""},
		{"extension, text", extension, "7", "7", ""},
		{"extension, empty", extension, "", nil, ""},
		{"extension, truth value", extension, true, true, ""},
		{"extension, whole number", extension, math.MinInt, int64(math.MinInt), ""},
		{"extension, list", extension, []string{"a"}, nil,
			"expected a text, a whole number, true or false, found [\"a\"]"},
		{"only the end of a dotted name", "costCenter", "7", nil, `did you mean "employeeOrgData.costCenter"?`},
		{"extension in other letters", "Extension_0a_badge", "7", nil, `found "Extension_0a_badge": did you mean`},
		{"extension without a name", "extension_0a_", "7", nil, "expected a known attribute"},
		{"list", "otherMails", []string{"a@x", "b@x"}, []string{"a@x", "b@x"}, ""},
		{"empty list", "otherMails", []string{}, nil, ""},
		{"text for a list", "otherMails", "a@x", nil, "otherMails: expected a list of texts, found \"a@x\""},
		{"proxy addresses", "proxyAddresses", []string{"SMTP:a@x", "smtp:b@x", "X500:/o=x"}, []string{"SMTP:a@x", "smtp:b@x", "X500:/o=x"}, ""},
		{"proxy address without type", "proxyAddresses", []string{"a@x"}, nil,
			"proxyAddresses: expected addresses such as smtp:ann@contoso.example, found \"a@x\""},
		{"two primary addresses", "proxyAddresses", []string{"SMTP:a@x", "SMTP:b@x"}, nil, "expected one primary address"},
		{"address twice", "proxyAddresses", []string{"smtp:a@x", "smtp:A@x"}, nil, "expected each address once, found \"smtp:A@x\""},
		{"mail", "mail", "a", nil, "mail: expected an address such as ann@contoso.example, found \"a\""},
		{"name", "userPrincipalName", "ann", nil, "userPrincipalName: expected a name such as ann@contoso.example, found \"ann\""},
		{"name with two @", "userPrincipalName", "@nn@x", nil, "userPrincipalName: expected a name such as ann@contoso.example, found \"@nn@x\""},
		{"user type", "userType", "guest", nil, "userType: expected Member or Guest, found \"guest\""},
		{"derived", "objectId", "x", nil, "objectId: expected an attribute that can be set, found one that the directory derives"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tenant, _ := newTenant(t)
			ann := create(t, tenant, "ann@x")
			err := tenant.UpdateUser(ann, map[string]any{test.attribute: test.given})
			if test.err != "" {
				assert.ErrorContains(t, err, test.err)
				return
			}
			require.NoError(t, err)
			u, _ := tenant.User(ann)
			assert.Equal(t, test.kept, u.Attributes.Value(test.attribute))
		})
	}
}

func TestGuests(t *testing.T) { // Microsoft Learn, how-provisioning-works: #EXT# is stripped from userPrincipalName only
	tenant, _ := newTenant(t)
	name := directory.GuestName("an_n@fabrikam.example", "contoso.example")
	u, err := tenant.CreateUser(map[string]any{"userPrincipalName": name})
	require.NoError(t, err)
	assert.Equal(t, "an_n_fabrikam.example#EXT#@contoso.example", u.UserPrincipalName())
	assert.Equal(t, "Guest", u.Attributes.Value("userType"))
	assert.Equal(t, "an_n@fabrikam.example", directory.HomeName(u.UserPrincipalName()))

	member, err := tenant.CreateUser(map[string]any{"userPrincipalName": "m_fabrikam.example#EXT#@x", "userType": "Member"})
	require.NoError(t, err)
	assert.Equal(t, "Member", member.Attributes.Value("userType"), "an external user can be a member")
	for _, name := range []string{"ann@ours.example", "odd#EXT#@ours.example"} {
		u, err := tenant.CreateUser(map[string]any{"userPrincipalName": name})
		require.NoError(t, err)
		assert.Equal(t, name, directory.HomeName(u.UserPrincipalName()))
	}
}
