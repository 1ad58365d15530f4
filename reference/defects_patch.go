package reference

import (
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// patchDefects break other changes over PATCH.
func patchDefects() []Defect {
	return []Defect{
		{
			ID:     "D-075",
			Title:  "op in a capital letter is rejected",
			Source: "https://github.com/Captain-P-Goldfish/scim-for-keycloak/issues/5",
			spoil:  func(b *behaviour) { b.patch.AnyCase = false },
		},
		{
			ID:     "D-083",
			Title:  "dotted keys of an operation without path are ignored",
			Source: "https://github.com/pond/scimitar/issues/123",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					c.operations, _ = withoutKeys(c.operations, isDotted)
					return nil
				})
			},
		},
		{
			ID:     "D-084",
			Title:  "dotted keys of an operation without path are stored as literal attributes",
			Source: "https://github.com/pingidentity/scim2/issues/224",
			spoil:  func(b *behaviour) { storeLiterally(b, isDotted) },
		},
		{
			ID:     "D-085",
			Title:  "a URN-prefixed key of an operation without path is stored at root level",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/193",
			spoil:  func(b *behaviour) { storeLiterally(b, isQualified) },
		},
		{
			ID:     "D-088",
			Title:  "Add on a value path without a match is refused",
			Source: "https://github.com/thomaspoignant/scim-patch/issues/176",
			spoil:  func(b *behaviour) { b.patch.CreateOnAdd = false },
		},
		{
			ID:     "D-089",
			Title:  "value paths with a filter are not supported",
			Source: "https://github.com/Metatavu/keycloak-scim-server/issues/40",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					for _, o := range c.operations {
						if strings.Contains(o.Path, "[") {
							return badRequest(schema.InvalidPath, "path %q: expected a path without a filter", o.Path)
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-092",
			Title:  "Remove is acknowledged and not done",
			Source: "https://github.com/better-auth/better-auth/issues/10421",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					isRemove := func(o patch.Operation) bool { return o.Op == patch.Remove }
					c.operations = slices.DeleteFunc(slices.Clone(c.operations), isRemove)
					return nil
				})
			},
		},
		{
			ID:     "D-095",
			Title:  "a PATCH that changes nothing is an error",
			Source: "https://github.com/better-auth/better-auth/issues/8549",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					if schema.SameValue(c.before.Attributes, c.after) && c.members.IsEmpty() {
						return invalidValue("expected an operation that changes something, found none")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-105",
			Title:  "userName cannot be changed",
			Source: "https://github.com/ssoready/ssoready/pull/157",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					if c.before.Attributes["userName"] != c.after["userName"] {
						return badRequest(schema.MutabilityFault, "userName: expected the value to stay as it is")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-134",
			Title:  "active false deletes the user",
			Source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/issues/49325",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					c.remove = c.before.Attributes["active"] != false && c.after["active"] == false
					return nil
				})
			},
		},
		{
			ID:     "D-136",
			Title:  "inactive users are not found by a filter and yet block their userName",
			Source: "https://github.com/better-auth/better-auth/issues/11111",
			spoil: func(b *behaviour) {
				b.listing = append(b.listing, func(_ *Server, r store.Record) bool { return r.Attributes["active"] != false })
			},
		},
	}
}

func isDotted(key string) bool { return strings.Contains(key, ".") && !strings.Contains(key, ":") }

func isQualified(key string) bool { return strings.Contains(key, ":") }

// withoutKeys takes members out of the values of operations without path, and returns them. The object of a whole
// extension stays.
func withoutKeys(operations []patch.Operation, taken func(key string) bool) ([]patch.Operation, map[string]any) {
	out := map[string]any{}
	changed := slices.Clone(operations)
	for i, o := range changed {
		object, ok := o.Value.(map[string]any)
		if !ok || o.Path != "" {
			continue
		}
		rest := map[string]any{}
		for name, value := range object {
			if _, whole := value.(map[string]any); taken(name) && !whole {
				out[name] = value
			} else {
				rest[name] = value
			}
		}
		changed[i].Value = rest
	}
	return changed, out
}

// storeLiterally makes keys attributes of the resource, by the very text of the key, in place of what they stand for.
func storeLiterally(b *behaviour, literal func(key string) bool) {
	b.patching = append(b.patching, func(c *change) error {
		c.operations, c.literal = withoutKeys(c.operations, literal)
		return nil
	})
	b.patched = append(b.patched, func(c *change) error {
		c.after = maps.Clone(c.after)
		maps.Copy(c.after, c.literal)
		return nil
	})
	b.representing = append(b.representing, func(_ *Server, r store.Record, o *object) {
		for _, name := range slices.Sorted(maps.Keys(r.Attributes)) {
			if _, extension := r.Attributes[name].(map[string]any); literal(name) && !extension {
				o.set(name, r.Attributes[name])
			}
		}
	})
}
