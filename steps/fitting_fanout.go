package steps

import (
	"fmt"
	"slices"
	"strings"
)

// fitAdvertised leaves what the target takes of its own schema's attributes, each with the values that it allows, the form
// that the values file gives, and whether it can be taken away.
func (w *World) fitAdvertised(all []advertised) []advertised {
	d := &w.run.demands.users
	var fitted []advertised
	for _, x := range all {
		key := keyOf(x.path)
		if d.lacks(x.path) {
			continue
		}
		if x.selector != "" {
			types := d.allowed[strings.TrimSuffix(key, "."+strings.ToLower(x.sub))+"."+strings.ToLower(x.selector)]
			if len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return strings.EqualFold(t, x.selected) }) {
				continue
			}
		}
		if values := d.allowed[key]; len(values) > 0 {
			x.canonical = values
		}
		for _, r := range d.required {
			if keyOf(r.path) == key {
				x.template = r.template
			}
		}
		x.required = x.required || d.needs(x.path)
		fitted = append(fitted, x)
	}
	return fitted
}

// ofTemplate is a value in the form that the values file gives, another for each number.
func (w *World) ofTemplate(x advertised, n int) any {
	name := w.fitUserName(w.address(fmt.Sprintf("%s-fan%d", w.unique, n)))
	return w.madeUp(&w.run.demands.users, requirement{path: x.path, template: x.template, kind: strings.ToLower(x.kind)}, name)
}
