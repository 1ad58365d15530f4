package connector

import "strings"

// Object is a resource as the target returned it.
type Object struct {
	ID       string
	resource map[string]any
}

// Value is the value of the target attribute in the resource: a string, bool, json.Number, []any or map[string]any, or
// nil for none; an empty text and an empty list count as none. Names are compared without case (RFC 7643, section 2.1);
// of several elements that fit a condition the first counts.
func (o Object) Value(t Target) any {
	container := o.resource
	if t.schema != "" {
		container, _ = member(o.resource, t.schema).(map[string]any)
	}
	value := member(container, t.attribute)
	if t.typed() {
		value = element(value, t.filterName, t.filterValue)
	}
	if t.sub != "" {
		complexValue, _ := value.(map[string]any)
		value = member(complexValue, t.sub)
	}
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
	case []any:
		if len(v) == 0 {
			return nil
		}
	}
	return value
}

// member is the value of the name in a JSON object, without regard to case. Should several names differ in case only, it
// is the first of them in byte order, whatever the order of the map.
func member(object map[string]any, name string) any {
	if value, ok := object[name]; ok {
		return value
	}
	found := ""
	for key := range object {
		if strings.EqualFold(key, name) && (found == "" || key < found) {
			found = key
		}
	}
	return object[found]
}

// element is the first element of a multi-valued attribute whose sub-attribute has the value.
func element(list any, name, value string) any {
	elements, _ := list.([]any)
	for _, e := range elements {
		candidate, _ := e.(map[string]any)
		if found := member(candidate, name); found != nil && strings.EqualFold(Text(found), value) {
			return candidate
		}
	}
	return nil
}
