package patch

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/schema"
)

const group = "urn:ietf:params:scim:schemas:core:2.0:Group"

func groupType(t testing.TB) *schema.ResourceType {
	t.Helper()
	return &schema.ResourceType{Name: "Group", Endpoint: "/Groups", Core: document(t, "group")}
}

func operations(t testing.TB, text string) []Operation {
	t.Helper()
	decoded, err := Entra().Decode([]byte(`{"schemas":["` + Message + `"],"Operations":[` + text + `]}`))
	require.NoError(t, err)
	return decoded
}

func TestSplit(t *testing.T) {
	groups := groupType(t)
	for _, c := range []struct {
		section, operations string
		rest                string
		edits               []Edit
	}{
		{"3.5.2.1", `{"op":"add","path":"members","value":[{"value":"a"},{"value":"b"},{"value":"a"}]}`,
			`null`, []Edit{{Op: Add, Values: []string{"a", "b"}}}},
		{"3.5.2.1, one value", `{"op":"add","path":"members","value":{"value":"a"}}`, `null`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"D-121", `{"op":"Add","path":"members","value":[{"$ref":null,"value":"a"}]}`, `null`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"3.5.2.2", `{"op":"remove","path":"members"}`, `null`, []Edit{{Op: Remove, All: true}}},
		{"D-113", `{"op":"Remove","path":"members","value":[{"value":"a"}]}`, `null`, []Edit{{Op: Remove, Values: []string{"a"}}}},
		{"an empty list is not all", `{"op":"remove","path":"members","value":[]}`, `null`, []Edit{{Op: Remove, Values: []string{}}}},
		{"3.5.2.3", `{"op":"replace","path":"members","value":[]}`, `null`, []Edit{{Op: Replace, Values: []string{}}}},
		{"3.10", `{"op":"add","path":"` + group + `:Members","value":["a"]}`, `null`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"others stay, in order", `{"op":"replace","path":"displayName","value":"N"},{"op":"add","path":"members","value":["a"]},{"op":"remove","path":"externalId"}`,
			`[{"Op":"replace","Path":"displayName","Value":"N"},{"Op":"remove","Path":"externalId","Value":null}]`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"without path, both", `{"op":"replace","value":{"displayName":"N","members":["a"]}}`,
			`[{"Op":"replace","Path":"","Value":{"displayName":"N"}}]`, []Edit{{Op: Replace, Values: []string{"a"}}}},
		{"without path, members alone", `{"op":"add","value":{"members":["a"]}}`, `null`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"without path, URN", `{"op":"add","value":{"` + group + `:members":["a"]}}`, `null`, []Edit{{Op: Add, Values: []string{"a"}}}},
		{"nothing of ours", `{"op":"add","value":{}}`, `[{"Op":"add","Path":"","Value":{}}]`, nil},
		{"wrong in itself", `{"op":"add","path":"members[","value":["a"]},{"op":"add","path":"membership","value":1},{"op":"remove","value":{"members":["a"]}}`,
			`[{"Op":"add","Path":"members[","Value":["a"]},{"Op":"add","Path":"membership","Value":1},{"Op":"remove","Path":"","Value":{"members":["a"]}}]`, nil},
	} {
		given := operations(t, c.operations)
		rest, edits, err := Entra().Split(groups, groups.Core.Attribute("members"), given)
		require.NoError(t, err, c.section)
		text, err := json.Marshal(rest)
		require.NoError(t, err)
		assert.JSONEq(t, c.rest, string(text), c.section)
		assert.Equal(t, c.edits, edits, c.section)
		assert.Equal(t, operations(t, c.operations), given, "%s: the operations are as they were", c.section)
	}
}

