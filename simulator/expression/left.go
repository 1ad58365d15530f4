package expression

import (
	"unicode/utf16"
	"unicode/utf8"
)

var functionLeft = Function{
	Name: "Left",
	Params: []Param{
		{Name: "String", Type: "String", Required: true},
		{Name: "NumChars", Type: typeInteger, Required: true},
	},
	Doc: "The first characters of the text: all of them if there are fewer or the number is negative. Of null, an empty text.",
	Examples: []Example{{
		Expression: `Left("John Doe", 3)`,
		Result:     "Joh",
		Documented: true,
	}, {
		Expression: `Left("John Doe", 0)`,
		Result:     "",
		Documented: true,
	}, {
		Expression: `Left("John Doe", -1)`,
		Result:     "John Doe",
		Documented: true,
	}, {
		Expression: `Left("John Doe", 20)`,
		Result:     "John Doe",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalLeft,
}

func evalLeft(in invocation) (Value, error) {
	length, err := in.count(1)
	if err != nil {
		return Null(), err
	}
	v, err := in.each(0, func(text string) (Value, error) {
		if length < 0 {
			return String(text), nil
		}
		return String(in.scope.env.Options.part(text, 0, length)), nil
	})
	if err == nil && v.IsNull() {
		return String(""), nil
	}
	return v, err
}

var functionMid = Function{
	Name: "Mid",
	Params: []Param{
		{Name: "source", Type: "String", Required: true},
		{Name: "start", Type: typeInteger, Required: true},
		{Name: "length", Type: typeInteger, Required: true},
	},
	Doc: "The characters of the source from a place on, counted from 1. A start below 1 is 1, and a length that leads beyond " +
		"the end leads to the end. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `Append(Mid([givenName], 1, 3), Mid([surname], 1, 5))`,
		Attributes: map[string]Value{"givenName": String("John"), "surname": String("Doe")},
		Result:     "JohDoe",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalMid,
}

func evalMid(in invocation) (Value, error) {
	start, err := in.count(1)
	if err != nil {
		return Null(), err
	}
	length, err := in.count(2)
	if err != nil {
		return Null(), err
	}
	return in.each(0, func(text string) (Value, error) {
		return String(in.scope.env.Options.part(text, max(start, 1)-1, max(length, 0))), nil
	})
}

// part gives at most length characters of a text from an index on.
func (o Options) part(text string, start, length int) string {
	if o.CountUTF16 {
		units := utf16.Encode([]rune(text))
		units = units[min(start, len(units)):]
		return string(utf16.Decode(units[:min(length, len(units))])) // a half becomes U+FFFD
	}
	text = text[o.prefix(text, start):]
	return text[:o.prefix(text, length)]
}

// prefix gives the bytes of the first characters of a text, or of all if there are fewer. One that is not whole is taken
// whole.
func (o Options) prefix(text string, characters int) int {
	n := 0
	for characters > 0 && n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		n += size
		characters -= o.width(r)
	}
	return n
}

// count gives the number of characters of a text.
func (o Options) count(text string) int {
	if !o.CountUTF16 {
		return utf8.RuneCountInString(text)
	}
	n := 0
	for _, r := range text {
		n += o.width(r)
	}
	return n
}

// width is how many characters a character counts for.
func (o Options) width(r rune) int {
	if o.CountUTF16 {
		return utf16.RuneLen(r)
	}
	return 1
}
