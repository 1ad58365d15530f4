package reference

import (
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/store"
)

// lossDefects lose or alter what a PATCH says and answer as if nothing were amiss.
func lossDefects() []Defect {
	return []Defect{
		{
			ID:     "D-093",
			Title:  "Add is acknowledged and not done",
			Source: "https://github.com/open-webui/open-webui/issues/30074",
			spoil: func(b *behaviour) {
				passOver(b, func(o patch.Operation) bool { return o.Op == patch.Add })
			},
		},
		{
			ID:     "D-094",
			Title:  "Remove with a value writes the value",
			Source: "https://github.com/AzureAD/SCIMReferenceCode/pull/87",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					c.operations = slices.Clone(c.operations)
					for i, o := range c.operations {
						if text, ok := o.Value.(string); ok && o.Op == patch.Remove && text != "" {
							c.operations[i].Op = patch.Replace
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-096",
			Title:  "a change of name.formatted is acknowledged and not done",
			Source: "https://github.com/AzureAD/SCIMReferenceCode/issues/70",
			spoil: func(b *behaviour) {
				passOver(b, func(o patch.Operation) bool { return strings.EqualFold(o.Path, "name.formatted") })
			},
		},
		{
			ID:     "D-097",
			Title:  "the answer to a PATCH shows the state before it",
			Source: "https://github.com/open-webui/open-webui/issues/30074",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					c.shown = c.before.Attributes
					return nil
				})
			},
		},
		{
			ID:     "D-099",
			Title:  "operations are applied in the wrong order",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/644",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					c.operations = slices.Clone(c.operations)
					slices.Reverse(c.operations)
					return nil
				})
			},
		},
		{
			ID:     "D-101",
			Title:  "a PATCH with schemas null is answered 500",
			Source: "https://github.com/keycloak/keycloak/issues/51156",
			spoil: func(b *behaviour) {
				b.receiving = append(b.receiving, func(given map[string]any) error {
					if given["Operations"] != nil && given["schemas"] == nil {
						return internalError("schemas is null")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-102",
			Title:  "the id can be written",
			Source: "https://github.com/keycloak/keycloak/issues/51155",
			spoil:  writeID,
		},
		{
			ID:     "D-106",
			Title:  "the name that Entra gives a deleted user becomes the e-mail",
			Source: "https://github.com/onyx-dot-app/onyx/pull/14074",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					if c.after["active"] == false && c.after["userName"] != c.before.Attributes["userName"] {
						c.after = maps.Clone(c.after)
						changeElements(c.after, "emails", func(email map[string]any) { email["value"] = c.after["userName"] })
					}
					return nil
				})
			},
		},
		{
			ID:     "D-109",
			Title:  "a removal is shown in the answer and not stored",
			Source: "https://github.com/GluuFederation/oxTrust/issues/1376",
			spoil: func(b *behaviour) {
				b.patched = append(b.patched, func(c *change) error {
					if slices.ContainsFunc(c.operations, func(o patch.Operation) bool { return o.Op == patch.Remove }) {
						c.shown, c.after = c.after, c.before.Attributes
					}
					return nil
				})
			},
		},
		{
			ID:     "D-138",
			Title:  "the name of a deleted user stays taken",
			Source: "https://github.com/FusionAuth/fusionauth-issues/issues/3244",
			spoil:  func(b *behaviour) { b.deletesByHiding = true },
		},
		{
			ID:     "D-141",
			Title:  "a value comes back in another form than it was sent",
			Source: "https://github.com/MicrosoftDocs/azure-docs/issues/11784",
			spoil: func(b *behaviour) {
				b.reading = append(b.reading, func(r store.Record) store.Record {
					if name, ok := r.Attributes["displayName"].(string); ok {
						r.Attributes = maps.Clone(r.Attributes)
						r.Attributes["displayName"] = asciiOnly(name)
					}
					return r
				})
			},
		},
	}
}

// passOver leaves out operations.
func passOver(b *behaviour, over func(patch.Operation) bool) {
	b.patching = append(b.patching, func(c *change) error {
		c.operations = slices.DeleteFunc(slices.Clone(c.operations), over)
		return nil
	})
}

// writeID shows the id that a PATCH has written in place of the resource's own.
func writeID(b *behaviour) {
	b.patching = append(b.patching, func(c *change) error {
		c.operations = slices.DeleteFunc(slices.Clone(c.operations), func(o patch.Operation) bool {
			isID := strings.EqualFold(o.Path, "id") && o.Op != patch.Remove
			if isID {
				c.literal = map[string]any{"id": o.Value}
			}
			return isID
		})
		return nil
	})
	b.patched = append(b.patched, func(c *change) error {
		c.after = maps.Clone(c.after)
		maps.Copy(c.after, c.literal)
		return nil
	})
	b.representing = append(b.representing, func(_ *Server, r store.Record, o *object) {
		if id := r.Attributes["id"]; id != nil {
			o.set("id", id)
		}
	})
}

func asciiOnly(text string) string {
	return strings.Map(func(c rune) rune {
		if c > '~' {
			return '?'
		}
		return c
	}, text)
}
