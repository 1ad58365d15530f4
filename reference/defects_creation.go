package reference

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/store"
)

// creationDefects break POST: duplicates, and what is kept of a body.
func creationDefects() []Defect {
	return []Defect{
		{
			ID:     "D-024",
			Title:  "a duplicate userName is answered 500",
			Source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/issues/48353",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(_ *http.Request, e *Error) {
					if e.Status == http.StatusConflict {
						*e = Error{Status: http.StatusInternalServerError, Detail: "409 " + e.Detail}
					}
				})
			},
		},
		{
			ID:     "D-026",
			Title:  "a 409 has neither scimType nor status",
			Source: "https://github.com/getsentry/sentry/issues/117860",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(e *Error, body *object) {
					if e.Status == http.StatusConflict {
						body.remove("scimType")
						body.remove("status")
					}
				})
			},
		},
		{
			ID:     "D-029",
			Title:  "a userName in other letter case passes the duplicate check",
			Source: "https://github.com/langfuse/langfuse/pull/13528",
			spoil:  func(b *behaviour) { b.keys = append(b.keys, uniqueByLetterCase) },
		},
		{
			ID:     "D-041",
			Title:  "externalId is dropped on create",
			Source: "https://github.com/langwatch/langwatch/issues/6974",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(attributes map[string]any) { delete(attributes, "externalId") })
			},
		},
	}
}

// uniqueByLetterCase leaves the userName's key to lookups and makes it unique under another, as given.
func uniqueByLetterCase(keys []key) []key {
	var changed []key
	for _, k := range keys {
		if k.Name != "userName" {
			changed = append(changed, k)
			continue
		}
		exact := k
		exact.Key = store.Key{Name: "userName as given", Value: k.value, Unique: true}
		k.Unique = false
		changed = append(changed, k, exact)
	}
	return changed
}
