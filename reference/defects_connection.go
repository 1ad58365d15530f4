package reference

import (
	"net/http"

	"github.com/google/uuid"
)

// connectionDefects break the test connection, or let in whom they should not.
func connectionDefects() []Defect {
	return []Defect{
		{
			ID:     "D-001",
			Title:  "a filter without a match is answered 404",
			Source: "https://github.com/jelhub/scimgateway/issues/18",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					if l.filtered && l.total == 0 {
						return notFound("no resource matches the filter")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-002",
			Title:  "an empty result has Resources null",
			Source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/pull/60805",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					if len(l.resources) == 0 {
						l.resources = nil
					}
					return nil
				})
			},
		},
		{
			ID:     "D-017",
			Title:  "an empty bearer token is accepted",
			Source: "https://github.com/ToolJet/ToolJet/issues/16217",
			spoil: func(b *behaviour) {
				b.authorising = append(b.authorising, func(token string) bool { return token == "" })
			},
		},
		{
			ID:     "D-018",
			Title:  "any bearer token that is not blank is accepted",
			Source: "https://github.com/floci-io/floci/pull/3331",
			spoil: func(b *behaviour) {
				b.authorising = append(b.authorising, func(token string) bool { return token != "" })
			},
		},
		{
			ID:     "D-021",
			Title:  "a malformed resource id is answered 401",
			Source: "https://github.com/ssoready/ssoready/pull/259",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(r *http.Request, e *Error) {
					id := r.PathValue("id")
					if id != "" && uuid.Validate(id) != nil && e.Status == http.StatusNotFound {
						*e = *unauthorized(true)
					}
				})
			},
		},
		{
			ID:     "D-022",
			Title:  "only a bare token is accepted, not the scheme Bearer",
			Source: "https://github.com/coder/coder/pull/15233",
			spoil: func(b *behaviour) {
				b.credential = func(r *http.Request) (string, bool) {
					text := r.Header.Get("Authorization")
					return text, text != ""
				}
			},
		},
	}
}
