package filter

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// values compiles a comparison into a test of the target's value or values, and says to which sub-attribute, if any, one
// has to go down for them.
func (s Semantics) values(c *Comparison, target schema.Target) (test func(any) bool, sub string, err error) {
	if target.Sub != nil {
		sub = target.Sub.Name
	}
	leaf := target.Leaf()
	if leaf.Mutability == schema.WriteOnly {
		return nil, "", schema.Errorf(schema.InvalidFilter, "attribute %q: expected one that can be read", leaf.Name)
	}
	if c.Operator == Present {
		return isPresent, sub, nil
	}
	if leaf.Type == schema.Complex {
		if leaf = leaf.Simple(); leaf == nil {
			return nil, "", schema.Errorf(schema.InvalidFilter, "attribute %q: expected a sub-attribute to compare", c.Path)
		}
		sub = leaf.Name
	}
	if c.Value == nil {
		return c.withNull(sub)
	}
	one, err := s.single(c, leaf)
	if err != nil {
		return nil, "", err
	}
	return func(value any) bool {
		switch v := value.(type) {
		case nil:
			return c.matchesAbsent()
		case []any:
			for _, element := range v {
				if one(element) {
					return true
				}
			}
			return len(v) == 0 && c.matchesAbsent()
		default:
			return one(v)
		}
	}, sub, nil
}

// withNull compares with null, which is the state of an attribute without a value (RFC 7643 section 2.5).
func (c *Comparison) withNull(sub string) (func(any) bool, string, error) {
	switch c.Operator {
	case Equal:
		return func(value any) bool { return !isPresent(value) }, sub, nil
	case NotEqual:
		return isPresent, sub, nil
	default:
		return nil, "", c.unsupported("null")
	}
}

// matchesAbsent says what becomes of a resource without the attribute: it is not identical to any value.
func (c *Comparison) matchesAbsent() bool {
	return c.Operator == NotEqual || c.Operator == Equal && c.Value == nil
}

// isPresent is pr: a non-empty value, or a complex one with a non-empty node.
func isPresent(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case string:
		return v != ""
	case []any:
		for _, element := range v {
			if isPresent(element) {
				return true
			}
		}
		return false
	case map[string]any:
		for _, member := range v {
			if isPresent(member) {
				return true
			}
		}
		return false
	default:
		return true
	}
}

// single compiles the comparison with one value of a simple attribute, by its type (RFC 7644 table 3).
func (s Semantics) single(c *Comparison, a *schema.Attribute) (func(any) bool, error) {
	switch a.Type {
	case schema.Boolean:
		return s.withBoolean(c)
	case schema.Integer, schema.Decimal:
		return withNumber(c)
	case schema.DateTime:
		return withTime(c)
	case schema.Binary:
		if c.Operator != Equal && c.Operator != NotEqual {
			return nil, c.unsupported("binary")
		}
	}
	text, ok := c.Value.(string)
	if !ok {
		return nil, c.mismatch("a string")
	}
	exact := a.CaseExact || a.Type == schema.Binary
	if s.CaseExact != nil {
		exact = s.CaseExact(a)
	}
	return withText(c.Operator, text, exact), nil
}

func withText(operator Operator, text string, exact bool) func(any) bool {
	fold := schema.Composed
	if !exact {
		fold = schema.Fold
	}
	text = fold(text)
	test := map[Operator]func(string) bool{
		Equal:          func(v string) bool { return v == text },
		NotEqual:       func(v string) bool { return v != text },
		Contains:       func(v string) bool { return strings.Contains(v, text) },
		StartsWith:     func(v string) bool { return strings.HasPrefix(v, text) },
		EndsWith:       func(v string) bool { return strings.HasSuffix(v, text) },
		Greater:        func(v string) bool { return v > text },
		GreaterOrEqual: func(v string) bool { return v >= text },
		Less:           func(v string) bool { return v < text },
		LessOrEqual:    func(v string) bool { return v <= text },
	}[operator]
	return func(value any) bool {
		v, ok := value.(string)
		return ok && test(fold(v))
	}
}

func (s Semantics) withBoolean(c *Comparison) (func(any) bool, error) {
	if c.Operator != Equal && c.Operator != NotEqual {
		return nil, c.unsupported("boolean")
	}
	wanted, ok := c.Value.(bool)
	if text, is := c.Value.(string); is && s.StringBooleans {
		wanted = strings.EqualFold(text, "true")
		ok = wanted || strings.EqualFold(text, "false")
	}
	if !ok {
		return nil, c.mismatch("true or false")
	}
	return func(value any) bool {
		v, ok := value.(bool)
		return ok && (v == wanted) == (c.Operator == Equal)
	}, nil
}

func withNumber(c *Comparison) (func(any) bool, error) {
	number, ok := c.Value.(json.Number)
	if !ok {
		return nil, c.mismatch("a number")
	}
	ordered, ok := c.ordered()
	if !ok {
		return nil, c.unsupported("number")
	}
	return func(value any) bool {
		v, ok := value.(json.Number)
		return ok && ordered(CompareNumbers(v, number))
	}, nil
}

// CompareNumbers orders two JSON numbers. It is exact for integers of 64 bits, and as exact as a float64 for others.
func CompareNumbers(a, b json.Number) int {
	i, errA := a.Int64()
	j, errB := b.Int64()
	if errA == nil && errB == nil {
		return cmp.Compare(i, j)
	}
	// A number too large for a float64 parses as an infinity, which orders as it should.
	x, _ := strconv.ParseFloat(a.String(), 64)
	y, _ := strconv.ParseFloat(b.String(), 64)
	return cmp.Compare(x, y)
}

func withTime(c *Comparison) (func(any) bool, error) {
	text, _ := c.Value.(string)
	wanted, ok := schema.ParseDateTime(text)
	if !ok {
		return nil, c.mismatch("a date and time such as \"2011-05-13T04:42:34Z\"")
	}
	ordered, ok := c.ordered()
	if !ok {
		return nil, c.unsupported("dateTime")
	}
	return func(value any) bool {
		text, _ := value.(string)
		v, ok := schema.ParseDateTime(text)
		return ok && ordered(v.Compare(wanted))
	}, nil
}

// ordered is the operator as a test of the result of a comparison, for types that have an order and no substrings.
func (c *Comparison) ordered() (func(int) bool, bool) {
	test, ok := map[Operator]func(int) bool{
		Equal:          func(order int) bool { return order == 0 },
		NotEqual:       func(order int) bool { return order != 0 },
		Greater:        func(order int) bool { return order > 0 },
		GreaterOrEqual: func(order int) bool { return order >= 0 },
		Less:           func(order int) bool { return order < 0 },
		LessOrEqual:    func(order int) bool { return order <= 0 },
	}[c.Operator]
	return test, ok
}

func (c *Comparison) unsupported(what string) error {
	return schema.Errorf(schema.InvalidFilter, "%s: expected an operator that compares a %s, found %s",
		c.Path, what, c.Operator)
}

func (c *Comparison) mismatch(expected string) error {
	return schema.Errorf(schema.InvalidFilter, "%s: expected %s to compare with, found %s",
		c.Path, expected, literal(c.Value))
}
