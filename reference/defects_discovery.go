package reference

import (
	"net/http"
	"strings"
)

// discoveryDefects break what the server says of itself, and the way to it.
func discoveryDefects() []Defect {
	return []Defect{
		{
			ID:     "D-003",
			Title:  "there is no /ServiceProviderConfig",
			Source: "https://github.com/Infisical/infisical/issues/6552",
			spoil: func(b *behaviour) {
				b.admitting = append(b.admitting, func(_ *Server, r *http.Request) error {
					if strings.HasSuffix(r.URL.Path, "/ServiceProviderConfig") {
						return notFound("there is no endpoint /ServiceProviderConfig")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-004",
			Title:  "the base URL is answered with a framework's error in plain text",
			Source: "https://github.com/lightdash/lightdash/issues/15753",
			spoil: func(b *behaviour) {
				b.admitting = append(b.admitting, func(_ *Server, r *http.Request) error {
					if !strings.HasSuffix(strings.TrimRight(r.URL.Path, "/"), "/v2") {
						return nil
					}
					e := noEndpoint(nil)
					e.text = "404 page not found"
					return e
				})
			},
		},
		{
			ID:     "D-005",
			Title:  "an unknown endpoint is answered 500",
			Source: "https://github.com/keycloak/keycloak/pull/49849",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(_ *http.Request, e *Error) {
					if e.unrouted {
						*e = *internalError("no route")
					}
				})
			},
		},
		{
			ID:     "D-006",
			Title:  "the resources of /Schemas lack schemas",
			Source: "https://github.com/suvera/scim2-sdk/issues/7",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					for _, o := range resourcesOf(&a.body) {
						if described, _ := o.get("schemas").([]string); len(described) == 1 && described[0] == schemaSchema {
							o.remove("schemas")
						}
					}
				})
			},
		},
		{
			ID:     "D-007",
			Title:  "/Schemas has emails.display, which Entra's test of a schema refuses",
			Source: "https://github.com/sourcegraph/sourcegraph-public-snapshot/issues/62185",
			spoil:  func(b *behaviour) { b.advertisesAll = true },
		},
		{
			ID:     "D-009",
			Title:  "members of /ServiceProviderConfig have wrong names and types: specURI, supported as a string",
			Source: "https://github.com/wso2/charon/issues/93",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					schemes, _ := a.body.get("authenticationSchemes").([]object)
					for i := range schemes {
						schemes[i].rename("specUri", "specURI")
					}
					if patch, ok := a.body.get("patch").(object); ok {
						patch.set("supported", "true")
					}
				})
			},
		},
		{
			ID:     "D-010",
			Title:  "filters are advertised, and one form of one filter works",
			Source: "https://github.com/langwatch/langwatch/issues/6973",
			spoil: func(b *behaviour) {
				b.querying = append(b.querying, func(parameters map[string]string) error {
					if filter, given := parameters["filter"]; given && !strings.HasPrefix(filter, "userName eq ") {
						return invalidFilter("expected userName eq, found %q", filter)
					}
					return nil
				})
			},
		},
		{
			ID:     "D-011",
			Title:  "a slash at the end of the path is answered 404",
			Source: "https://github.com/AzureAD/SCIMReferenceCode/issues/43",
			spoil: func(b *behaviour) {
				b.admitting = append(b.admitting, func(_ *Server, r *http.Request) error {
					if strings.HasSuffix(r.URL.Path, "/") || strings.Contains(r.URL.Path, "//") {
						return notFound("there is no endpoint %s", r.URL.Path)
					}
					return nil
				})
			},
		},
	}
}

// resourcesOf are the resources of a list, or the one that the body is.
func resourcesOf(body *object) []*object {
	list, isList := body.get("Resources").([]object)
	if !isList {
		return []*object{body}
	}
	all := make([]*object, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}
