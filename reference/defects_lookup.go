package reference

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// lookupDefects break the search for a resource.
func lookupDefects() []Defect {
	return []Defect{
		{
			ID:     "D-048",
			Title:  "the userName filter is case-sensitive",
			Source: "https://github.com/zulip/zulip/issues/21758",
			spoil: func(b *behaviour) {
				b.semantics.CaseExact = func(a *schema.Attribute) bool { return a.CaseExact || a.Name == "userName" }
			},
		},
		{
			ID:     "D-049",
			Title:  "operators and attribute names of a filter are case-sensitive",
			Source: "https://github.com/open-webui/open-webui/issues/18039",
			spoil: func(b *behaviour) {
				exact := regexp.MustCompile(`^[a-z][a-zA-Z.]*(\[.*\](\.[a-z]+)?)? (eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b`)
				refuseFilters(b, func(filter string) *Error {
					if !exact.MatchString(filter) {
						return invalidFilter("unknown operator or attribute in %q", filter)
					}
					return nil
				})
			},
		},
		{
			ID:     "D-051",
			Title:  "a filter on externalId is answered 500",
			Source: "https://github.com/goauthentik/authentik/issues/25837",
			spoil: func(b *behaviour) {
				refuseFilters(b, func(filter string) *Error {
					if strings.HasPrefix(filter, "externalId ") {
						return internalError("no column externalId")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-052",
			Title:  "a filter that is not supported is ignored",
			Source: "https://github.com/langwatch/langwatch/issues/6973",
			spoil: func(b *behaviour) {
				simple := regexp.MustCompile(`^(?i:userName) (?i:eq) "[^"]*"$`)
				b.querying = append(b.querying, func(parameters map[string]string) error {
					if !simple.MatchString(parameters["filter"]) {
						delete(parameters, "filter")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-054",
			Title:  "a filter on userName compares the id",
			Source: "https://github.com/BerriAI/litellm/pull/27308",
			spoil: func(b *behaviour) {
				rewriteFilters(b, func(filter string) string { return strings.Replace(filter, "userName eq", "id eq", 1) })
			},
		},
		{
			ID:     "D-055",
			Title:  "eq matches a part of a value",
			Source: "https://github.com/FusionAuth/fusionauth-issues/issues/3111",
			spoil: func(b *behaviour) {
				rewriteFilters(b, func(filter string) string { return strings.Replace(filter, "userName eq", "userName co", 1) })
			},
		},
		{
			ID:     "D-056",
			Title:  "a filter with spaces in its value is answered 500",
			Source: "https://github.com/audriga/scim-server-php/issues/1",
			spoil: func(b *behaviour) {
				spaced := regexp.MustCompile(`"[^"]* [^"]*"$`)
				refuseFilters(b, func(filter string) *Error {
					if spaced.MatchString(filter) {
						return internalError("unexpected token")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-057",
			Title:  "a plus sign in a filter's value is decoded twice",
			Source: "https://github.com/fdipuma/scrima-dotnet/pull/5",
			spoil: func(b *behaviour) {
				rewriteFilters(b, func(filter string) string { return strings.ReplaceAll(filter, "+", " ") })
			},
		},
		{
			ID:     "D-060",
			Title:  "and in a filter is not supported",
			Source: "https://github.com/wso2/product-is/issues/13915",
			spoil: func(b *behaviour) {
				refuseFilters(b, func(filter string) *Error {
					if strings.Contains(filter, " and ") {
						return notImplemented("a complex filter")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-061",
			Title:  "a filter on the work e-mail is not supported",
			Source: "https://github.com/MicrosoftDocs/azure-docs/issues/83855",
			spoil: func(b *behaviour) {
				refuseFilters(b, func(filter string) *Error {
					if strings.HasPrefix(filter, "emails[") {
						return invalidFilter("expected an attribute, found %q", filter)
					}
					return nil
				})
			},
		},
		{
			ID:     "D-064",
			Title:  "an unknown id is answered 400",
			Source: "https://github.com/SAP-archive/scimono/pull/182",
			spoil: func(b *behaviour) {
				b.failing = append(b.failing, func(r *http.Request, e *Error) {
					if e.Status == http.StatusNotFound && r.PathValue("id") != "" {
						e.Status, e.Type = http.StatusBadRequest, schema.InvalidValue
					}
				})
			},
		},
	}
}

// refuseFilters answers the error that refused makes of a filter, if it makes one.
func refuseFilters(b *behaviour, refused func(filter string) *Error) {
	b.querying = append(b.querying, func(parameters map[string]string) error {
		if filter, given := parameters["filter"]; given {
			if e := refused(filter); e != nil {
				return e
			}
		}
		return nil
	})
}

// rewriteFilters answers another filter than the one sent.
func rewriteFilters(b *behaviour, rewritten func(filter string) string) {
	b.querying = append(b.querying, func(parameters map[string]string) error {
		if filter, given := parameters["filter"]; given {
			parameters["filter"] = rewritten(filter)
		}
		return nil
	})
}
