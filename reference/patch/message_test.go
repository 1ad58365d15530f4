package patch

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/schema"
)

func TestDecode(t *testing.T) {
	got, err := Entra().Decode(message(`{"op":"ADD","path":"a","value":9007199254740993},{"op":"Remove","path":"b"},{"op":"replace","path":null,"value":null}`))
	require.NoError(t, err)
	assert.Equal(t, []Operation{
		{Op: Add, Path: "a", Value: json.Number("9007199254740993")},
		{Op: Remove, Path: "b"},
		{Op: Replace},
	}, got)
}

func TestDecodeTakesTheURNInAnyCase(t *testing.T) {
	_, err := Dialect{}.Decode([]byte(`{"schemas":["URN:ietf:params:scim:api:messages:2.0:patchop"],"Operations":[{"op":"remove","path":"b"}]}`))
	assert.NoError(t, err, "RFC 8141, 3.1")
}

func TestDecodeRefuses(t *testing.T) {
	for text, said := range map[string]string{
		``:   "PatchOp message in JSON",
		`[]`: "PatchOp message in JSON",
		`{"Operations":[{"op":"remove","path":"b"}]}`:                              "schemas: expected " + Message,
		`{"schemas":null,"Operations":[{"op":"remove","path":"b"}]}`:               "schemas: expected " + Message,
		`{"schemas":["x"],"Operations":[{"op":"remove","path":"b"}]}`:              `found ["x"]`,
		`{"schemas":["` + Message + `"]}`:                                          "Operations: expected one at least",
		`{"schemas":["` + Message + `"],"Operations":null}`:                        "Operations: expected one at least",
		`{"schemas":["` + Message + `"],"Operations":[null]}`:                      `Operations[0].op`,
		`{"schemas":["` + Message + `"],"Operations":[{"op":"remove","path":{}}]}`: "PatchOp message",
	} {
		_, err := Entra().Decode([]byte(text))
		var fault *schema.Error
		require.ErrorAs(t, err, &fault, "D-101: %s", text)
		assert.Equal(t, schema.InvalidSyntax, fault.Type, text)
		assert.Contains(t, fault.Detail, said, text)
	}
}
