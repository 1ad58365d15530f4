package reference

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// messageDefects break the form of answers.
func messageDefects() []Defect {
	return []Defect{
		{
			ID:     "D-110",
			Title:  "attributes without a value come back as null",
			Source: "https://github.com/GluuFederation/oxTrust/issues/1869",
			spoil: func(b *behaviour) {
				b.representing = append(b.representing, func(_ *Server, _ store.Record, o *object) {
					for _, name := range []string{"nickName", "roles"} {
						if o.get(name) == nil {
							o.set(name, nil)
						}
					}
				})
			},
		},
		{
			ID:     "D-156",
			Title:  "status of an error is a number",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/834",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(e *Error, body *object) { body.set("status", e.Status) })
			},
		},
		{
			ID:     "D-157",
			Title:  "an error is wrapped in another object",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/227",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(_ *Error, body *object) { *body = object{{"response", *body}} })
			},
		},
		{
			ID:     "D-158",
			Title:  "the detail of an error is an object",
			Source: "https://github.com/getsentry/self-hosted/issues/3573",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(e *Error, body *object) { body.set("detail", object{{"message", e.Detail}}) })
			},
		},
		{
			ID:     "D-159",
			Title:  "malformed JSON is answered 422 in plain text",
			Source: "https://github.com/vouch-sh/vouch/issues/1412",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					if a.status == http.StatusBadRequest && a.body.get("scimType") == schema.InvalidSyntax {
						a.status, a.text = http.StatusUnprocessableEntity, "Failed to deserialize the JSON body"
					}
				})
			},
		},
		{
			ID:     "D-160",
			Title:  "an error has no body",
			Source: "https://github.com/scimmyjs/scimmy-routers/pull/21",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					if a.status >= http.StatusBadRequest {
						a.body = nil
					}
				})
			},
		},
		{
			ID:     "D-161",
			Title:  "the scimType of every 400 is invalidValue",
			Source: "https://github.com/better-auth/better-auth/pull/10390",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(_ *http.Request, e *Error) {
					if e.Status == http.StatusBadRequest {
						e.Type = schema.InvalidValue
					}
				})
			},
		},
		{
			ID:     "D-163",
			Title:  "answers are not labelled application/scim+json",
			Source: "https://github.com/MicrosoftDocs/azure-docs/issues/104859",
			spoil:  func(b *behaviour) { b.contentType = "application/json" },
		},
	}
}
