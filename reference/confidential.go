package reference

import (
	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// refuseConfidential refuses a filter in a URL about an attribute that is never returned, such as a password: URLs end up
// in logs. The answer is 403 sensitive, as RFC 7644 section 7.5.2 has it.
func refuseConfidential(e filter.Expression, types []*resourceType) error {
	for _, t := range types {
		if name := t.confidential(e, nil); name != "" {
			refusal := forbidden("%s: expected no filter about it in a URL, for its values are confidential", name)
			refusal.Type = "sensitive"
			return refusal
		}
	}
	return nil
}

// confidential is the name of an attribute in the filter that is never returned, or empty. Within a value path, parent is
// the attribute in front of the bracket.
func (t *resourceType) confidential(e filter.Expression, parent *schema.Attribute) string {
	either := func(a, b filter.Expression) string {
		if name := t.confidential(a, parent); name != "" {
			return name
		}
		return t.confidential(b, parent)
	}
	switch e := e.(type) {
	case *filter.And:
		return either(e.Left, e.Right)
	case *filter.Or:
		return either(e.Left, e.Right)
	case *filter.Not:
		return t.confidential(e.Operand, parent)
	case *filter.Comparison:
		return t.hidden(e.Path, parent)
	case *filter.ValuePath:
		if name := t.hidden(e.Path, nil); name != "" {
			return name
		}
		if target, err := t.Resolve(e.Path); err == nil && target.Attribute != nil {
			return t.confidential(e.Filter, target.Attribute)
		}
	}
	return ""
}

func (t *resourceType) hidden(p schema.Path, parent *schema.Attribute) string {
	if parent != nil {
		if sub := parent.Sub(p.Attribute); sub != nil && !sub.Kept() {
			return parent.Name + "." + sub.Name
		}
		return ""
	}
	target, err := t.Resolve(p)
	if err == nil && target.Attribute != nil && (!target.Attribute.Kept() || !target.Leaf().Kept()) {
		return target.Name()
	}
	return ""
}
