package expression

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var functionWord = Function{
	Name: "Word",
	Params: []Param{
		{Name: "String", Type: "String", Required: true},
		{Name: "WordNumber", Type: typeInteger, Required: true},
		{Name: "delimiters", Type: "String", Required: true},
	},
	Doc: "The word of a number, counted from 1, where each character of the delimiters separates words; an empty text where " +
		"there is none. The nothing between two delimiters is no word. A text without a delimiter is one word: the page can be " +
		"read so that it has none, but then a name without a blank would be lost. Of null, an empty text; of a list, which the " +
		"page's table takes, that of each element.",
	Examples: []Example{{
		Expression: `Word("The quick brown fox",3," ")`,
		Result:     "brown",
		Documented: true,
	}, {
		Expression: `Word("This,string!has&many separators",3,",!&#")`,
		Result:     "has",
		Documented: true,
	}, {
		Expression: `Word("The quick brown fox",0," ")`,
		Result:     "",
		Documented: true,
	}, {
		Expression: `Word("The quick brown fox",5," ")`,
		Result:     "",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalWord,
}

func evalWord(in invocation) (Value, error) {
	number, err := in.count(1)
	if err != nil {
		return Null(), err
	}
	delimiters, err := in.text(2)
	if err != nil {
		return Null(), err
	}
	v, err := in.each(0, func(text string) (Value, error) {
		words := cut(text, func(r rune) bool { return strings.ContainsRune(delimiters, r) })
		if !in.scope.env.Options.KeepEmptyWords {
			words = slices.DeleteFunc(words, func(word string) bool { return word == "" })
		}
		if number < 1 || number > len(words) {
			return String(""), nil
		}
		return String(words[number-1]), nil
	})
	if err == nil && v.IsNull() {
		return String(""), nil
	}
	return v, err
}

// cut gives what stands between the characters that separate.
func cut(text string, separates func(rune) bool) []string {
	var words []string
	for {
		i := strings.IndexFunc(text, separates)
		if i < 0 {
			return append(words, text)
		}
		words = append(words, text[:i])
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
}
