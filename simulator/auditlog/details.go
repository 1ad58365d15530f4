package auditlog

import (
	"maps"
	"slices"
)

// Details are properties of a step, each with a text, in the order in which they are told. In JSON and CSV they are an object,
// whose members are by name.
type Details []Detail

// Detail is one of them.
type Detail struct{ Name, Value string }

// ByName gives them as a map, nil for none.
func (d Details) ByName() map[string]string {
	if len(d) == 0 {
		return nil
	}
	m := make(map[string]string, len(d))
	for _, detail := range d {
		m[detail.Name] = detail.Value
	}
	return m
}

// detailsOf are those of a map, by name.
func detailsOf(byName map[string]string) Details {
	if len(byName) == 0 {
		return nil
	}
	d := make(Details, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		d = append(d, Detail{name, byName[name]})
	}
	return d
}
