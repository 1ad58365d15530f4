package expression

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Graph's sample of parseExpression, synchronizationSchema: parseExpression.
func TestTreeOfGraphsSample(t *testing.T) {
	e, err := Parse(`Replace([preferredLanguage], "-", , , "_", ,  )`)
	require.NoError(t, err)
	text, err := json.Marshal(e.Tree())
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"expression": "Replace([preferredLanguage], \"-\", , , \"_\", , )", "name": "Replace", "type": "Function",
		"parameters": [
			{"key": "source", "value":
				{"expression": "[preferredLanguage]", "name": "preferredLanguage", "parameters": [], "type": "Attribute"}},
			{"key": "Find", "value": {"expression": "\"-\"", "name": "-", "parameters": [], "type": "Constant"}},
			{"key": "Replacement", "value": {"expression": "\"_\"", "name": "_", "parameters": [], "type": "Constant"}}
		]}`, string(text))
}

// A tree is read back to the same expression, but for empty arguments at the end.
func TestTreeRoundTrip(t *testing.T) {
	texts := map[string]string{
		`[mail]`: "", `"a \"b\" \\"`: "", `&HF7`: "", `True`: "", `Now()`: "",
		`Switch([a], , "k", , , "v")`:                     "",
		`Switch([a], "d", "k", )`:                         "",
		`Join(", ", "", [surname], , [givenName])`:        "",
		`Coalesce([a], , "none")`:                         "",
		`IIF(Not([a]) <> "x", [b], IIF([c] >= 5, "", 1))`: "",
		`InStr([a], "b", , vbTextCompare)`:                "",
		`FormatDateTime([a], , "s", "d")`:                 "",
		`Replace([a], "-", , , "_", , )`:                  `Replace([a], "-", , , "_")`,
		`ToLower([a], )`:                                  `ToLower([a])`,
	}
	for _, f := range Functions() {
		for _, example := range f.Examples {
			if f.Name != "Replace" {
				texts[example.Expression] = ""
			}
		}
	}
	delete(texts, `Join("", 1000, Replace(ConvertToUTF8Hex([objectId]), , "[a-zA-Z_]*", , "", , ))`)
	for text, want := range texts {
		t.Run(text, func(t *testing.T) {
			e, err := Parse(text)
			require.NoError(t, err)
			document, err := json.Marshal(e.Tree())
			require.NoError(t, err)
			var tree Tree
			require.NoError(t, json.Unmarshal(document, &tree))
			again, err := ParseTree(&tree)
			require.NoError(t, err)
			if want == "" {
				want = e.String()
			}
			assert.Equal(t, want, again.String())
		})
	}
}

func TestParseTree(t *testing.T) {
	constant := func(name string) *Tree { return &Tree{Type: TypeConstant, Name: name} }
	attribute := &Tree{Type: TypeAttribute, Name: "a"}
	call := func(name string, parameters ...TreeParameter) *Tree {
		return &Tree{Type: TypeFunction, Name: name, Parameters: parameters}
	}
	tests := []struct {
		tree       *Tree
		want, says string
	}{
		// Not by position but by key; null is an argument that is left empty.
		{call("Switch", TreeParameter{"switchValue", constant("k")}, TreeParameter{"source", attribute},
			TreeParameter{"defaultValue", nil}, TreeParameter{"switchValue", constant(`v"`)}), `Switch([a], , "k", "v\"")`, ""},
		{call("Append", TreeParameter{"suffix", constant("s")}, TreeParameter{"source", attribute}), `Append([a], "s")`, ""},
		{call("Append", TreeParameter{"source", attribute}), "", "takes 2 arguments, found 1"},
		{call("Append", TreeParameter{"Source", attribute}), "", "expected the parameters of Append(source, suffix), each once, found Source"},
		{call("Append", TreeParameter{"source", attribute}, TreeParameter{"source", attribute}), "", "found source, source"},
		{call("Apend"), "", "did you mean Append?"},
		{call("="), "", "expected left and right of =, found 0 parameters"},
		{&Tree{Type: "Other"}, "", `found "Other"`},
		{&Tree{Type: TypeAttribute, Name: "a]"}, "", "unexpected character"},
		{&Tree{Type: TypeConstant, Expression: `"a", "b"`}, "", "expected the end of the expression"},
		{&Tree{Type: TypeConstant, Expression: `[a]`}, "", "expected a constant, found [a]"},
		{call("Not", TreeParameter{"source", call("Not", TreeParameter{"source", &Tree{Type: "Other"}})}), "", `found "Other"`},
		{nil, "", "found the end of the expression"},
	}
	for _, test := range tests {
		e, err := ParseTree(test.tree)
		if test.says != "" {
			assert.ErrorContains(t, err, test.says)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, test.want, e.String())
	}
}

func TestWarnings(t *testing.T) {
	for text, want := range map[string][]string{
		`IIF(IsNullOrEmpty([country]),"Other",[country])`: {"1:5: IIF is false for a source"},
		`IIF(IsPresent([country]),[country],"Other")`:     {"1:5: IIF is false for a source"},
		`IIF([country]="","Other",[country])`:             {"1:5: IIF is false for a source"},
		`IIF("" = [country],"Other",[country])`:           {"1:5: IIF is false for a source"},
		`Append("a", Switch(IsNull([a]), , "True", "b"))`: {"1:20: Switch compares its keys"},
		"SelectUniqueValue(\n [a],\n Switch(IsPresent([a]), , \"True\", \"b\"))": {
			"1:1: SelectUniqueValue is supported for Active Directory only", "3:9: Switch compares its keys"},
		`Switch([manager], , "a", "b")`:               {"1:8: Switch is not for references such as manager"},
		`IIF([country]="USA",[country],[department])`: nil,
		`Switch([country],[country],"","Other")`:      nil,
		`[a]`:                                         nil,
	} {
		e, err := Parse(text)
		require.NoError(t, err)
		var got []string
		for i, w := range e.Warnings() {
			require.Less(t, i, len(want), text)
			got = append(got, w.String())
			assert.Contains(t, w.String(), want[i])
		}
		assert.Len(t, got, len(want), text)
	}
}
