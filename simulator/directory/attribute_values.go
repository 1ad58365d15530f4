package directory

import (
	"iter"
	"maps"
)

// Attributes are the values of one user or group by Entra's source attribute name. A value is a string, a bool, an int64 (of a
// directory extension) or a []string; an absent name is null. What is derived is not among them (Attribute.Derived), nor is the
// manager. Attributes do not change, and equal ones are equal with ==; the zero value has none.
//
// They are one text, of which a value is made when it is asked for: a delta of a million users is no million maps.
type Attributes struct {
	table  *table // of packed; nil for none, and for JSON
	packed packed // or JSON as it was read, not checked yet
}

// Value is the value of one attribute, nil for none.
func (a Attributes) Value(name string) any {
	if a.table == nil {
		return a.unpack()[name]
	}
	r := a.table.find(a.packed, name)
	if r.rest == "" {
		return nil
	}
	return r.value()
}

// Text is the value of an attribute that is a text, "" for none and for any other value.
func (a Attributes) Text(name string) string {
	if a.table == nil {
		text, _ := a.Value(name).(string)
		return text
	}
	return a.table.text(a.packed, name)
}

// All are all values by name, in no order that means anything.
func (a Attributes) All() iter.Seq2[string, any] { return maps.All(a.unpack()) }

// Map is All as a map that is the caller's own.
func (a Attributes) Map() map[string]any { return a.unpack() }

func (a Attributes) unpack() map[string]any {
	if a.table != nil {
		return a.table.unpack(a.packed)
	}
	values, err := a.read()
	if err != nil { // what was not checked has no values
		return map[string]any{}
	}
	return values
}
