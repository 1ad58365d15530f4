package steps_test

import (
	"net/http"
	"strings"
)

// legalChoices is what a service provider may make of what it is sent (RFC 7644, 3.3: it is free to alter it).
func legalChoices() []legal {
	row := func(name, source string, change mutant, should ...string) legal {
		return legal{fault{name, change}, source, should, ""}
	}
	whole := func(r *http.Request) bool { return r.Method == http.MethodPut && isUser(r) }
	return []legal{
		row("resources of which a part is asked for leave schemas out", "RFC 7644, 3.4.2 (its example)", shown(func(r *http.Request) bool { return r.URL.Query().Has("attributes") && ofResources(r) },
			func(o object) { delete(o, "schemas") })),
		row("the base URL shows a page for people", "RFC 7644, 3.2 (no endpoint)", answered(func(r *http.Request) bool {
			return strings.HasSuffix(r.URL.Path, "/v2/") || strings.HasSuffix(r.URL.Path, "/v2")
		},
			func(_ *http.Request, p *reply) {
				p.status, p.body = http.StatusNotFound, nil
				p.header.Del("Content-Type")
			})),
		{fault{"users have attributes that are set once", combined()}, "RFC 7643, 7 (immutable)", nil, cards},
		row("a filter by the beginning of a name is refused", "RFC 7644, 3.4.2.2 (an operator that is not supported)", turned(func(r *http.Request, _ string) bool {
			return strings.Contains(r.URL.Query().Get("filter"), " sw ") && r.Header.Get("Authorization") == "Bearer scim-token-of-the-test"
		}, http.StatusBadRequest, "invalidFilter"), "RFC7644-3.4.2.2-k"),
		row("filters on what is no key are refused", "RFC 7644, 3.4.2.2 and 3.12, table 9 (invalidFilter)", turned(func(r *http.Request, _ string) bool {
			f := strings.TrimPrefix(strings.ToLower(r.URL.Query().Get("filter")), "urn:ietf:params:scim:schemas:core:2.0:user:")
			byKey := strings.HasPrefix(f, "username ") || strings.HasPrefix(f, "id ") || strings.HasPrefix(f, "externalid ") && ofUsers(r) || strings.HasPrefix(f, "displayname ") && isAnyGroup(r)
			return f != "" && !byKey && ofResources(r) && r.Header.Get("Authorization") == "Bearer scim-token-of-the-test"
		}, http.StatusBadRequest, "invalidFilter"), "MS-SCIM-16", "MS-SCIM-21", "MS-GROUP-05", "RFC7644-3.4.2.2-k"),
		row("a list without a filter is refused", "RFC 7644, 3.4.2 and 3.12 (403)", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodGet && isList(r) && ofResources(r) && !r.URL.Query().Has("filter") && r.Header.Get("Authorization") == "Bearer scim-token-of-the-test"
		}, http.StatusForbidden, "")),
		row("a filter by members is refused", "RFC 7644, 3.4.2.2 (an attribute by which nothing is found)", turned(byMembers, http.StatusBadRequest, "invalidFilter")),
		row("a filter by members is not implemented", "RFC 7644, 3.12, table 8", turned(byMembers, http.StatusNotImplemented, "")),
		row("groups of users are returned on request", "RFC 7643, 7", combined(everyUser(func(o object) { delete(o, "groups") }),
			advertising(func(a object) bool {
				if a["name"] == "groups" {
					a["returned"] = "request"
				}
				return true
			}))),
		row("users have no groups and do not advertise them", "RFC 7643, 4.1.2", combined(everyUser(func(o object) { delete(o, "groups") }),
			advertising(func(a object) bool { return a["name"] != "groups" }))),
		row("user names are kept in small letters", "RFC 7643, 4.1.1 (no letter case); RFC 7644, 3.3", texts("userName", strings.ToLower)),
		row("e-mail addresses are kept in small letters", "RFC 7643, 8.7.1 (caseExact false); RFC 7644, 3.3", texts("emails", strings.ToLower)),
		row("the only e-mail is the primary one", "RFC 7644, 3.3", sent(posted, func(_ *http.Request, b object) {
			if list, _ := b["emails"].([]any); len(list) == 1 {
				if e, ok := list[0].(object); ok && e["primary"] == nil {
					e["primary"] = true
				}
			}
		})),
		row("a user without active is active", "RFC 7643, 4.1.1; RFC 7644, 3.3", everyUser(func(o object) {
			if o["active"] == nil {
				o["active"] = true
			}
		})),
		row("a user without a displayName shows the name", "RFC 7644, 3.3", shown(func(r *http.Request) bool { return ofUsers(r) && !selects(r) }, func(o object) {
			if n, ok := o["name"].(object); ok && o["userName"] != nil && o["displayName"] == nil {
				if shown := strings.TrimSpace(text(n["givenName"]) + " " + text(n["familyName"])); shown != "" {
					o["displayName"] = shown
				}
			}
		})),
		row("a create without active is one of an active user", "RFC 7644, 3.3 (a default)", sent(posted, func(_ *http.Request, b object) {
			if b["active"] == nil {
				b["active"] = true
			}
		})),
		row("a replacement keeps what it does not name", "RFC 7644, 3.5.1 (may be cleared)", func(next http.Handler) http.Handler {
			return sent(whole, func(r *http.Request, b object) {
				now, _ := decode(inside(next, r, http.MethodGet, r.URL.RequestURI(), nil).Body.Bytes()).(object)
				for name, v := range now {
					if _, named := b[name]; !named && name != "meta" && name != "groups" && name != "id" && name != "userName" {
						b[name] = v
					}
				}
			})(next)
		}),
	}
}

// advertising changes the attributes of the user's schema, or leaves one out.
func advertising(keep func(attribute object) bool) mutant {
	change := func(o object) {
		if o["id"] != "urn:ietf:params:scim:schemas:core:2.0:User" {
			return
		}
		all, _ := o["attributes"].([]any)
		var kept []any
		for _, x := range all {
			if a, ok := x.(object); !ok || keep(a) {
				kept = append(kept, x)
			}
		}
		o["attributes"] = kept
	}
	return shown(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Schemas") }, change)
}

func byMembers(r *http.Request, _ string) bool {
	return strings.Contains(r.URL.Query().Get("filter"), "members") && r.Header.Get("Authorization") == "Bearer scim-token-of-the-test"
}
