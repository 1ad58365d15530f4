package steps

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// fitAdvertised leaves what the target takes of its own schema's attributes, each with the values that it allows, the form
// that the values file gives, and whether it can be taken away.
func (w *world) fitAdvertised(all []advertised) []advertised {
	d := &w.run.demands.Users
	var fitted []advertised
	for _, x := range all {
		key := scim.KeyOf(x.path)
		if d.Lacks(x.path) {
			continue
		}
		if x.Selector != "" {
			types := d.Allowed[strings.TrimSuffix(key, "."+strings.ToLower(x.Sub))+"."+strings.ToLower(x.Selector)]
			if len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return strings.EqualFold(t, x.Selected) }) {
				continue
			}
		}
		if values := d.Allowed[key]; len(values) > 0 {
			x.canonical = values
		}
		for _, r := range d.Required {
			if scim.KeyOf(r.Path) == key {
				x.template = r.Template
			}
		}
		x.required = x.required || d.Needs(x.path)
		fitted = append(fitted, x)
	}
	return fitted
}

// ofTemplate is a value in the form that the values file gives, another for each number.
func (w *world) ofTemplate(x advertised, n int) any {
	name := w.fitUserName(w.address(fmt.Sprintf("%s-fan%d", w.unique, n)))
	return w.madeUp(&w.run.demands.Users, demands.Requirement{Path: x.path, Template: x.template, Kind: strings.ToLower(x.kind)}, name)
}
