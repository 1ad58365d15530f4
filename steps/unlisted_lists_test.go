package steps_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// subtleListFaults are of filters and pages.
func subtleListFaults() []fault {
	re := func(from, to string) mutant {
		r := regexp.MustCompile(from)
		return filtered(func(f string) string { return r.ReplaceAllString(f, to) })
	}
	paged := func(change func(q url.Values, start, count int)) mutant {
		return asked(isList, func(q url.Values) {
			var start, count int
			_, _ = fmt.Sscan(q.Get("startIndex"), &start)
			_, _ = fmt.Sscan(q.Get("count"), &count)
			change(q, start, count)
		})
	}
	filter := func(r *http.Request) string { return r.URL.Query().Get("filter") }
	return []fault{
		{"blanks at the end of a filter's value are trimmed", re(`\s+"$`, `"`)},
		{"blanks within a filter's value are one", re(`  +`, ` `)},
		{"quotes in a filter's value end it", filtered(func(f string) string {
			if i := strings.Index(f, `\"`); i > 0 {
				return f[:i] + `"`
			}
			return f
		})},
		{"parentheses of a filter are passed over", filtered(func(f string) string { return strings.NewReplacer("(", "", ")", "").Replace(f) })},
		{"an attribute that nobody knows is no condition", asked(isList, func(q url.Values) {
			if f := q.Get("filter"); f != "" && regexp.MustCompile(`(?i)^(favou?rite|nosuch|unknown|entrasim|no)`).MatchString(f) {
				q.Del("filter")
			}
		})},
		{"a filter that cannot be read is none", func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if isList(r) && filter(r) != "" && inside(next, r, r.Method, r.URL.RequestURI(), nil).Code == 400 {
					q := r.URL.Query()
					q.Del("filter")
					r = r.Clone(r.Context())
					r.URL.RawQuery = q.Encode()
					r.RequestURI = r.URL.RequestURI()
				}
				next.ServeHTTP(w, r)
			})
		}},
		{"a filter that cannot be read finds nobody", answered(isList, func(r *http.Request, p *reply) {
			if p.status == 400 && filter(r) != "" {
				p.status, p.body = 200, object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:ListResponse"}, "totalResults": 0, "Resources": []any{}}
			}
		})},
		{"a filter that cannot be read is a breakdown", answered(isList, func(r *http.Request, p *reply) {
			if p.status == 400 && filter(r) != "" {
				p.status = 500
				p.body.(object)["status"] = "500"
			}
		})},
		{"a filter by an extension's attribute finds everybody", asked(isList, func(q url.Values) {
			if strings.HasPrefix(q.Get("filter"), enterpriseURN) {
				q.Del("filter")
			}
		})},
		{"a filter by an extension's attribute finds nobody", filtered(func(f string) string {
			if strings.HasPrefix(f, enterpriseURN) {
				return `userName eq "nobody-at-all"`
			}
			return f
		})},
		{"a filter by the full name of an attribute finds nobody", filtered(func(f string) string {
			if strings.HasPrefix(f, "urn:ietf:params:scim:schemas:core") {
				return `userName eq "nobody-at-all"`
			}
			return f
		})},
		{"a filter by emails.value finds nobody", filtered(func(f string) string {
			if strings.HasPrefix(f, "emails.value") || strings.HasPrefix(f, "emails ") {
				return `userName eq "nobody-at-all"`
			}
			return f
		})},
		{"a display name is compared with its case", answered(isList, func(r *http.Request, p *reply) {
			m := regexp.MustCompile(`^displayName eq "(.*)"$`).FindStringSubmatch(filter(r))
			b, ok := p.body.(object)
			if m == nil || !ok {
				return
			}
			list, _ := b["Resources"].([]any)
			kept := slices.DeleteFunc(slices.Clone(list), func(x any) bool { return x.(object)["displayName"] != nil && x.(object)["displayName"] != m[1] })
			b["Resources"], b["totalResults"] = kept, len(kept)
		})},
		{"of several who match the first is found", listed(func(r *http.Request, b object, all []any) {
			if filter(r) != "" && len(all) > 1 {
				b["Resources"], b["totalResults"] = all[:1], 1
			}
		})},
		{"a filter of more than 120 characters is cut", filtered(func(f string) string {
			if len(f) > 120 {
				return f[:118] + `"`
			}
			return f
		})},
		{"a page begins at a multiple of its size", paged(func(q url.Values, start, count int) {
			if count > 0 && start > 1 {
				q.Set("startIndex", fmt.Sprint((start-1)/count*count+1))
			}
		})},
		{"a start behind the end gives the last page", answered(isList, func(r *http.Request, p *reply) {
			b, ok := p.body.(object)
			if !ok || p.status != 200 || r.URL.Query().Get("startIndex") == "" {
				return
			}
			if list, _ := b["Resources"].([]any); len(list) == 0 && fmt.Sprint(b["totalResults"]) != "0" && r.URL.Query().Get("count") != "0" && !strings.HasPrefix(r.URL.Query().Get("count"), "-") {
				b["Resources"] = []any{object{"id": "es-last", "schemas": []any{"urn:ietf:params:scim:schemas:core:2.0:User"}, "userName": "last"}}
			}
		})},
		{"a start behind the end is an error", answered(isList, func(r *http.Request, p *reply) {
			b, ok := p.body.(object)
			if !ok || p.status != 200 || r.URL.Query().Get("startIndex") == "" {
				return
			}
			if list, _ := b["Resources"].([]any); len(list) == 0 && fmt.Sprint(b["totalResults"]) != "0" {
				p.status, p.body = 404, object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": "404"}
			}
		})},
		{"a list is never longer than ten, and says so", listed(func(r *http.Request, b object, all []any) {
			if len(all) > 10 {
				b["Resources"], b["totalResults"] = all[:10], 10
				b["itemsPerPage"] = 10
			}
		})},
		{"a later page of groups is the first", asked(func(r *http.Request) bool { return isList(r) && strings.HasSuffix(r.URL.Path, "/Groups") }, func(q url.Values) { q.Del("startIndex") })},
		{"a later page forgets the filter", paged(func(q url.Values, start, _ int) {
			if start > 1 {
				q.Del("filter")
			}
		})},
		{"itemsPerPage is what was asked for", listed(func(r *http.Request, b object, all []any) {
			if c := r.URL.Query().Get("count"); c != "" && b["itemsPerPage"] != nil {
				var n int
				_, _ = fmt.Sscan(c, &n)
				b["itemsPerPage"] = n
			}
		})},
		{"startIndex counts from nought in answers", listed(func(_ *http.Request, b object, _ []any) {
			var n int
			if _, err := fmt.Sscan(fmt.Sprint(b["startIndex"]), &n); err == nil && b["startIndex"] != nil {
				b["startIndex"] = n - 1
			}
		})},
		{"the first of a list comes twice", listed(func(_ *http.Request, b object, all []any) {
			if len(all) > 1 {
				b["Resources"] = append(all, all[0])
				b["totalResults"] = len(all) + 1
			}
		})},
		{"a list shows what was left out before", asked(isList, func(q url.Values) { q.Del("excludedAttributes") })},
		{"asking for attributes in another case gives none", asked(func(r *http.Request) bool { return r.Method == http.MethodGet }, func(q url.Values) {
			if a := q.Get("attributes"); a != "" && strings.ToLower(a[:1]) != a[:1] {
				q.Set("attributes", "nosuch")
			}
		})},
		{"asking for an extension's attribute gives none", asked(func(r *http.Request) bool { return r.Method == http.MethodGet }, func(q url.Values) {
			if strings.HasPrefix(q.Get("attributes"), "urn:") {
				q.Set("attributes", "userName")
			}
		})},
		{"reading moves lastModified on", stateful(func() mutant {
			n := 0
			return shown(method(http.MethodGet, isUser), func(o object) {
				if m, ok := o["meta"].(object); ok {
					n++
					m["lastModified"] = fmt.Sprintf("2031-01-01T00:%02d:%02dZ", n/60%60, n%60)
				}
			})
		})},
		{"the version is another at every read", stateful(func() mutant {
			n := 0
			return answered(method(http.MethodGet, isUser), func(_ *http.Request, p *reply) {
				if o, ok := p.body.(object); ok && p.status == 200 {
					if m, ok := o["meta"].(object); ok {
						n++
						m["version"] = fmt.Sprintf(`W/"%d"`, n)
						p.header.Set("ETag", fmt.Sprintf(`W/"%d"`, n))
					}
				}
			})
		})},
		{"the version is always the same", answered(ofUsers, func(_ *http.Request, p *reply) {
			if o, ok := p.body.(object); ok && p.status < 300 {
				if m, ok := o["meta"].(object); ok {
					m["version"] = `W/"1"`
					p.header.Set("ETag", `W/"1"`)
				}
			}
		})},
		{"any version matches of If-None-Match", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodGet && r.Header.Get("If-None-Match") != ""
		}, 304, "")},
		{"If-Match with an asterisk is refused", turned(func(r *http.Request, _ string) bool { return r.Header.Get("If-Match") == "*" }, 412, "")},
		{"the right version is refused at a PUT", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodPut && r.Header.Get("If-Match") != ""
		}, 412, "")},
		{"the right version is refused at a DELETE", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodDelete && r.Header.Get("If-Match") != ""
		}, 412, "")},
		{"the locations of a list are the list's", shown(isList, func(o object) {
			if m, ok := o["meta"].(object); ok {
				m["location"] = "https://scim.example.com/scim/v2/Users"
			}
		})},
	}
}
