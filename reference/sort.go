package reference

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// order is what sortBy and sortOrder ask for (RFC 7644 section 3.4.2.3).
type order struct {
	by         schema.Path
	descending bool
}

// sorting reads the two parameters; nil without sortBy, for then sortOrder has nothing to apply to.
func sorting(parameters map[string]string) (*order, error) {
	var o order
	switch direction := parameters["sortOrder"]; {
	case direction == "", strings.EqualFold(direction, "ascending"):
	case strings.EqualFold(direction, "descending"):
		o.descending = true
	default:
		return nil, invalidValue("sortOrder: expected ascending or descending, found %q", direction)
	}
	by := parameters["sortBy"]
	if by == "" {
		return nil, nil
	}
	var err error
	if o.by, err = schema.ParsePath(by); err != nil {
		return nil, invalidValue("sortBy: %v", err)
	}
	return &o, nil
}

// sortKey is the value by which a resource is sorted, nil when it has none. It is a string, already folded unless the
// attribute is case exact, a bool, a json.Number or a time.Time.
type sortKey any

// keyOf makes the function that takes the sort key from a resource of a type. Where several resource types are listed,
// one that lacks the attribute has no value for it (RFC 7644 section 3.4.2.1).
func (o order) keyOf(t *schema.ResourceType, several bool) (func(filter.Resource) sortKey, error) {
	target, err := t.Resolve(o.by)
	switch {
	case err != nil && several:
		return func(filter.Resource) sortKey { return nil }, nil
	case err != nil:
		return nil, invalidValue("sortBy: %v", err)
	case target.Attribute == nil:
		return nil, invalidValue("sortBy: %q is a schema: expected an attribute of it", target.Extension)
	}
	attribute, leaf := target.Attribute, target.Leaf()
	if leaf.Type == schema.Complex {
		if leaf = leaf.Simple(); leaf == nil {
			return nil, invalidValue("sortBy: %s is complex: expected one of its sub-attributes", target.Name())
		}
	}
	if !attribute.Kept() || !leaf.Kept() || leaf.Mutability == schema.WriteOnly {
		return nil, invalidValue("sortBy: expected an attribute that can be read, found %s", target.Name())
	}
	return func(r filter.Resource) sortKey {
		value := r(target.Extension, attribute.Name)
		if list, ok := value.([]any); ok {
			value = foremost(list)
		}
		if leaf != attribute {
			object, _ := value.(map[string]any)
			value = object[leaf.Name]
		}
		return comparableKey(leaf, value)
	}, nil
}

// foremost is the primary value of a multi-valued attribute, or else the first.
func foremost(list []any) any {
	for _, element := range list {
		if object, ok := element.(map[string]any); ok && object["primary"] == true {
			return element
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// comparableKey brings a value into the form in which values of the attribute's type are compared.
func comparableKey(a *schema.Attribute, value any) sortKey {
	text, ok := value.(string)
	switch {
	case ok && a.Type == schema.DateTime:
		if t, ok := schema.ParseDateTime(text); ok {
			return t
		}
		return nil
	case ok:
		return a.Comparable(text)
	default:
		return value
	}
}

// compare orders two resources by their keys. One without a value comes last when ascending and first when descending.
func (o order) compare(a, b sortKey) int {
	result := compareKeys(a, b)
	if o.descending {
		return -result
	}
	return result
}

// compareKeys is the ascending order. Two resource types may have attributes of the same name and different types; those
// are ordered by type.
func compareKeys(a, b sortKey) int {
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return cmp.Compare(x, y)
		}
	case bool:
		if y, ok := b.(bool); ok {
			return cmp.Compare(rank(x), rank(y))
		}
	case json.Number:
		if y, ok := b.(json.Number); ok {
			return filter.CompareNumbers(x, y)
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y)
		}
	}
	return cmp.Compare(rank(a), rank(b))
}

// rank orders false before true, and kinds of keys: texts, truth values, numbers, times, none.
func rank(key sortKey) int {
	switch k := key.(type) {
	case string:
		return 0
	case bool:
		if k {
			return 2
		}
		return 1
	case json.Number:
		return 3
	case time.Time:
		return 4
	default:
		return 5
	}
}
