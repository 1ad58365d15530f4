// Package expression is the attribute-mapping expression language of Microsoft Entra ID: the text behind a mapping of
// type Expression, for instance StripSpaces([telephoneNumber]). It parses an expression once, evaluates it against the
// attributes of a source object as often as wanted, and prints it back.
//
// It knows nothing of mappings, directories or SCIM: what an attribute holds is asked of the caller, and whether a null
// flows to the target is the caller's decision.
//
// The truth comes from Microsoft Learn, functions-for-customizing-application-data ("the page" in comments), and for the
// names and types of parameters from Microsoft Graph, synchronizationSchema: functions. Where they are silent the choice
// and its reason stand beside the code, and the choice is the one that sends less.
package expression

import (
	"slices"
	"strings"
)

// MaxCharacters is the length of the longest expression that the portal accepts (Microsoft Learn,
// customize-application-attributes).
const MaxCharacters = 10_000

// Expression is a parsed expression. It does not change and may be evaluated by many goroutines at once.
type Expression struct {
	source     string
	root       node
	attributes []string
	searches   bool // it may have regular expressions: there is a Replace
}

// Parse reads an expression: an attribute [name], a constant, or a function call whose arguments are expressions again.
// Names and constants are case-sensitive. The error is a *SyntaxError.
func Parse(text string) (*Expression, error) {
	root, err := parse(text)
	if err != nil {
		return nil, err
	}
	e := &Expression{source: text, root: root}
	root.walk(func(n node) {
		if a, ok := n.(attributeNode); ok && !slices.Contains(e.attributes, a.name) {
			e.attributes = append(e.attributes, a.name)
		}
		e.searches = e.searches || isCallOf(n, functionReplace.Name)
	})
	return e, nil
}

// String gives the expression in its canonical form: one blank after a comma and around an operator, no other. Parse
// reads it back to an equal tree; to keep that true of an expression so long that these blanks would carry it past
// MaxCharacters, they are left out then.
func (e *Expression) String() string {
	return e.layout().print(e.root)
}

func (e *Expression) layout() layout {
	if wide := (layout{comma: ", ", pad: " "}); !tooLong(wide.print(e.root)) {
		return wide
	}
	return layout{comma: ","}
}

// Eval gives the value of the expression for the object of the environment. Only what decides the result is evaluated:
// IIF, Switch and Coalesce leave the other arguments alone. The error is an *EvalError.
func (e *Expression) Eval(env *Environment) (Value, error) {
	s := scope{env: env, source: e.source}
	if e.searches {
		s.searches = new(stopwatch)
	}
	return e.root.eval(s)
}

// Attributes gives the names of the source attributes that the expression mentions, in the order of first mention,
// without repeats.
func (e *Expression) Attributes() []string {
	return slices.Clone(e.attributes)
}

// Source gives the expression as it was written.
func (e *Expression) Source() string { return e.source }

// FunctionName gives the name of the outermost function, and "" for a plain attribute or constant.
func (e *Expression) FunctionName() string {
	if c, ok := e.root.(*callNode); ok {
		return c.function.Name
	}
	return ""
}

// MayForget says whether the outermost function is a Switch with a constant as its default. The page cautions that the
// service may take such an expression for null when an object changes in something else than the Switch's source.
func (e *Expression) MayForget() bool {
	c, ok := e.root.(*callNode)
	return ok && c.function.Name == functionSwitch.Name && c.args[1] != nil && isConstant(c.args[1])
}

// Redacts says whether the function Redact stands anywhere in the expression.
func (e *Expression) Redacts() bool {
	c, ok := e.root.(*callNode)
	return ok && c.redacts
}

// layout is the white space of a printed expression: what separates arguments, and what stands around an operator.
type layout struct {
	comma, pad string
}

func (l layout) print(n node) string {
	var b strings.Builder
	n.write(&b, l)
	return b.String()
}
