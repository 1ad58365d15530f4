package directory

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var requiredOfUsers = []string{UserPrincipalName, AccountEnabled}

func TestStoredAttributesAreTheSameAgain(t *testing.T) {
	p := userTable.pack(map[string]any{
		"accountEnabled": false, "dirSyncEnabled": true, "city": "Łódź \"<&>\\ \x00\u2028 \U0001f600", "otherMails": []string{"a@x", "", "b\n@x"},
		"extension_0a_min": int64(math.MinInt64), "extension_0a_max": int64(math.MaxInt64), "extension_0a_text": "x",
		"extension_0a_flag": true, "userPrincipalName": "ann@x",
	})
	text, err := json.Marshal(Attributes{table: userTable, packed: p})
	require.NoError(t, err)
	var read Attributes
	require.NoError(t, json.Unmarshal(text, &read))
	again, ok := scanAttributes(userTable, string(read.packed), requiredOfUsers)
	require.True(t, ok, "the fast way knows what is written")
	assert.Equal(t, p, again)
	same, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(same))

	empty, err := json.Marshal(Attributes{})
	require.NoError(t, err)
	assert.Equal(t, "{}", string(empty))
}

// What the fast way takes is what the JSON library would have made of it.
func FuzzScanAttributes(f *testing.F) {
	for _, text := range []string{
		`{"accountEnabled":true,"city":"\u0041\"","userPrincipalName":"ann@x"}`,
		`{"accountEnabled":true,"otherMails":["a","b"],"userPrincipalName":"ann@x","extension_0a_n":-7,"extension_0b_n":"x"}`,
		`{"accountEnabled":true,"accountEnabled":false,"userPrincipalName":"ann@x"}`, `{"accountEnabled":true,"city":"","userPrincipalName":"a@x"}`,
		`{"accountEnabled":true,"userPrincipalName":"ann@x","manager":"x"}`, `{"accountEnabled":true,"userPrincipalName":"ann@x"},`,
		`{{"accountEnabled":true{"userPrincipalName":"ann@x"}`, `,"accountEnabled":true,"userPrincipalName":"ann@x"}`,
		`{"accountEnabled":true,"userPrincipalName":"ann@x","extension_0a_n":01}`, `{"accountEnabled":true,"otherMails":[],"userPrincipalName":"ann@x"}`, `{"accountEnabled":true,"otherMails":[["b"],"userPrincipalName":"ann@x"}`,
		`{"accountEnabled":true,"city":"` + "\xff" + `","userPrincipalName":"ann@x"}`, `{}`, `{`, ``,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fast, ok := scanAttributes(userTable, text, requiredOfUsers)
		if !ok {
			return
		}
		values, err := Attributes{packed: packed(text)}.read()
		require.NoError(t, err)
		final, err := userTable.apply(map[string]any{}, values, requiredOfUsers...)
		require.NoError(t, err)
		require.Equal(t, userTable.pack(final), fast)
	})
}
