package reference

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/schema"
)

// versionDefects break entity tags.
func versionDefects() []Defect {
	return []Defect{
		{
			ID:     "D-168",
			Title:  "a PATCH with the current If-Match is done and answered 412",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/746",
			spoil: func(b *behaviour) {
				b.changed = append(b.changed, func(r *http.Request, c *change) error {
					if r.Header.Get("If-Match") != "" && !schema.SameValue(c.before.Attributes, c.after) {
						return preconditionFailed("expected If-Match to name the present version, found the one before")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-169",
			Title:  "an If-Match of an old version is accepted",
			Source: "https://github.com/apache/directory-scimple/issues/534",
			spoil:  func(b *behaviour) { b.ignoresPreconditions = true },
		},
	}
}
