package expression

import "strings"

var functionStripSpaces = Function{
	Name:   "StripSpaces",
	Params: []Param{{Name: "source", Type: "String", Required: true}},
	Doc: "The source without its space characters (U+0020). Other white space stays. Of a list, each element is stripped; " +
		"null stays null.",
	Examples: []Example{{
		Expression: `StripSpaces([telephoneNumber])`,
		Attributes: map[string]Value{"telephoneNumber": String("+44 20 7946 0958")},
		Result:     "+442079460958",
	}},
	Source: thePage,
	eval:   evalStripSpaces,
}

func evalStripSpaces(in invocation) (Value, error) {
	return in.each(0, stripSpaces)
}

// stripSpaces removes U+0020 and nothing else: the page says "space" and shows the character, " ". A tab or a no-break
// space that was pasted into a telephone number therefore reaches the target, as it will in production; removing it here
// would hide from the rehearsal what breaks later.
func stripSpaces(text string) (Value, error) {
	return String(strings.ReplaceAll(text, " ", "")), nil
}
