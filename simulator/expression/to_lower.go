package expression

import (
	"regexp"
	"strings"
	"unicode"
)

var functionToLower = Function{
	Name: "ToLower",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "culture", Type: "String"},
	},
	Doc: "The source in lower case, letter by letter, by the rules of the culture (en-US, tr-TR) and without one by .NET's " +
		"invariant culture. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `ToLower(Join("@", NormalizeDiacritics(StripSpaces(Join(".",  [PreferredFirstName], ` +
			`[PreferredLastName]))), "contoso.com"))`,
		Attributes: map[string]Value{"PreferredFirstName": String("John"), "PreferredLastName": String("Smith")},
		Result:     "john.smith@contoso.com",
		Documented: true,
	}, {
		Expression: `ToLower([city], "tr-TR")`,
		Attributes: map[string]Value{"city": String("DIYARBAKIR")},
		Result:     "dıyarbakır",
	}},
	Source: thePage,
	eval:   evalToLower,
}

// culturePattern is the form of an RFC 4646 name, which is all that .NET asks of a culture: a language of two or three
// letters, then subtags.
var culturePattern = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

func evalToLower(in invocation) (Value, error) {
	return in.changeCase(lowerCase)
}

// changeCase applies the rules of the culture that the second argument names to the first.
func (in invocation) changeCase(rules func(language string) func(string) string) (Value, error) {
	culture, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	if culture != "" && !culturePattern.MatchString(culture) {
		return Null(), in.fail(1, "the name of a culture such as en-US", quote(culture))
	}
	language, _, _ := strings.Cut(strings.ToLower(culture), "-")
	change := rules(language)
	return in.each(0, func(text string) (Value, error) { return String(change(text)), nil })
}

// lowerCase gives the rules of a language. Of .NET's cultures only the Turkish and Azerbaijani ones differ in letters, in
// that I becomes ı. The invariant culture leaves İ alone, unlike any other.
func lowerCase(language string) func(string) string {
	switch language {
	case "":
		return func(text string) string {
			return strings.Map(func(r rune) rune {
				if r == 'İ' {
					return r
				}
				return unicode.ToLower(r)
			}, text)
		}
	case "tr", "az":
		return func(text string) string { return strings.ToLowerSpecial(unicode.TurkishCase, text) }
	}
	return strings.ToLower
}
