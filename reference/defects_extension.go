package reference

import (
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// enterprise is the URN of the enterprise extension (RFC 7643 section 4.3).
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// extensionDefects break schema extensions and their URNs.
func extensionDefects() []Defect {
	return []Defect{
		{
			ID:     "D-148",
			Title:  "a PATCH of an extension's attribute is refused",
			Source: "https://github.com/SAP-archive/scimono/issues/44",
			spoil: func(b *behaviour) {
				refusePaths(b, isOfExtension, badRequest(schema.InvalidPath, "the schema does not exist"))
			},
		},
		{
			ID:     "D-149",
			Title:  "a PATCH of an extension's attribute is acknowledged and not done",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/138",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					c.operations, _ = withoutKeys(c.operations, isOfExtension)
					c.operations = slices.DeleteFunc(c.operations, func(o patch.Operation) bool { return isOfExtension(o.Path) })
					return nil
				})
			},
		},
		{
			ID:     "D-150",
			Title:  "an empty value comes back as null",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/295",
			spoil: func(b *behaviour) {
				b.representing = append(b.representing, func(_ *Server, _ store.Record, o *object) {
					extension, _ := o.get(enterprise).(object)
					for i, m := range extension {
						if m.value == "" {
							extension[i].value = nil
						}
					}
				})
			},
		},
		{
			ID:     "D-153",
			Title:  "the manager is returned as a string",
			Source: "https://github.com/Budibase/budibase/issues/15369",
			spoil: func(b *behaviour) {
				b.representing = append(b.representing, func(_ *Server, _ store.Record, o *object) {
					extension, _ := o.get(enterprise).(object)
					if manager, ok := extension.get("manager").(map[string]any); ok {
						extension.set("manager", manager["value"])
					}
				})
			},
		},
		{
			ID:     "D-154",
			Title:  "a manager that is cleared with an empty string is answered 500",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/pull/653",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					for _, o := range c.operations {
						if o.Value == "" && strings.HasSuffix(o.Path, ":manager") {
							return internalError("null pointer")
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-182",
			Title:  "an extension's path is cut at the dot of 2.0",
			Source: "https://github.com/wso2/product-is/issues/6015",
			spoil: func(b *behaviour) {
				refusePaths(b, isOfExtension, badRequest("noTarget", "urn:ietf:params:scim:schemas:extension:enterprise:2 does not exist"))
			},
		},
		{
			ID:     "D-183",
			Title:  "the extension's object is not keyed by its URN",
			Source: "https://github.com/wso2/product-is/issues/3487",
			spoil: func(b *behaviour) {
				b.representing = append(b.representing, func(_ *Server, _ store.Record, o *object) { o.rename(enterprise, "EnterpriseUser") })
			},
		},
		{
			ID:     "D-184",
			Title:  "a core attribute with its URN is refused",
			Source: "https://github.com/rancher/rancher/issues/54871",
			spoil: func(b *behaviour) {
				ofCore := func(path string) bool { return strings.HasPrefix(path, "urn:ietf:params:scim:schemas:core:") }
				refusePaths(b, ofCore, badRequest(schema.InvalidPath, "expected an attribute, found a URN"))
			},
		},
	}
}

func isOfExtension(path string) bool {
	return strings.HasPrefix(strings.ToLower(path), strings.ToLower(enterprise))
}

// refusePaths refuses a PATCH with an operation on such a path.
func refusePaths(b *behaviour, refused func(path string) bool, e *Error) {
	b.patching = append(b.patching, func(c *change) error {
		if slices.ContainsFunc(c.operations, func(o patch.Operation) bool { return refused(o.Path) }) {
			return e
		}
		return nil
	})
}
