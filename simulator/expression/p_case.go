package expression

import (
	"strings"
	"unicode"
)

var functionPCase = Function{
	Name: "PCase",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "wordSeparators", Type: "String"},
	},
	Doc: "The source with the first letter of each word in upper case and the rest in lower case. Each character of the " +
		"separators separates words; without any, those of .NET's ToTitleCase do: white space, punctuation except an " +
		"apostrophe within a word, and symbols. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `PCase([firstName])`,
		Attributes: map[string]Value{"firstName": String("PABLO GONSALVES (SECOND)")},
		Result:     "Pablo Gonsalves (Second)",
		Documented: true,
	}, {
		Expression: `PCase([lastName]," '-")`,
		Attributes: map[string]Value{"lastName": String("PINTO-DE'SILVA")},
		Result:     "Pinto-De'Silva",
		Documented: true,
	}, {
		Expression: `PCase(Join(" ",[firstName],[lastName]))`,
		Attributes: map[string]Value{"firstName": String("GREGORY"), "lastName": String("JAMES")},
		Result:     "Gregory James",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalPCase,
}

func evalPCase(in invocation) (Value, error) {
	separators, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	return in.each(0, func(text string) (Value, error) {
		if separators == "" {
			return String(titleCase(text, in.scope.env.Options.KeepCapitals)), nil
		}
		begins := true
		return String(strings.Map(func(r rune) rune {
			before := begins
			begins = strings.ContainsRune(separators, r)
			if before {
				return unicode.ToUpper(r)
			}
			return unicode.ToLower(r)
		}, text)), nil
	})
}

// titleSeparators are the categories of characters that separate words for ToTitleCase, as the page lists them.
var titleSeparators = []*unicode.RangeTable{
	unicode.Z, unicode.Cc, unicode.Cf, unicode.Pc, unicode.Pd, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Po,
	unicode.Sm, unicode.Sc, unicode.Sk, unicode.So,
}

// titleCase is .NET's ToTitleCase: a word begins with a letter and ends before a separator, but not before an apostrophe.
// KeepCapitals leaves words alone that have no small letter.
func titleCase(text string, keepCapitals bool) string {
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !unicode.IsLetter(runes[i]) {
			b.WriteRune(runes[i])
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && (runes[end] == '\'' || !unicode.IsOneOf(titleSeparators, runes[end])) {
			end++
		}
		word := string(runes[i:end])
		// What is behind an apostrophe is lowered even in capitals.
		capitals, _, _ := strings.Cut(word, "'")
		if !keepCapitals || strings.ContainsFunc(capitals, unicode.IsLower) {
			capitals = ""
		}
		b.WriteRune(unicode.ToTitle(runes[i]))
		kept := max(len(string(runes[i])), len(capitals))
		b.WriteString(word[len(string(runes[i])):kept])
		b.WriteString(strings.Map(unicode.ToLower, word[kept:]))
		i = end
	}
	return b.String()
}
