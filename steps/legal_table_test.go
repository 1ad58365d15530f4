package steps_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const enterpriseURN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// legals is the table of what service providers may do.
func legals() []legal {
	var all []legal
	add := func(name, source string, change mutant, should ...string) {
		all = append(all, legal{fault{name, change}, source, should, ""})
	}
	resources := ofResources
	users := everyUser
	each, meta := everyResource, everyMeta
	header, labelled := inHeader, labelledAs
	times := func(change func(string) string) mutant {
		return meta(func(m object) {
			for _, name := range []string{"created", "lastModified"} {
				if s, ok := m[name].(string); ok {
					m[name] = change(s)
				}
			}
		})
	}

	add("a PATCH of a user answers 204", "RFC 7644, 3.5.2", bare(patched))
	add("a PATCH of a group answers 200 with the group", "RFC 7644, 3.5.2", full(grouped))
	add("a PATCH of a group answers 204", "RFC 7644, 3.5.2", bare(grouped))
	add("a PATCH of a user answers 200 with the user", "RFC 7644, 3.5.2", full(patched))
	add("the content type has a charset", "RFC 9110, 8.3.1", labelled("application/scim+json; charset=utf-8"))
	add("the charset is quoted and in capitals", "RFC 9110, 8.3.1", labelled(`Application/SCIM+JSON;charset="UTF-8"`))
	add("members have an absolute $ref", "RFC 7643, 2.3.7", referring("https://scim.example.com/scim/"))
	add("members have a relative $ref", "RFC 7643, 2.3.7", referring("../"))
	add("members have no $ref", "RFC 7643, 2.4", shown(isAnyGroup, func(o object) { inMembers(o, func(m object) { delete(m, "$ref") }) }))
	add("members have no type", "RFC 7643, 2.4", shown(isAnyGroup, func(o object) { inMembers(o, func(m object) { delete(m, "type") }) }))
	add("members have a display", "RFC 7643, 2.4", shown(isAnyGroup, func(o object) {
		inMembers(o, func(m object) { m["display"] = "Member " + fmt.Sprint(m["value"]) })
	}))
	add("the manager has a displayName and a $ref", "RFC 7643, 4.3", users(func(o object) {
		if e, ok := o[enterpriseURN].(object); ok {
			if m, ok := e["manager"].(object); ok {
				m["displayName"], m["$ref"] = "The Manager", "../Users/"+fmt.Sprint(m["value"])
			}
		}
	}))
	add("e-mails and phone numbers have a display", "RFC 7643, 2.4", users(func(o object) {
		for _, name := range []string{"emails", "phoneNumbers", "addresses"} {
			inList(o, name, func(x object) { x["display"] = "shown as " + fmt.Sprint(x["value"]) })
		}
	}))
	add("elements that are not primary say so", "RFC 7643, 2.4", users(func(o object) {
		for _, name := range []string{"emails", "phoneNumbers", "addresses"} {
			inList(o, name, func(x object) {
				if x["primary"] == nil {
					x["primary"] = false
				}
			})
		}
	}))
	add("resources have attributes that no standard has", "RFC 7643, 3.3 and 2.1", each(func(o object) {
		o["createdBy"], o["tenant"], o["risk"] = "api", object{"id": json7()}, 1.5
	}))
	add("meta has more attributes", "RFC 7643, 3.1", meta(func(m object) { m["createdBy"] = "api" }))
	add("attributes come in the reverse order", "RFC 8259, 4", reversed())
	add("answers are indented", "RFC 8259, 2", indented())
	add("an empty list has no Resources", "RFC 7644, 3.4.2", listed(func(_ *http.Request, b object, all []any) {
		if len(all) == 0 {
			delete(b, "Resources")
		}
	}))
	add("an empty list has empty Resources", "RFC 7644, 3.4.2", listed(func(_ *http.Request, b object, all []any) {
		if len(all) == 0 {
			b["Resources"] = []any{}
		}
	}))
	add("a list that is whole has no startIndex and no itemsPerPage", "RFC 7644, 3.4.2 (required when partial results are returned)",
		listed(func(r *http.Request, b object, all []any) {
			if q := r.URL.Query(); !q.Has("startIndex") && !q.Has("count") && fmt.Sprint(b["totalResults"]) == fmt.Sprint(len(all)) {
				delete(b, "startIndex")
				delete(b, "itemsPerPage")
			}
		}))
	for _, n := range []int{1, 2, 1000} {
		add("a page has "+strconv.Itoa(n)+" by default", "RFC 7644, 3.4.2.4 (a default of the server's)", asked(isList, func(q url.Values) {
			if !q.Has("count") {
				q.Set("count", strconv.Itoa(n))
			}
		}))
	}
	add("a page has five at most", "RFC 7644, 3.4.2.4 (fewer than count)", asked(isList, func(q url.Values) {
		if n, err := strconv.Atoi(q.Get("count")); !q.Has("count") || err == nil && n > 5 {
			q.Set("count", "5")
		}
	}))
	for _, form := range idForms() {
		add("ids "+form.name, "RFC 7643, 3.1 (any unique text of the server's)", renamed(form))
	}
	add("meta has no version and answers no ETag", "RFC 7643, 3.1; RFC 7644, 3.14", combined(header(always, func(h http.Header) { h.Del("ETag") }),
		meta(func(m object) { delete(m, "version") }), shown(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/ServiceProviderConfig") },
			func(o object) { o["etag"] = object{"supported": false} })))
	add("versions are weak", "RFC 7644, 3.14; RFC 9110, 8.8.3", combined(header(always, func(h http.Header) {
		if v := h.Get("ETag"); v != "" && !strings.HasPrefix(v, "W/") {
			h.Set("ETag", "W/"+v)
		}
	}), meta(func(m object) {
		if v, ok := m["version"].(string); ok && !strings.HasPrefix(v, "W/") {
			m["version"] = "W/" + v
		}
	})))
	add("times have fractions of seconds", "RFC 7643, 2.3.5", times(func(s string) string { return instant(s).UTC().Format("2006-01-02T15:04:05.000000Z") }))
	add("times have an offset", "RFC 7643, 2.3.5", times(func(s string) string { return instant(s).In(east).Format("2006-01-02T15:04:05.999999999-07:00") }))
	add("multi-valued attributes without a value are empty arrays", "RFC 7643, 2.5", users(func(o object) {
		for _, name := range []string{"emails", "phoneNumbers", "addresses", "ims", "photos", "groups", "roles", "entitlements", "x509Certificates"} {
			if o[name] == nil {
				o[name] = []any{}
			}
		}
	}))
	add("groups without members have an empty array", "RFC 7643, 2.5", shown(isAnyGroup, func(o object) {
		if o["displayName"] != nil && o["members"] == nil {
			o["members"] = []any{}
		}
	}))
	add("groups without members have no members", "RFC 7643, 2.5", shown(isAnyGroup, func(o object) {
		if list, ok := o["members"].([]any); ok && len(list) == 0 {
			delete(o, "members")
		}
	}))
	add("empty multi-valued attributes are left out", "RFC 7643, 2.5", users(func(o object) {
		for name, v := range o {
			if list, ok := v.([]any); ok && len(list) == 0 {
				delete(o, name)
			}
		}
	}))
	add("users do not show groups that /Schemas advertises", "RFC 7643, 4.1.2; but 7, returned", users(func(o object) { delete(o, "groups") }), "D-131")
	add("users have a default role and entitlement", "RFC 7643, 4.1.2; RFC 7644, 3.3 (the server may assign values)", users(func(o object) {
		if o["roles"] == nil {
			o["roles"] = []any{object{"value": "member", "display": "Member"}}
		}
		if o["entitlements"] == nil {
			o["entitlements"] = []any{object{"value": "basic"}}
		}
	}))
	add("users are in a default group", "RFC 7643, 4.1.2 (groups are the server's)", users(func(o object) {
		list, _ := o["groups"].([]any)
		o["groups"] = append(list, object{"value": "everyone", "display": "Everyone", "type": "direct"})
	}))
	add("users have a formatted name", "RFC 7643, 4.1.1", users(func(o object) {
		if n, ok := o["name"].(object); ok && n["formatted"] == nil {
			n["formatted"] = strings.TrimSpace(text(n["givenName"]) + " " + text(n["familyName"]))
		}
	}))
	add("header names are in small letters", "RFC 9110, 5.1", lowered())
	add("errors have no detail", "RFC 7644, 3.12", answered(always, func(_ *http.Request, p *reply) {
		if b, ok := p.body.(object); ok && p.status >= 400 && p.status != http.StatusRequestEntityTooLarge { // whose limit has to be said (3.7.4)
			delete(b, "detail")
		}
	}))
	add("errors carry more than they have to", "RFC 7644, 3.12", answered(always, func(_ *http.Request, p *reply) {
		if b, ok := p.body.(object); ok && p.status >= 400 {
			b["requestId"], b["help"] = "7f", object{"url": "https://vendor.example/help"}
		}
	}))
	add("a filter on an unknown attribute is refused", "RFC 7644, 3.4.2.2 and table 9", refusing())
	add("a write of what is read-only is ignored", "RFC 7644, 3.5.1 and 3.5.2", sent(func(r *http.Request) bool {
		return r.Method == http.MethodPut && resources(r)
	}, func(_ *http.Request, b object) { delete(b, "meta"); delete(b, "groups") }))
	add("passwords can be changed", "RFC 7643, 5", changesPasswords())
	add("the formatted name is made of the parts", "RFC 7643, 4.1.1", computedName())
	add("the formatted name is made of the parts, and read-only", "RFC 7643, 4.1.1 and 7", combined(computedName(), describedName(func(parts []any) []any {
		for _, x := range parts {
			if a, ok := x.(object); ok && a["name"] == "formatted" {
				a["mutability"] = "readOnly"
			}
		}
		return parts
	})))
	add("names have no formatted part", "RFC 7643, 4.1.1 and 7", combined(unformattedName(), describedName(func(parts []any) []any {
		return slices.DeleteFunc(parts, func(x any) bool { a, ok := x.(object); return ok && a["name"] == "formatted" })
	})))
	add("answers may not be kept by caches", "RFC 9111, 5.2", header(always, func(h http.Header) {
		h.Set("Cache-Control", "no-store")
		h.Set("X-Request-Id", "7f")
		h.Set("Strict-Transport-Security", "max-age=1")
	}))
	return slices.Concat(all, legalHTTP(), legalForms(), legalChoices(), legalLacks(), legalTypes(), legalMe())
}
