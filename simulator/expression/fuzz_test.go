package expression

import (
	"errors"
	"testing"
)

// FuzzParse demands that no text makes the parser panic, that what it accepts prints to something that parses back to an
// equal tree, that evaluating does not panic, and that errors are of their documented types with a position in the text.
func FuzzParse(f *testing.F) {
	for _, function := range Functions() {
		for _, example := range function.Examples {
			f.Add(example.Expression)
		}
	}
	for _, text := range []string{
		``, `[mail]`, `"Company name: \"Contoso\""`, `True`, `-1.50`, `&HF7`, `9007199254740993`, "IIF(\n\t[a] <> 5 , \"x\", [b])",
		`StripSpaces(`, `StripSpaces()`, `Switch(,,,)`, `Join("", 1000, [a b], , False)`, `Append("\`, `[`, "\"\xff\"", `Not(Not(True)`,
		`Replace([a], , "[\\W\\S-[x]]", , "$1${n}$_", , )`, `IIF([a] = "x" AND [b] = "y", "1", "2")`,
	} {
		f.Add(text)
	}
	values := map[string]Value{
		"mail": String("a.b@x.com"), "a": Strings("x", "5"), "b": Bool(true), "state": Number(5), "givenName": String("Zo\u00eb \xff"),
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Parse(text)
		if err != nil {
			var refused *SyntaxError
			if !errors.As(err, &refused) || refused.Offset < 0 || refused.Offset > len(text) || refused.Error() == "" {
				t.Fatalf("error without a place: %#v", err)
			}
			return
		}
		requireRoundTrip(t, e)
		if _, err := e.Eval(of(values)); err != nil {
			var failed *EvalError
			if !errors.As(err, &failed) || failed.Offset < 0 || failed.Offset >= len(text) || failed.Function == "" {
				t.Fatalf("error without a place: %#v", err)
			}
		}
	})
}
