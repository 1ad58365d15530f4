package expression

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStringIsCanonical(t *testing.T) {
	tests := []struct{ text, canonical string }{
		{`[mail]`, `[mail]`},
		{` "United States" `, `"United States"`},
		{`"Company name: \"Contoso\" \\ 1"`, `"Company name: \"Contoso\" \\ 1"`},
		{`True`, `True`},
		{`007.50`, `7.5`},
		{`-10`, `-10`},
		{`-0.0`, `0`},
		{`&H0f7`, `&HF7`},
		{"StripSpaces(\r\n\t[telephoneNumber]\n)", `StripSpaces([telephoneNumber])`},
		{`Switch([IsSoftDeleted],,"False","True","True","False")`,
			`Switch([IsSoftDeleted], , "False", "True", "True", "False")`},
		{`Replace([mail], "@contoso.com", , ,"", ,)`, `Replace([mail], "@contoso.com", , , "", , )`},
		{`IIF([country]="USA",[country],[department])`, `IIF([country] = "USA", [country], [department])`},
		{`Append([extension_1a2b_cost center], "é")`, `Append([extension_1a2b_cost center], "é")`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			e, err := Parse(test.text)
			require.NoError(t, err)
			assert.Equal(t, test.canonical, e.String())
			requireRoundTrip(t, e)
		})
	}
}

func TestStringStaysWithinTheLimit(t *testing.T) {
	// 9,999 characters as written; 14,994 with a blank behind each comma.
	text := `Join("-"` + strings.Repeat(`,1`, 4994) + `,1)`
	require.LessOrEqual(t, len(text), MaxCharacters)
	e, err := Parse(text)
	require.NoError(t, err)
	assert.Equal(t, text, e.String())
	requireRoundTrip(t, e)
}

func TestAttributes(t *testing.T) {
	e, err := Parse(`IIF([country] = [usage], Join(" ", [givenName], [country]), Append(StripSpaces([mail]), [usage]))`)
	require.NoError(t, err)
	assert.Equal(t, []string{"country", "usage", "givenName", "mail"}, e.Attributes())

	e.Attributes()[0] = "changed"
	assert.Equal(t, "country", e.Attributes()[0], "the expression does not change")

	constant, err := Parse(`"USA"`)
	require.NoError(t, err)
	assert.Empty(t, constant.Attributes())
}

func TestFunctionName(t *testing.T) {
	for text, name := range map[string]string{
		`ToLower(StripSpaces([mail]))`: "ToLower", `[mail]`: "", `"ToLower"`: "", `True`: "",
	} {
		e, err := Parse(text)
		require.NoError(t, err)
		assert.Equal(t, name, e.FunctionName(), text)
	}
}

func TestEvalOfAttributesAndConstants(t *testing.T) {
	addresses := Strings("a@contoso.com", "b@contoso.com")
	tests := []struct {
		text string
		want Value
	}{
		{`[proxyAddresses]`, addresses},
		{`[proxyaddresses]`, Null()}, // names are case-sensitive
		{`[absent]`, Null()},
		{`""`, String("")},
		{`False`, Bool(false)},
		{`129699324000000000`, Number(129699324000000000)},
		{`&HF7`, Number(247)},
	}
	for _, test := range tests {
		got := result(t, test.text, map[string]Value{"proxyAddresses": addresses})
		assert.True(t, test.want.Equal(got), "%s: expected %v, got %v", test.text, test.want, got)
	}
}

func TestEvalAsksOnlyForWhatDecides(t *testing.T) {
	tests := []struct {
		text  string
		asked []string
	}{
		{`IIF([a] = "x", [b], [c])`, []string{"a", "b"}},
		{`IIF([a] = "y", [b], [c])`, []string{"a", "c"}},
		{`Coalesce([a], [b])`, []string{"a"}},
		{`Switch([a], [b], "w", [c], "x", [d], [e], [f])`, []string{"a", "d"}},
	}
	for _, test := range tests {
		e, err := Parse(test.text)
		require.NoError(t, err)
		var asked []string
		_, err = e.Eval(&Environment{Attribute: func(name string) (Value, bool) {
			asked = append(asked, name)
			return String("x"), true
		}})
		require.NoError(t, err)
		assert.Equal(t, test.asked, asked, test.text)
	}
}

func TestEvalByManyAtOnce(t *testing.T) {
	e, err := Parse(`Replace(ToLower(NormalizeDiacritics([surname])), , "(?<first>\\w)\\w*", , "${first}", , )`)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				v, err := e.Eval(of(map[string]Value{"surname": String("Élan")}))
				assert.NoError(t, err)
				assert.Equal(t, "e", v.Text())
			}
		})
	}
	group.Wait()
}

// requireRoundTrip demands that the printed expression parses to an equal tree and prints the same again.
func requireRoundTrip(t *testing.T, e *Expression) {
	t.Helper()
	again, err := Parse(e.String())
	require.NoError(t, err, "printed as %s", e)
	require.True(t, equalNodes(e.root, again.root), "printed as %s", e)
	require.Equal(t, e.String(), again.String())
}

// equalNodes compares trees without regard to where in the text they came from.
func equalNodes(a, b node) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case attributeNode:
		b, ok := b.(attributeNode)
		return ok && a.name == b.name
	case constantNode:
		b, ok := b.(constantNode)
		return ok && a.hex == b.hex && a.word == b.word && a.value.Equal(b.value)
	case comparisonNode:
		b, ok := b.(comparisonNode)
		return ok && a.operator == b.operator && a.function == b.function && a.argument == b.argument &&
			equalNodes(a.left, b.left) && equalNodes(a.right, b.right)
	case *callNode:
		b, ok := b.(*callNode)
		if !ok || a.function != b.function || len(a.args) != len(b.args) {
			return false
		}
		for i := range a.args {
			if !equalNodes(a.args[i], b.args[i]) {
				return false
			}
		}
		return true
	}
	return false
}

// What the page's caution at Switch is about.
func TestMayForget(t *testing.T) {
	for text, want := range map[string]bool{
		`Switch([companyName], "External", "Company A", "A", "Company B", "B")`:                    true,
		`Switch([IsSoftDeleted], , "False", "True", "True", "False")`:                              false,
		`Switch([country], [country], "", "Other")`:                                                false,
		`IIF([companyName] = "Company A", "A", IIF([companyName] = "Company B", "B", "External"))`: false,
		`ToLower(Switch([companyName], "External", "Company A", "A", "Company B", "B"))`:           false,
		`"External"`: false,
	} {
		e, err := Parse(text)
		require.NoError(t, err)
		assert.Equal(t, want, e.MayForget(), text)
	}
}
