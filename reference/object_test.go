package reference

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestObjectJSON(t *testing.T) {
	o := object{
		{"schemas", []string{"urn:a"}},
		{"id", "1"},
		{"quoted \"name\"", `back\slash, "quote", <tag> & café, line` + "\n\u2028\x01\x7f\xff"},
		{"active", true},
		{"number", json.Number("1.50")},
		{"count", 7},
		{"null", nil},
		{"none", []any{}},
		{"no list", []any(nil)},
		{"no object", map[string]any(nil)},
		{"no objects", []object(nil)},
		{"emails", []any{map[string]any{"value": "a@x.test", "type": "work", "primary": false}, map[string]any{}}},
		{"inner", object{{"z", "1"}, {"a", []object{{{"b", "<2>"}}, {}}}}},
	}
	assert.Equal(t, `{"schemas":["urn:a"],"id":"1",`+
		`"quoted \"name\"":"back\\slash, \"quote\", <tag> & café, line\n\u2028\u0001`+"\x7f"+`\ufffd",`+
		`"active":true,"number":1.50,"count":7,"null":null,"none":[],"no list":null,"no object":null,"no objects":null,`+
		`"emails":[{"primary":false,"type":"work","value":"a@x.test"},{}],"inner":{"z":"1","a":[{"b":"<2>"},{}]}}`, string(o.json()))
}

// What is written without encoding/json is what that writes.
func FuzzObjectJSON(f *testing.F) {
	f.Add(`{"a":["b",true,null,{"c":1.5,"d":"<e>\u2028"}],"f\n":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		value, err := jsonObject([]byte(text))
		if err != nil {
			return
		}
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(value))
		assert.Equal(t, want.String(), string(appendValue(nil, value))+"\n")
	})
}
