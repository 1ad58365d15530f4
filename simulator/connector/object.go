package connector

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/tidwall/gjson"
)

// Object is a resource as the target returned it.
type Object struct {
	ID       string
	resource gjson.Result // of which only what is asked for is read: a cycle needs a few attributes
}

// Value is the value of the target attribute in the resource: a string, bool, json.Number, []any or map[string]any, or
// nil for none; an empty text and an empty list count as none. Names are compared without case (RFC 7643, section 2.1);
// of several elements that fit a condition the first counts.
func (o Object) Value(t Target) any {
	container := o.resource
	if t.schema != "" {
		container = member(o.resource, t.schema)
	}
	found := member(container, t.attribute)
	if t.typed() {
		found = element(found, t.filterName, t.filterValue)
	}
	if t.sub != "" {
		found = member(found, t.sub)
	}
	value := valueOf(found)
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

// member is the value of the name in a JSON object, without regard to case; in anything else there is none.
func member(object gjson.Result, name string) gjson.Result {
	if !object.IsObject() {
		return gjson.Result{}
	}
	s := search{name: name}
	object.ForEach(func(key, value gjson.Result) bool {
		s.meet(key.Str, value)
		return true
	})
	return s.value
}

// search is the search for a name among the members of an object, without regard to case. Should several differ in case only, it
// finds the one that is written like the name, or else the first of them in byte order, whatever the order of the members.
type search struct {
	name, found string
	value       gjson.Result
}

// meet looks at the next member.
func (s *search) meet(key string, value gjson.Result) {
	if better(key, s.name, s.found) {
		s.found, s.value = key, value
	}
}

// better says whether the key is the name, and a better one than what was found before; "" is nothing.
func better(key, name, found string) bool {
	return strings.EqualFold(key, name) && (key == name || found != name && (found == "" || key <= found))
}

// memberOf is member of an object that valueOf gave.
func memberOf(object map[string]any, name string) (value any) {
	found := ""
	for key, v := range object {
		if better(key, name, found) {
			found, value = key, v
		}
	}
	return value
}

// element is the first element of a multi-valued attribute whose sub-attribute has the value.
func element(list gjson.Result, name, value string) (found gjson.Result) {
	if !list.IsArray() {
		return found
	}
	list.ForEach(func(_, candidate gjson.Result) bool {
		if v := valueOf(member(candidate, name)); v != nil && strings.EqualFold(Text(v), value) {
			found = candidate
		}
		return !found.Exists()
	})
	return found
}

// valueOf is a JSON value as encoding/json reads it, with numbers as they are written. It does not keep the text of the
// whole answer in memory.
func valueOf(found gjson.Result) any {
	switch found.Type {
	case gjson.String:
		return strings.Clone(found.Str)
	case gjson.True, gjson.False:
		return found.Bool()
	case gjson.Number:
		return json.Number(strings.Clone(found.Raw))
	case gjson.JSON:
		var value any
		decoder := json.NewDecoder(bytes.NewReader([]byte(found.Raw)))
		decoder.UseNumber()
		if decoder.Decode(&value) == nil { // the whole answer was read before
			return value
		}
	}
	return nil
}
