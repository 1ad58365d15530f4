package expression

import (
	"strings"
	"unicode"
)

// How InStr compares. The language writes these names without quotes.
const (
	vbBinaryCompare = "vbBinaryCompare"
	vbTextCompare   = "vbTextCompare"
)

var functionInStr = Function{
	Name: "InStr",
	Params: []Param{
		{Name: "value1", Type: "String", Required: true},
		{Name: "value2", Type: "String", Required: true},
		{Name: "start", Type: typeInteger},
		{Name: "compareType", Type: "String", words: []string{vbBinaryCompare, vbTextCompare}},
	},
	Doc: "Where in the first text the second begins, counted from 1, at or behind the start; 0 if nowhere. Letter case counts, " +
		"unless vbTextCompare is given. As in Visual Basic, an empty text is found at the start.",
	Examples: []Example{{
		Expression: `InStr("The quick brown fox","quick")`,
		Result:     "5",
		Documented: true,
	}, {
		Expression: `InStr("repEated","e",3,vbBinaryCompare)`,
		Result:     "7",
		Documented: true,
	}, {
		Expression: `InStr("repEated","e",3,vbTextCompare)`,
		Result:     "4",
	}},
	Source: thePage,
	eval:   evalInStr,
}

func evalInStr(in invocation) (Value, error) {
	text, err := in.text(0)
	if err != nil {
		return Null(), err
	}
	wanted, err := in.text(1)
	if err != nil {
		return Null(), err
	}
	start := 1
	if in.given(2) {
		if start, err = in.count(2); err != nil {
			return Null(), err
		}
	}
	if start < 1 {
		return Null(), in.fail(2, "a start of 1 or more", exactNumber(int64(start)).Text())
	}
	compare, err := in.text(3)
	switch {
	case err != nil:
		return Null(), err
	case compare == vbTextCompare:
		text, wanted = strings.Map(fold, text), strings.Map(fold, wanted)
	case compare != "" && compare != vbBinaryCompare:
		return Null(), in.fail(3, vbBinaryCompare+" or "+vbTextCompare, quote(compare))
	}
	options := in.scope.env.Options
	before := options.prefix(text, start-1)
	found := strings.Index(text[before:], wanted)
	if found < 0 || before == len(text) {
		return Number(0), nil
	}
	return Number(float64(options.count(text[:before+found]) + 1)), nil
}

// fold makes characters equal that differ in letter case only.
func fold(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }
