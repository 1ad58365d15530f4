package patch

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// elements are the values of a complex attribute as a list, also when it is singular: Entra is reported to remove a
// manager by manager[value eq "…"].
func (r *resource) elements(target schema.Target) []any {
	switch v := r.value(target).(type) {
	case []any:
		return v
	case map[string]any:
		return []any{v}
	}
	return nil
}

// fromElements is the contrary of elements.
func fromElements(a *schema.Attribute, list []any) any {
	switch {
	case len(list) == 0:
		return nil
	case a.MultiValued:
		return list
	default:
		return list[len(list)-1]
	}
}

// demanded is the value that a filter describes: the sub-attributes that it compares with eq, joined by and. It is not
// ok for a filter that leaves a choice.
func demanded(e filter.Expression, a *schema.Attribute) (value map[string]any, ok bool) {
	switch e := e.(type) {
	case *filter.And:
		left, okLeft := demanded(e.Left, a)
		right, okRight := demanded(e.Right, a)
		if !okLeft || !okRight {
			return nil, false
		}
		maps.Copy(left, right)
		return left, true
	case *filter.Comparison:
		sub := a.Sub(e.Path.Attribute)
		if sub == nil || e.Operator != filter.Equal || e.Value == nil {
			return nil, false
		}
		return map[string]any{sub.Name: e.Value}, true
	default:
		return nil, false
	}
}

// identity is a text that two values of a multi-valued attribute share if they are one and the same: equal, or complex with
// the same value and type, a combination that should not occur twice (RFC 7643 section 2.4). Letter case counts as the
// schema says. Comparing identities instead of values keeps an operation on a long list linear.
func identity(a *schema.Attribute, element any) string {
	switch v := element.(type) {
	case string:
		return "text " + a.Comparable(v)
	case map[string]any:
		if value, ok := v["value"].(string); ok {
			kind, _ := v["type"].(string)
			return valueIdentity(a, value) + "\x00" + comparison(a, "type", kind)
		}
	}
	text, err := json.Marshal(element)
	if err != nil {
		panic(err) // what the schema has read is JSON
	}
	return "json " + string(text)
}

// valueIdentity is the part of an identity that does not depend on the type.
func valueIdentity(a *schema.Attribute, value string) string {
	return "value " + comparison(a, "value", value)
}

func comparison(a *schema.Attribute, sub, text string) string {
	if s := a.Sub(sub); s != nil {
		return s.Comparable(text)
	}
	return text
}

// identities are those of values that are to be removed. One that has a value and no type stands for that value of any
// type.
func identities(a *schema.Attribute, leaving []any) map[string]bool {
	set := make(map[string]bool, len(leaving))
	for _, e := range leaving {
		object, _ := e.(map[string]any)
		if value, ok := object["value"].(string); ok && object["type"] == nil {
			set[valueIdentity(a, value)] = true
		} else {
			set[identity(a, e)] = true
		}
	}
	return set
}

// isLeaving reports whether a value is among those to be removed.
func isLeaving(a *schema.Attribute, element any, leaving map[string]bool) bool {
	if object, ok := element.(map[string]any); ok {
		if value, ok := object["value"].(string); ok && leaving[valueIdentity(a, value)] {
			return true
		}
	}
	return leaving[identity(a, element)]
}

func isPrimary(element any) bool {
	object, ok := element.(map[string]any)
	return ok && object["primary"] == true
}

// onlyPrimary sets primary to false in all values but one that have it set (RFC 7644 section 3.5.2). The list is the
// caller's own, its elements are not.
func onlyPrimary(list []any, one int) {
	for i, e := range list {
		if i != one && isPrimary(e) {
			object := maps.Clone(e.(map[string]any))
			object["primary"] = false
			list[i] = object
		}
	}
}

// onlyLabels reports whether a value has nothing that it could be a label of: a work e-mail without an address is none.
func onlyLabels(object map[string]any) bool {
	for name := range object {
		if !strings.EqualFold(name, "type") && !strings.EqualFold(name, "primary") {
			return false
		}
	}
	return true
}
