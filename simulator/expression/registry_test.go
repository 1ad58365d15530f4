package expression

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFunctionsHoldTheirExamples(t *testing.T) {
	for _, f := range Functions() {
		require.NotEmpty(t, f.Examples, f.Name)
		for _, example := range f.Examples {
			t.Run(f.Name+"/"+example.Expression, func(t *testing.T) {
				e, err := Parse(example.Expression)
				require.NoError(t, err)
				v, err := e.Eval(example.Environment())
				require.NoError(t, err)
				assert.Equal(t, example.Result, example.Shows(v))
			})
		}
	}
}

func TestFunctionsAreCompleteRows(t *testing.T) {
	types := []string{"String", "Integer", "Reference", "Binary", "Boolean", "DateTime"} // Graph's attributeType
	functions := Functions()
	assert.True(t, slices.IsSortedFunc(functions, func(a, b Function) int { return strings.Compare(a.Name, b.Name) }),
		"lookup is a binary search")
	for _, f := range functions {
		assert.NotEmpty(t, f.Doc, f.Name)
		assert.NotEmpty(t, f.Source, f.Name)
		assert.True(t, (f.eval == nil) != (f.bind == nil), "%s needs either eval or bind", f.Name)
		for i, p := range f.Params {
			assert.NotEmpty(t, p.Name, f.Name)
			assert.Contains(t, types, p.Type, f.Name)
			for _, later := range f.Params[i+1:] {
				assert.False(t, p.Repeatable && later.Required, "%s: arguments behind a repeatable one cannot be told", f.Name)
			}
		}
	}
}

func TestFunctionsGivesACopy(t *testing.T) {
	at := slices.IndexFunc(registry[:], func(f Function) bool { return f.Name == "Append" })
	changed := &Functions()[at]
	changed.Name = "Changed"
	changed.Params[0].Name = "changed"
	changed.Examples[0].Expression = "changed"
	changed.Examples[0].Attributes["userPrincipalName"] = Null()

	again := Functions()[at]
	assert.Equal(t, "Append", again.Name)
	assert.Equal(t, "source", again.Params[0].Name)
	assert.Equal(t, `Append([userPrincipalName], ".test")`, again.Examples[0].Expression)
	assert.False(t, again.Examples[0].Attributes["userPrincipalName"].IsNull())
}

func TestSignature(t *testing.T) {
	signatures := map[string]string{}
	for _, f := range Functions() {
		signatures[f.Name] = f.Signature()
	}
	assert.Equal(t, "Append(source, suffix)", signatures["Append"])
	assert.Equal(t, "Now()", signatures["Now"])
	assert.Equal(t, "InStr(value1, value2, start?, compareType?)", signatures["InStr"])
	assert.Equal(t, "Coalesce(source, ..., defaultValue?)", signatures["Coalesce"])
	assert.Equal(t, "Join(separator, source, ...)", signatures["Join"])
	assert.Equal(t, "Switch(source, defaultValue?, switchValue, ...)", signatures["Switch"])
	assert.Equal(t, "ToLower(source, culture?)", signatures["ToLower"])
}

// of answers for an object with these attributes.
func of(attributes map[string]Value) *Environment {
	return Example{Attributes: attributes}.Environment()
}

// result evaluates an expression that must be well formed and have a value.
func result(t *testing.T, text string, attributes map[string]Value) Value {
	t.Helper()
	e, err := Parse(text)
	require.NoError(t, err)
	v, err := e.Eval(of(attributes))
	require.NoError(t, err)
	return v
}

// failure evaluates an expression that must be well formed and have no value.
func failure(t *testing.T, text string, attributes map[string]Value) *EvalError {
	t.Helper()
	e, err := Parse(text)
	require.NoError(t, err)
	v, err := e.Eval(of(attributes))
	require.Error(t, err, "got %v", v)
	assert.True(t, v.IsNull(), "an error comes without a value")
	var failed *EvalError
	require.ErrorAs(t, err, &failed)
	return failed
}
