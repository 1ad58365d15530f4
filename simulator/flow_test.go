package simulator

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// The type of the target attribute decides what a mapped value is on the wire ("customize-application-attributes",
// attribute list); a text that does not fit is passed on as it is.
func TestWireValue(t *testing.T) {
	tests := []struct {
		typ   mapping.AttributeType
		value expression.Value
		want  any
	}{
		{mapping.TypeBoolean, expression.String("True"), connector.Boolean{Value: true, Text: "True"}},
		{mapping.TypeBoolean, expression.String("false"), connector.Boolean{Value: false, Text: "false"}},
		{mapping.TypeBoolean, expression.Bool(false), connector.Boolean{Value: false, Text: "False"}},
		{mapping.TypeBoolean, expression.String("yes"), "yes"},
		{mapping.TypeInteger, expression.String("42"), json.Number("42")},
		{mapping.TypeInteger, expression.Number(42), json.Number("42")},
		{mapping.TypeInteger, expression.String("4.2"), "4.2"},
		{mapping.TypeInteger, expression.String("1e3"), "1e3"},
		{mapping.TypeString, expression.Bool(true), "True"},
		{mapping.TypeString, expression.Number(7), "7"},
		{mapping.TypeString, expression.Strings("a", "b"), []string{"a", "b"}},
		{mapping.TypeDateTime, expression.String("2026-03-02"), "2026-03-02"},
	}
	for _, test := range tests {
		v := mapping.TargetValue{Definition: &mapping.AttributeDefinition{Type: test.typ}, Value: test.value}
		assert.Equal(t, test.want, wireValue(&v), "%s %v", test.typ, test.value)
	}
}

func TestSourceOf(t *testing.T) {
	u, err := directory.New(time.Now, func() string { return "u1" }).CreateUser(map[string]any{
		"userPrincipalName": "ann_lee_home.example#EXT#@ours.example", "accountEnabled": false, "otherMails": []string{"a", "b"},
	})
	require.NoError(t, err)
	for name, want := range map[string]expression.Value{
		"objectId":                  expression.String("u1"),
		"IsSoftDeleted":             expression.Bool(true),
		"isSoftDeleted":             expression.Bool(true),
		"userPrincipalName":         expression.String("ann_lee@home.example"),
		"originalUserPrincipalName": expression.String("ann_lee_home.example#EXT#@ours.example"),
		"accountEnabled":            expression.Bool(false),
		"otherMails":                expression.Strings("a", "b"),
	} {
		got, ok := (&source{of: &subject{typ: userObject, user: u}, softDeleted: true}).attribute(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	_, ok := (&source{of: &subject{typ: userObject, user: u}, softDeleted: true}).attribute("mail")
	assert.False(t, ok)
}

// What a job without read-back remembers must compare as what a target returns.
func TestLastExportedValuesCompare(t *testing.T) {
	values := map[string]any{
		"active": connector.Boolean{Value: true, Text: "true"}, "level": json.Number("7"), "tags": []string{"b", "a"}, "title": "Dr",
	}
	var l link
	for name, value := range values {
		target, err := connector.ParseTarget(name)
		assert.NoError(t, err)
		l.record([]difference{{Change: connector.Change{Attribute: connector.Attribute{Target: target, Value: value}}}})
	}
	for name, value := range values {
		target, err := connector.ParseTarget(name)
		assert.NoError(t, err)
		assert.True(t, connector.Same(value, l.value()(target), true), name)
	}
}
