package expression

import (
	"errors"
	"strings"
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
		_ = e.Warnings()
		again, err := ParseTree(e.Tree())
		if err != nil || trimmed(again.root) != trimmed(e.root) {
			t.Fatalf("the tree of %s gives %v, %v", e, again, err)
		}
		if _, err := e.Eval(of(values)); err != nil {
			var failed *EvalError
			if !errors.As(err, &failed) || failed.Offset < 0 || failed.Offset >= len(text) || failed.Function == "" {
				t.Fatalf("error without a place: %#v", err)
			}
		}
	})
}

// trimmed prints a tree without the empty arguments at the end of calls, which Graph's form of it does not have.
func trimmed(n node) string {
	var cut func(node) node
	cut = func(n node) node {
		switch n := n.(type) {
		case comparisonNode:
			n.left, n.right = cut(n.left), cut(n.right)
			return n
		case *callNode:
			c := *n
			c.args = nil
			used := 0
			for i, arg := range n.args {
				if arg != nil || n.function.param(i).Repeatable {
					used = i + 1
				}
				if arg != nil {
					arg = cut(arg)
				}
				c.args = append(c.args, arg)
			}
			c.args = c.args[:used]
			return &c
		}
		return n
	}
	return layout{comma: ", "}.print(cut(n))
}

// FuzzEval demands that evaluating ends, whatever the attributes hold, without a panic and with a result in bounds, and
// that the same seed gives the same result.
func FuzzEval(f *testing.F) {
	for _, function := range Functions() {
		for _, example := range function.Examples {
			f.Add(example.Expression, "2012-03-16-07:00", int64(129699324000000000))
		}
	}
	for _, text := range []string{
		`Replace([a], , [a], , "$_$_$_", , )`, `FormatDateTime([a], [a], [b], [a])`, `DateAdd([a], [b], [a])`,
		`ConvertToUTF8Hex(ConvertToUTF8Hex(ConvertToUTF8Hex([c])))`, `RandomString([b], [b], 0, 0, 0, [a])`,
		`Join([a], Split([a], [a]), [c])`, `Word([a], [b], [a])`, `PCase([a], [a])`, `InStr([a], [a], [b], vbTextCompare)`,
		`Item([c], [b])`, `Left([a], [b])`, `Mid([a], [b], [b])`, `DateFromNum([b])`, `IIF([a] < [b], [c], Redact([c]))`,
		`Replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", , "(a|a)*$", , "", , )`,
	} {
		f.Add(text, "a,b", int64(-1))
	}
	f.Fuzz(func(t *testing.T, text, value string, number int64) {
		e, err := Parse(text)
		if err != nil || len(value) > 1000 {
			return
		}
		evaluate := func() (string, error) {
			env := Example{InUse: []string{value}}.Environment()
			env.Attribute = func(name string) (Value, bool) {
				switch name {
				case "b":
					return exactNumber(number), true
				case "c":
					return Strings(value, text, value), true
				case "absent":
					return Null(), false
				}
				return String(value), true
			}
			v, err := e.Eval(env)
			if v.size() > maxText {
				t.Fatalf("a result of %d bytes", v.size())
			}
			if err != nil {
				return "", err
			}
			return v.GoString(), nil
		}
		first, err := evaluate()
		var failed *EvalError
		switch {
		case errors.As(err, &failed) && strings.Contains(failed.Message, matchTimeout.String()):
			return // not the same at all speeds
		case err != nil && failed == nil:
			t.Fatalf("error without a place: %#v", err)
		}
		if again, _ := evaluate(); again != first {
			t.Fatalf("first %s, then %s", first, again)
		}
	})
}
