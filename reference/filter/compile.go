package filter

import (
	"github.com/entrasim/entrasim/reference/schema"
)

// Resource gives the value of a top-level attribute, nil if it has none. Extension is the URN under which the attribute
// stands, empty for core and common ones; names are as the schema spells them.
type Resource func(extension, attribute string) any

// Filter is an expression compiled for a resource type. It is safe for concurrent use.
type Filter struct{ test func(Resource) bool }

// Matches reports whether the resource is one that the filter asks for.
func (f *Filter) Matches(r Resource) bool { return f.test(r) }

// Element is an expression compiled for the values of one complex attribute. It is safe for concurrent use.
type Element struct{ test func(map[string]any) bool }

// Matches reports whether the value, with its sub-attributes by the schema's names, is one that the filter selects.
func (e *Element) Matches(value map[string]any) bool { return e.test(value) }

// Semantics says how values are compared. The zero value is RFC 7644.
type Semantics struct {
	// StringBooleans takes "True" and "False", in any case, as the value that a boolean is compared with, as in
	// roles[primary eq "True"] (D-143).
	StringBooleans bool
	// UnknownAbsent treats an attribute that the resource type does not have as one without a value, as queries over
	// several resource types do (RFC 7644 section 3.4.2.1). Otherwise it is an error: a filter that is not understood
	// must not match everything or nothing (D-052).
	UnknownAbsent bool
	// CaseExact decides about letter case in place of the schema, if it is not nil.
	CaseExact func(*schema.Attribute) bool
}

// Compile makes a predicate of an expression. The error is a *schema.Error with InvalidFilter: an attribute is not
// known, or cannot be compared so.
func (s Semantics) Compile(e Expression, t *schema.ResourceType) (*Filter, error) {
	test, err := s.resource(e, t)
	if err != nil {
		return nil, err
	}
	return &Filter{test: test}, nil
}

// CompileElement makes a predicate of the filter of a value path.
func (s Semantics) CompileElement(e Expression, a *schema.Attribute) (*Element, error) {
	test, err := s.element(e, a)
	if err != nil {
		return nil, err
	}
	return &Element{test: test}, nil
}

func (s Semantics) resource(e Expression, t *schema.ResourceType) (func(Resource) bool, error) {
	descend := func(e Expression) (func(Resource) bool, error) { return s.resource(e, t) }
	switch e := e.(type) {
	case *Comparison:
		return s.comparison(e, t)
	case *ValuePath:
		return s.valuePath(e, t)
	default:
		return logical(e, descend)
	}
}

func (s Semantics) comparison(c *Comparison, t *schema.ResourceType) (func(Resource) bool, error) {
	target, err := t.Resolve(c.Path)
	if err != nil {
		if s.UnknownAbsent {
			return func(Resource) bool { return c.matchesAbsent() }, nil
		}
		return nil, schema.Errorf(schema.InvalidFilter, "%v", err)
	}
	if target.Attribute == nil {
		return nil, schema.Errorf(schema.InvalidFilter, "%q is a schema: expected an attribute of it", target.Extension)
	}
	test, sub, err := s.values(c, target)
	if err != nil {
		return nil, err
	}
	extension, name := target.Extension, target.Attribute.Name
	return func(r Resource) bool { return test(subValues(r(extension, name), sub)) }, nil
}

func (s Semantics) valuePath(v *ValuePath, t *schema.ResourceType) (func(Resource) bool, error) {
	target, err := t.Resolve(v.Path)
	if err != nil {
		if s.UnknownAbsent {
			return func(Resource) bool { return false }, nil
		}
		return nil, schema.Errorf(schema.InvalidFilter, "%v", err)
	}
	if target.Attribute == nil || target.Sub != nil || target.Attribute.Type != schema.Complex {
		return nil, schema.Errorf(schema.InvalidFilter, "%s: expected a complex attribute in front of [", v.Path)
	}
	test, err := s.element(v.Filter, target.Attribute)
	if err != nil {
		return nil, err
	}
	extension, name := target.Extension, target.Attribute.Name
	return func(r Resource) bool {
		switch value := r(extension, name).(type) {
		case []any:
			for _, element := range value {
				if object, ok := element.(map[string]any); ok && test(object) {
					return true
				}
			}
		case map[string]any:
			return test(value)
		}
		return false
	}, nil
}

func (s Semantics) element(e Expression, a *schema.Attribute) (func(map[string]any) bool, error) {
	switch e := e.(type) {
	case *Comparison:
		sub := a.Sub(e.Path.Attribute)
		if sub == nil || e.Path.URN != "" || e.Path.Sub != "" {
			return nil, schema.Errorf(schema.InvalidFilter, "attribute %q has no sub-attribute %q", a.Name, e.Path)
		}
		test, _, err := s.values(e, schema.Target{Attribute: sub})
		if err != nil {
			return nil, err
		}
		return func(value map[string]any) bool { return test(value[sub.Name]) }, nil
	case *ValuePath:
		return nil, schema.Errorf(schema.InvalidFilter, "%s: expected no value path within a value path", e)
	default:
		return logical(e, func(e Expression) (func(map[string]any) bool, error) { return s.element(e, a) })
	}
}

// logical compiles the operators of RFC 7644 table 4 over any kind of operand.
func logical[T any](e Expression, compile func(Expression) (func(T) bool, error)) (func(T) bool, error) {
	both := func(left, right Expression) (l, r func(T) bool, err error) {
		if l, err = compile(left); err == nil {
			r, err = compile(right)
		}
		return l, r, err
	}
	switch e := e.(type) {
	case *And:
		l, r, err := both(e.Left, e.Right)
		return func(v T) bool { return l(v) && r(v) }, err
	case *Or:
		l, r, err := both(e.Left, e.Right)
		return func(v T) bool { return l(v) || r(v) }, err
	case *Not:
		operand, err := compile(e.Operand)
		return func(v T) bool { return !operand(v) }, err
	default:
		return nil, schema.Errorf(schema.InvalidFilter, "expected a filter, found nothing")
	}
}

// subValues goes down to a sub-attribute: from an array to the array of its elements' values. Sub is empty to stay.
func subValues(value any, sub string) any {
	if sub == "" {
		return value
	}
	switch v := value.(type) {
	case map[string]any:
		return v[sub]
	case []any:
		values := make([]any, 0, len(v))
		for _, element := range v {
			if object, ok := element.(map[string]any); ok && object[sub] != nil {
				values = append(values, object[sub])
			}
		}
		return values
	}
	return nil
}
