package expression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// person is the source object of the rows below.
var person = map[string]Value{
	"givenName": String("John"), "surname": String("Doe"), "mail": String("john.doe@contoso.com"), "empty": String(""),
	"enabled": Bool(true), "level": Number(7), "phones": Strings("+44 20 7946 0958", "+1 555 0100"),
	"names": Strings("ANN", "", "Zoë"),
}

func TestFunctionRules(t *testing.T) {
	tests := []struct {
		text string
		want Value
	}{
		// StripSpaces: U+0020 and nothing else.
		{`StripSpaces(" a  b ")`, String("ab")},
		{"StripSpaces(\"a\tb\u00a0c\u2003d\ne\")", String("a\tb\u00a0c\u2003d\ne")},
		{`StripSpaces([absent])`, Null()},
		{`StripSpaces([empty])`, String("")},
		{`StripSpaces([enabled])`, String("True")},
		{`StripSpaces([phones])`, Strings("+442079460958", "+15550100")},

		// Append.
		{`Append([absent], ".test")`, Null()},
		{`Append([empty], ".test")`, String(".test")},
		{`Append([mail], [absent])`, String("john.doe@contoso.com")},
		{`Append([level], 1)`, String("71")},
		{`Append([phones], "#")`, Strings("+44 20 7946 0958#", "+1 555 0100#")},

		// Not: True or the text "True" gives False, everything else True.
		{`Not(True)`, Bool(false)},
		{`Not("True")`, Bool(false)},
		{`Not([enabled])`, Bool(false)},
		{`Not(False)`, Bool(true)},
		{`Not("true")`, Bool(true)},
		{`Not([absent])`, Bool(true)},
		{`Not(1)`, Bool(true)},

		// Coalesce: null is skipped, the empty text is not.
		{`Coalesce([absent], [mail])`, String("john.doe@contoso.com")},
		{`Coalesce([absent], [empty], "x")`, String("")},
		{`Coalesce([absent], , "")`, String("")},
		{`Coalesce([absent], [missing])`, Null()},
		{`Coalesce([absent], [phones])`, person["phones"]},

		// Join: empty parts are skipped, lists expanded.
		{`Join(" ", [givenName], [surname])`, String("John Doe")},
		{`Join(" ", [givenName], [absent], [surname])`, String("John Doe")},
		{`Join(" ", [givenName], , [surname])`, String("John Doe")},
		{`Join("", 1000, [level], True)`, String("10007True")},
		{`Join(";", [names], [surname])`, String("ANN;Zoë;Doe")},
		{`Join([absent], [givenName], [surname])`, String("JohnDoe")},
		{`Join(" ", [absent], [missing])`, Null()},
		{`Join(" ", [absent], "")`, String("")},

		// Switch: letter by letter; null and empty match ""; the default may be null.
		{`Switch([enabled], , "False", "off", "True", "on")`, String("on")},
		{`Switch([enabled], , True, "on")`, String("on")},
		{`Switch([level], , 7, "seven")`, String("seven")},
		{`Switch([mail], "none", "John.Doe@contoso.com", "found")`, String("none")},
		{`Switch([mail], , "x", "y")`, Null()},
		{`Switch([absent], "default", "", "no value")`, String("no value")},
		{`Switch([empty], "default", "", "no value")`, String("no value")},
		{`Switch([absent], "default", "x", "y")`, String("default")},
		{`Switch([absent], "default", , "no value")`, String("no value")},
		{`Switch([mail], "default", "x", "first", [mail], "second", [mail], "third")`, String("second")},
		{`Switch("a", , "a", )`, Null()},
		{`Switch("a", , "a", [phones])`, person["phones"]},

		// ToLower: by letters, by culture.
		{`ToLower("JOHN DÖ ΣΑΣ")`, String("john dö σασ")},
		{`ToLower("İI", "")`, String("İi")},
		{`ToLower("İI", "en-US")`, String("ii")},
		{`ToLower("İI", "TR-tr")`, String("iı")},
		{`ToLower("İI", "az-Latn-AZ")`, String("iı")},
		{`ToLower("İI", [absent])`, String("İi")},
		{`ToLower([names])`, Strings("ann", "", "zoë")},
		{`ToLower([absent])`, Null()},
		{`ToLower(True)`, String("true")},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got := result(t, test.text, person)
			assert.True(t, test.want.Equal(got), "expected %v, got %v", test.want, got)
		})
	}
}

func TestFunctionErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{`ToLower([mail], "english!")`, `1:17: ToLower: culture: expected the name of a culture such as en-US, found "english!"`},
		{`ToLower([mail], "Turkish")`,
			`1:17: ToLower: culture: expected the name of a culture such as en-US, found "Turkish"`},
		{`ToLower([mail], [mail])`,
			`1:17: ToLower: culture: expected the name of a culture such as en-US, found "john.doe@contoso.com"`},
		{`Append([mail], [phones])`, `1:16: Append: suffix: expected one value, found a list of 2`},
		{`Not([phones])`, `1:5: Not: source: expected one value, found a list of 2`},
		{`Join([phones], [mail])`, `1:6: Join: separator: expected one value, found a list of 2`},
		{`Switch([phones], , "a", "b")`, `1:8: Switch: source: expected one value, found a list of 2`},
		{`Switch([mail], , "a", "b", [phones], "c")`, `1:28: Switch: switchValue: expected one value, found a list of 2`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			assert.Equal(t, test.want, failure(t, test.text, person).Error())
		})
	}
}

// An error in an argument is the error of the whole, wherever the argument stands.
func TestFunctionErrorsComeThrough(t *testing.T) {
	const broken = `ToLower("x", "?")`
	for _, text := range []string{
		`StripSpaces(` + broken + `)`,
		`NormalizeDiacritics(` + broken + `)`,
		`ToLower(` + broken + `)`,
		`ToLower("x", ` + broken + `)`,
		`Append(` + broken + `, "x")`,
		`Append("x", ` + broken + `)`,
		`Not(` + broken + `)`,
		`Coalesce([absent], ` + broken + `)`,
		`Join(` + broken + `, "x")`,
		`Join("", "x", ` + broken + `)`,
		`Switch(` + broken + `, , "a", "b")`,
		`Switch("a", , ` + broken + `, "b")`,
		`Switch("a", , "a", ` + broken + `)`,
		`Switch("a", ` + broken + `, "b", "c")`,
		`Replace(` + broken + `, "a", , , "b", , )`,
		`Replace("a", ` + broken + `, , , "b", , )`,
		`Replace("a", "a", , , ` + broken + `, , )`,
		`Replace("a", "a", , , , , ` + broken + `)`,
		`Replace("a", , ` + broken + `, , "b", , )`,
		`Replace("a", , "a", , ` + broken + `, , )`,
		`Replace(` + broken + `, , "a", , "b", , )`,
		`Replace("a", , "(?<n>a)", ` + broken + `, "b", , )`,
		`Replace(` + broken + `, , "(?<n>a)", "n", , "a", )`,
		`Replace("", , "(?<n>a)", "n", , ` + broken + `, )`,
	} {
		t.Run(text, func(t *testing.T) {
			err := failure(t, text, nil)
			assert.Equal(t, "culture", err.Argument)
			assert.Equal(t, `"?"`, text[err.Offset:err.Offset+3])
		})
	}
}

func TestSwitchNeedsPairs(t *testing.T) {
	const hint = "; a default that is not wanted is left empty: Switch([a], , key, value)"
	for text, found := range map[string]string{
		`Switch([a])`:                     "0",
		`Switch([a], "default")`:          "0",
		`Switch([a], "default", "key")`:   "1",
		`Switch([a], "k", "v", "k", "v")`: "3", // the default forgotten
	} {
		err := rejected(t, text)
		assert.Equal(t, "Switch: expected keys and values in pairs behind source and defaultValue, found "+found+hint, err.Message)
		assert.Equal(t, 1, err.Column)
	}
}

func TestStripSpacesAllocates(t *testing.T) {
	e, err := Parse(`StripSpaces([telephoneNumber])`)
	require.NoError(t, err)
	number := String("+44 20 7946 0958")
	env := &Environment{Attribute: func(string) (Value, bool) { return number, true }}
	allocations := testing.AllocsPerRun(100, func() {
		if v, err := e.Eval(env); err != nil || v.Text() != "+442079460958" {
			t.Errorf("got %v, %v", v, err)
		}
	})
	assert.LessOrEqual(t, allocations, 2.0)
}

func BenchmarkEvalStripSpaces(b *testing.B) {
	e, err := Parse(`StripSpaces([telephoneNumber])`)
	require.NoError(b, err)
	number := String("+44 20 7946 0958")
	env := &Environment{Attribute: func(string) (Value, bool) { return number, true }}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Eval(env); err != nil {
			b.Fatal(err)
		}
	}
}
