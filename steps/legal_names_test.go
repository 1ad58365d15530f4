package steps_test

import (
	"net/http"
	"strings"
)

// computedName takes no formatted name, and shows one that is made of the others.
func computedName() mutant {
	return combined(unwrittenName(), shown(ofUsers, func(o object) {
		if n, ok := o["name"].(object); ok {
			n["formatted"] = strings.TrimSpace(text(n["givenName"]) + " " + text(n["familyName"]))
		}
	}))
}

// unformattedName takes no formatted name, and shows none.
func unformattedName() mutant {
	return combined(unwrittenName(), shown(ofUsers, func(o object) {
		if n, ok := o["name"].(object); ok {
			delete(n, "formatted")
		}
	}))
}

// unwrittenName passes over formatted names in bodies and operations, with a path and without.
func unwrittenName() mutant {
	drop := func(b object) {
		delete(b, "name.formatted")
		if n, ok := b["name"].(object); ok {
			delete(n, "formatted")
		}
	}
	return combined(
		sent(func(r *http.Request) bool {
			return ofUsers(r) && (r.Method == http.MethodPost || r.Method == http.MethodPut)
		},
			func(_ *http.Request, b object) { drop(b) }),
		operations(patched, func(op object) []object {
			if op["path"] == "name.formatted" {
				return nil
			}
			if v, ok := op["value"].(object); ok {
				drop(v)
			}
			return []object{op}
		}))
}

// describedName changes what /Schemas says of the parts of a name.
func describedName(change func(parts []any) []any) mutant {
	return answered(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Schemas") }, func(_ *http.Request, p *reply) {
		b, _ := p.body.(object)
		inList(b, "Resources", func(s object) {
			inList(s, "attributes", func(a object) {
				if parts, ok := a["subAttributes"].([]any); ok && a["name"] == "name" {
					a["subAttributes"] = change(parts)
				}
			})
		})
	})
}
