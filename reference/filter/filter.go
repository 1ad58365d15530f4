// Package filter is the reference server's reading of SCIM filters: the whole grammar and all operators of RFC 7644
// section 3.4.2.2, evaluated by what the schema says about attributes. It is also what selects values in a PATCH path.
//
// Parse makes a tree of a text, Compile a predicate of a tree and a resource type, CompileElement one for the values of
// one attribute. The package does not know where resources are kept; Equalities tells a store what it may look up.
package filter

import (
	"bytes"
	"encoding/json"

	"github.com/entrasim/entrasim/reference/schema"
)

// Expression is a node of a filter: *Comparison, *ValuePath, *Not, *And or *Or.
type Expression interface {
	// String is the expression as a filter; it parses back to an equal tree.
	String() string
	expression()
}

// Comparison compares one attribute.
type Comparison struct {
	Path     schema.Path
	Operator Operator
	// Value is the JSON literal: string, bool, json.Number or nil. Present has none.
	Value any
}

// ValuePath demands that one value of a complex attribute satisfies a whole filter over its sub-attributes.
type ValuePath struct {
	Path   schema.Path
	Filter Expression
}

// Not is the contrary of its operand.
type Not struct{ Operand Expression }

// And demands both sides.
type And struct{ Left, Right Expression }

// Or demands one side at least.
type Or struct{ Left, Right Expression }

// Operator is an attribute operator of RFC 7644 table 3, in lower case.
type Operator string

// The attribute operators.
const (
	Equal          Operator = "eq"
	NotEqual       Operator = "ne"
	Contains       Operator = "co"
	StartsWith     Operator = "sw"
	EndsWith       Operator = "ew"
	Present        Operator = "pr"
	Greater        Operator = "gt"
	GreaterOrEqual Operator = "ge"
	Less           Operator = "lt"
	LessOrEqual    Operator = "le"
)

func (*Comparison) expression() {}
func (*ValuePath) expression()  {}
func (*Not) expression()        {}
func (*And) expression()        {}
func (*Or) expression()         {}

func (c *Comparison) String() string {
	s := c.Path.String() + " " + string(c.Operator)
	if c.Operator != Present {
		s += " " + literal(c.Value)
	}
	return s
}

func (v *ValuePath) String() string { return v.Path.String() + "[" + v.Filter.String() + "]" }

func (n *Not) String() string { return "not (" + n.Operand.String() + ")" }

func (a *And) String() string { return group(a.Left, isOr) + " and " + group(a.Right, isLogical) }

func (o *Or) String() string {
	return o.Left.String() + " or " + group(o.Right, isOr)
}

// group puts an operand into parentheses where the order of precedence would give another tree.
func group(e Expression, needs func(Expression) bool) string {
	if needs(e) {
		return "(" + e.String() + ")"
	}
	return e.String()
}

func isOr(e Expression) bool {
	_, ok := e.(*Or)
	return ok
}

func isLogical(e Expression) bool {
	_, ok := e.(*And)
	return ok || isOr(e)
}

// literal is a comparison value as JSON. Characters are not escaped for HTML.
func literal(value any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "null" // cannot happen for the four types of Comparison.Value
	}
	return string(bytes.TrimRight(b.Bytes(), "\n"))
}
