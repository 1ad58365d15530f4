package directory_test

import (
	"encoding/json"
	"maps"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// Every value is found by its name, whatever else there is: attributes in front, between and behind, and directory extensions.
func TestAttributesAreFoundByName(t *testing.T) {
	all := map[string]any{
		"accountEnabled": false, "city": "Łódź", "userPrincipalName": "ann@x", "mailNickname": "ann", "otherMails": []string{"a@x", "b@x"},
		"extension_0a_min": int64(math.MinInt64), "extension_0a_text": "city", "extension_0b_flag": true,
	}
	for left := range all {
		given := maps.Clone(all)
		if left != "accountEnabled" && left != "userPrincipalName" && left != "mailNickname" { // which every user has
			delete(given, left)
		}
		tenant, _ := newTenant(t)
		u, err := tenant.CreateUser(given)
		require.NoError(t, err)
		assert.Equal(t, given, u.Attributes.Map())
		var reader directory.Reader
		reader.Reset(u.Attributes)
		read := func(name string) any {
			text, other := reader.Read(name)
			if text != "" {
				return text
			}
			return other
		}
		for name := range all {
			assert.Equal(t, given[name], u.Attributes.Value(name), "%s without %s", name, left)
			assert.Equal(t, given[name], read(name), "%s without %s", name, left)
		}
		for _, name := range []string{"", "IsSoftDeleted", "manager", "Y", "zzz", "extension_0a_mi", "extension_0c_x"} {
			assert.Nil(t, u.Attributes.Value(name), name)
			assert.Nil(t, read(name), name)
			assert.Empty(t, u.Attributes.Text(name), name)
		}
	}
	text, other := new(directory.Reader).Read("city")
	assert.Empty(t, text)
	assert.Nil(t, other)
	assert.Nil(t, directory.Attributes{}.Value("city"))
	assert.Empty(t, directory.Attributes{}.Map())
}

// A user and a group that wait for their deletion are saved as JSON, and are the same again.
func TestObjectsAsJSON(t *testing.T) {
	tenant, _ := newTenant(t)
	u, err := tenant.CreateUser(map[string]any{
		"userPrincipalName": "ann@x", "otherMails": []string{"a@x"}, "extension_0a_badge": int64(math.MaxInt64), "extension_0a_on": true,
	})
	require.NoError(t, err)
	g, err := tenant.CreateGroup(map[string]any{"displayName": "Sales", "groupTypes": []string{"Unified"}})
	require.NoError(t, err)
	assert.Equal(t, u, reread[directory.User](t, u))
	assert.Equal(t, g, reread[directory.Group](t, g))
	assert.Empty(t, reread[directory.User](t, directory.User{}).Attributes.Map())

	_, err = tenant.CreateUser(map[string]any{"userPrincipalName": "bob@x"})
	require.NoError(t, err)
	require.EqualError(t, json.Unmarshal([]byte(`{"Attributes":{"city":1.5}}`), &u),
		"city: expected a text, a whole number of 64 bits, true, false or a list of texts, found 1.5")
	require.ErrorContains(t, json.Unmarshal([]byte(`{"Attributes":{"bogus":"x"}}`), &g), "bogus")
}

func reread[T any](t *testing.T, object any) (read T) {
	text, err := json.Marshal(object)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &read))
	return read
}
