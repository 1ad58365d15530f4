package expression

import (
	"cmp"
	"strings"
)

// operators are the six comparisons of the page, a longer one before the shorter that it begins with.
var operators = [...]string{"<>", "<=", ">=", "=", "<", ">"}

// comparisonNode is the condition left operator right of a function that takes one.
type comparisonNode struct {
	operator    string
	left, right node
	// function and argument name the place in error messages.
	function, argument string
}

// eval gives a boolean.
//
// A source that is null or empty makes every comparison false, <> included. The page says that the check fails then; that
// the result is false, and not an error, is how the same service's scoping filters treat it (Microsoft Learn,
// define-conditional-rules-for-provisioning-user-accounts), and what the VBA that the page likens the language to does
// with a Null condition; an option makes it an error. A constant "" is no source: [country] <> "" is true for every country there is.
func (c comparisonNode) eval(s scope) (Value, error) {
	left, leftMissing, err := c.operand(s, c.left)
	if err != nil {
		return Null(), err
	}
	right, rightMissing, err := c.operand(s, c.right)
	if err != nil {
		return Null(), err
	}
	var v Value
	switch {
	case leftMissing || rightMissing:
		if s.env.Options.FailOnEmptyCondition {
			return Null(), newEvalError(s.source, c.position(), c.function, c.argument,
				"expected a value on both sides of %s, found %v and %v", c.operator, left, right)
		}
		v = Bool(false)
	case left.kind == KindNumber || right.kind == KindNumber:
		if v, err = c.compareNumbers(s, left, right); err != nil {
			return Null(), err
		}
	default:
		v = Bool(c.holds(strings.Compare(left.Text(), right.Text())))
	}
	v.redacted = left.redacted || right.redacted
	return v, nil
}

func (c comparisonNode) operand(s scope, n node) (v Value, missing bool, err error) {
	v, err = n.eval(s)
	if err != nil {
		return v, false, err
	}
	if v.kind == KindList {
		return v, false, newEvalError(s.source, n.position(), c.function, c.argument,
			"expected one value to compare, found a list of %d", len(v.items))
	}
	_, constant := n.(constantNode)
	return v, v.IsEmpty() && !constant, nil
}

// compareNumbers compares by size as soon as one side is a number, since directory attributes are mostly texts: 9 is less
// than "10". Two texts are compared as texts. A text that is no number is merely different from every number.
func (c comparisonNode) compareNumbers(s scope, left, right Value) (Value, error) {
	l, leftOK := asNumber(left)
	r, rightOK := asNumber(right)
	if leftOK && rightOK {
		return Bool(c.holds(cmp.Compare(l, r))), nil
	}
	switch c.operator {
	case "=":
		return Bool(false), nil
	case "<>":
		return Bool(true), nil
	}
	return Null(), newEvalError(s.source, c.position(), c.function, c.argument,
		"expected two numbers around %s, found %v and %v", c.operator, left, right)
}

func asNumber(v Value) (float64, bool) {
	if v.kind == KindNumber {
		return v.number, true
	}
	return parseDecimal(v.Text())
}

// holds tells whether the operator accepts an order: negative, zero or positive as left is less, equal or greater.
func (c comparisonNode) holds(order int) bool {
	switch c.operator {
	case "=":
		return order == 0
	case "<>":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	default: // >=
		return order >= 0
	}
}

func (c comparisonNode) write(b *strings.Builder, l layout) {
	c.left.write(b, l)
	b.WriteString(l.pad + c.operator + l.pad)
	c.right.write(b, l)
}

func (c comparisonNode) walk(visit func(node)) {
	visit(c)
	c.left.walk(visit)
	c.right.walk(visit)
}

func (c comparisonNode) position() int { return c.left.position() }