func TestSplitSelections(t *testing.T) {
	groups := groupType(t)
	for _, c := range []struct {
		filter  string
		named   []string
		matches string
	}{
		{`value eq \"a.b[c]\"`, []string{"a.b[c]"}, `{"value":"a.b[c]"}`}, // D-116
		{`VALUE eq \"a\" or value eq \"b\"`, []string{"a", "b"}, `{"value":"b"}`},
		{`value eq \"a\" or type eq \"Group\"`, nil, `{"value":"x","type":"Group"}`},
		{`value eq \"a\" and type eq \"User\"`, nil, `{"value":"a","type":"User"}`},
		{`value sw \"a\"`, nil, `{"value":"ab"}`},
		{`display eq \"a\"`, nil, `{"display":"A"}`},
	} {
		_, edits, err := Entra().Split(groups, groups.Core.Attribute("members"),
			operations(t, `{"op":"remove","path":"members[`+c.filter+`]"}`))
		require.NoError(t, err, c.filter)
		selection := edits[0].Selection
		assert.Equal(t, c.named, selection.Named, c.filter)
		assert.True(t, selection.Matches(object(t, c.matches)), c.filter)
		assert.False(t, selection.Matches(map[string]any{"value": "other", "type": "Other"}), c.filter)
		assert.False(t, edits[0].All)
	}
}

// What a value path without a match makes is the dialect's to say (D-088).
func TestSplitSaysWhatMayBeMade(t *testing.T) {
	groups := groupType(t)
	for op, dialects := range map[string][2]bool{"add": {true, false}, "replace": {true, false}, "remove": {false, false}} {
		for i, d := range []Dialect{Entra(), {}} {
			_, edits, err := d.Split(groups, groups.Core.Attribute("members"),
				operations(t, `{"op":"`+op+`","path":"members[value eq \"a\"]","value":{"value":"a"}}`))
			require.NoError(t, err)
			assert.Equal(t, dialects[i], edits[0].Create, "%s, dialect %d", op, i)
		}
	}
}

func TestSplitRefuses(t *testing.T) {
	groups := groupType(t)
	for _, c := range []struct{ section, operation, scimType string }{
		{"7643, 8.7.1", `{"op":"replace","path":"members.value","value":"b"}`, schema.MutabilityFault},
		{"7643, 8.7.1", `{"op":"remove","path":"members[value eq \"a\"].type"}`, schema.MutabilityFault},
		{"7643, 2.4", `{"op":"add","path":"members","value":[{"type":"User"}]}`, schema.InvalidValue},
		{"7643, 2.3", `{"op":"add","path":"members","value":[5]}`, schema.InvalidValue},
		{"7643, 2.3", `{"op":"add","path":"members","value":[{"value":5}]}`, schema.InvalidValue},
		{"one for one", `{"op":"replace","path":"members[value eq \"a\"]","value":["b","c"]}`, schema.InvalidValue},
		{"7644, table 9", `{"op":"remove","path":"members[shoeSize eq \"4\"]"}`, schema.InvalidFilter},
		{"without path as well", `{"op":"add","value":{"members":[{"type":"User"}]}}`, schema.InvalidValue},
	} {
		_, _, err := Entra().Split(groups, groups.Core.Attribute("members"), operations(t, c.operation))
		var fault *schema.Error
		require.ErrorAs(t, err, &fault, c.operation)
		assert.Equal(t, c.scimType, fault.Type, c.operation)
	}
}

// FuzzSplit wants no input to make it panic, and no operation on members to be left for Apply, which would store it.
func FuzzSplit(f *testing.F) {
	f.Add("Add", "members", `[{"$ref":null,"value":"a"}]`)
	f.Add("remove", `members[value eq "a.b"]`, `null`)
	f.Add("replace", "", `{"members":["a"],"`+group+`:members":[],"displayName":"N"}`)
	groups := groupType(f)
	f.Fuzz(func(t *testing.T, op, path, value string) {
		body, _ := json.Marshal(map[string]any{"schemas": []string{Message},
			"Operations": []any{map[string]any{"op": op, "path": path, "value": json.RawMessage(value)}}})
		if path == "" {
			body, _ = json.Marshal(map[string]any{"schemas": []string{Message},
				"Operations": []any{map[string]any{"op": op, "value": json.RawMessage(value)}}})
		}
		for _, d := range []Dialect{Entra(), {}} {
			given, err := d.Decode(body)
			if err != nil {
				continue
			}
			rest, _, err := d.Split(groups, groups.Core.Attribute("members"), given)
			if err != nil {
				continue
			}
			if after, err := d.Apply(groups, nil, rest); err == nil {
				assert.NotContains(t, after, "members")
			}
		}
	})
}
