package reference

import (
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
)

// activationDefects break disabling and enabling over PATCH.
func activationDefects() []Defect {
	return []Defect{
		{
			ID:     "D-077",
			Title:  "active as the string \"False\" is rejected",
			Source: "https://github.com/scimmyjs/scimmy/issues/51",
			spoil:  func(b *behaviour) { b.patch.Leniency.StringBooleans = false },
		},
		{
			ID:     "D-078",
			Title:  "active \"False\" is stored as a string",
			Source: "https://github.com/thomaspoignant/scim-patch/issues/872",
			spoil:  func(b *behaviour) { b.patched = append(b.patched, storeActiveAsSent) },
		},
		{
			ID:     "D-079",
			Title:  "deactivation is acknowledged and not done",
			Source: "https://github.com/OneUptime/oneuptime/pull/3852",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					c.operations, _ = withoutKeys(c.operations, isActive)
					c.operations = slices.DeleteFunc(c.operations, func(o patch.Operation) bool { return isActive(o.Path) })
					return nil
				})
			},
		},
		{
			ID:     "D-080",
			Title:  "Add on active is rejected",
			Source: "https://github.com/rancher/rancher/issues/54025",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					for o := range assignments(c.operations) {
						if o.Op == patch.Add && isActive(o.Path) {
							return invalidValue("active: expected replace, found add")
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-081",
			Title:  "reactivation is rejected",
			Source: "https://github.com/FusionAuth/fusionauth-issues/issues/3311",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					if c.before.Attributes["active"] == false && c.after["active"] == true {
						return invalidValue("active: expected false, found true")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-082",
			Title:  "a disabled user cannot be patched",
			Source: "https://github.com/grokability/snipe-it/issues/14597",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					if c.before.Attributes["active"] == false {
						return invalidValue("expected an active user, found an inactive one")
					}
					return nil
				})
			},
		},
	}
}

// storeActiveAsSent keeps the string where a boolean was meant.
func storeActiveAsSent(c *change) error {
	for o := range assignments(c.operations) {
		if text, ok := o.Value.(string); ok && o.Op != patch.Remove && isActive(o.Path) {
			c.after = maps.Clone(c.after)
			c.after["active"] = text
		}
	}
	return nil
}

func isActive(path string) bool { return strings.EqualFold(path, "active") }

// assignments are the operations with those without path taken apart: one for each member of the value.
func assignments(operations []patch.Operation) func(yield func(patch.Operation) bool) {
	return func(yield func(patch.Operation) bool) {
		for _, o := range operations {
			members, _ := o.Value.(map[string]any)
			if o.Path != "" {
				members = map[string]any{o.Path: o.Value}
			}
			for _, name := range slices.Sorted(maps.Keys(members)) {
				if !yield(patch.Operation{Op: o.Op, Path: name, Value: members[name]}) {
					return
				}
			}
		}
	}
}
