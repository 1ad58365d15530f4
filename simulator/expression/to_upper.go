package expression

import (
	"strings"
	"unicode"
)

var functionToUpper = Function{
	Name: "ToUpper",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "culture", Type: "String"},
	},
	Doc: "The source in upper case, letter by letter, by the rules of the culture (en-US, tr-TR) and without one by .NET's " +
		"invariant culture. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `ToUpper([city])`,
		Attributes: map[string]Value{"city": String("Zürich")},
		Result:     "ZÜRICH",
	}, {
		Expression: `ToUpper([city], "tr-TR")`,
		Attributes: map[string]Value{"city": String("diyarbakır")},
		Result:     "DİYARBAKIR",
	}},
	Source: thePage,
	eval:   func(in invocation) (Value, error) { return in.changeCase(upperCase) },
}

// upperCase gives the rules of a language. Of .NET's cultures only the Turkish and Azerbaijani ones differ in letters, in
// that i becomes İ. The invariant culture leaves ı alone, unlike any other. One letter stays one: ß has no capital.
func upperCase(language string) func(string) string {
	switch language {
	case "":
		return func(text string) string {
			return strings.Map(func(r rune) rune {
				if r == 'ı' {
					return r
				}
				return unicode.ToUpper(r)
			}, text)
		}
	case "tr", "az":
		return func(text string) string { return strings.ToUpperSpecial(unicode.TurkishCase, text) }
	}
	return strings.ToUpper
}
