package steps_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

func listFaults() []fault {
	return []fault{
		{"eq finds what begins so", filtered(func(f string) string { return strings.ReplaceAll(f, " eq ", " sw ") })},
		{"the second condition is ignored", filtered(func(f string) string {
			head, _, _ := strings.Cut(f, " and ")
			return head
		})},
		{"and means or", filtered(func(f string) string { return strings.ReplaceAll(f, " and ", " or ") })},
		{"totalResults is one too many", listed(func(_ *http.Request, b object, all []any) { b["totalResults"] = len(all) + 1 })},
		{"totalResults is what is on the page", listed(func(r *http.Request, b object, all []any) {
			if r.URL.Query().Has("count") {
				b["totalResults"] = len(all)
			}
		})},
		{"the last page lacks its last user", listed(func(r *http.Request, b object, all []any) {
			if s := r.URL.Query().Get("startIndex"); s != "" && s != "1" && len(all) > 0 {
				b["Resources"] = all[:len(all)-1]
			}
		})},
		{"a later page begins one too early", asked(isList, func(q url.Values) {
			if s := q.Get("startIndex"); s != "" && s != "1" && s != "0" {
				q.Set("startIndex", s+"-1")
				var n int
				_, _ = fmt.Sscan(s, &n)
				q.Set("startIndex", fmt.Sprint(n-1))
			}
		})},
		{"startIndex is ignored", asked(isList, func(q url.Values) { q.Del("startIndex") })},
		{"a list without a filter lacks the newest user", listed(func(r *http.Request, b object, all []any) {
			if !r.URL.Query().Has("filter") && len(all) > 1 {
				b["Resources"], b["totalResults"] = all[:len(all)-1], len(all)-1
			}
		})},
		{"a list shows no externalId", shown(isList, func(o object) { delete(o, "externalId") })},
		{"a list shows no phone numbers", shown(isList, func(o object) { delete(o, "phoneNumbers") })},
		{"a list shows no enterprise extension", shown(isList, func(o object) {
			delete(o, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
		})},
		{"a list shows no names", shown(isList, func(o object) { delete(o, "name") })},
		{"a list shows everybody as active", shown(isList, func(o object) {
			if o["userName"] != nil {
				o["active"] = true
			}
		})},
		{"a list shows inactive users only when asked without a filter", listed(func(r *http.Request, b object, all []any) {
			for _, x := range all {
				if o, ok := x.(object); ok && o["active"] == false && r.URL.Query().Has("filter") {
					b["Resources"], b["totalResults"] = []any{}, 0
				}
			}
		})},
		{"a renamed user is still found by the old name", func(next http.Handler) http.Handler {
			var mu sync.Mutex
			old := map[string]string{}
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				if patched(r) {
					before, _ := decode(inside(next, r, http.MethodGet, r.URL.RequestURI(), nil).Body.Bytes()).(object)
					old[fmt.Sprint(before["userName"])] = r.URL.RequestURI()
				}
				name, value, _ := strings.Cut(r.URL.Query().Get("filter"), " eq ")
				if path, found := old[strings.Trim(value, `"`)]; found && name == "userName" && isList(r) {
					user := decode(inside(next, r, http.MethodGet, path, nil).Body.Bytes()).(object)
					if user["id"] != nil {
						answered(always, func(_ *http.Request, p *reply) {
							p.body.(object)["Resources"], p.body.(object)["totalResults"] = []any{user}, 1
						})(next).ServeHTTP(w, r)
						return
					}
				}
				next.ServeHTTP(w, r)
			})
		}},
	}
}

func answerFaults() []fault {
	deleted := method(http.MethodDelete, isUser)
	user := method(http.MethodGet, isUser)
	html := func(p *reply) {
		p.header.Set("Content-Type", "text/html")
		p.raw = []byte("<html><body>Error</body></html>")
	}
	return []fault{
		{"a create answers 200", status(posted, 201, 200)},
		{"a create answers 202", status(posted, 201, 202)},
		{"a create answers without a body", answered(posted, func(_ *http.Request, p *reply) {
			if p.status == 201 {
				p.body = nil
			}
		})},
		{"a create answers without the id", answered(posted, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok {
				delete(b, "id")
			}
		})},
		{"a duplicate is answered with 400", status(posted, 409, 400)},
		{"a duplicate is answered with 200 and the user who is there", func(next http.Handler) http.Handler {
			return answered(posted, func(_ *http.Request, p *reply) {
				if p.status == 409 {
					p.status, p.body = 200, object{"id": "es-some-id"}
				}
			})(next)
		}},
		{"a PATCH is answered with 201", status(patched, 200, 201)},
		{"a PATCH is answered with 202", status(patched, 200, 202)},
		{"a DELETE is answered with 200 and the user stays", func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if deleted(r) {
					w.WriteHeader(http.StatusNoContent)
					return
				}
				next.ServeHTTP(w, r)
			})
		}},
		{"a second DELETE is answered with 204", status(deleted, 404, 204)},
		{"an unknown id is answered with 500", status(user, 404, 500)},
		{"an unknown id is answered with 200 and nothing", answered(user, func(_ *http.Request, p *reply) {
			if p.status == 404 {
				p.status, p.body = 200, object{}
			}
		})},
		{"errors are HTML", answered(always, func(_ *http.Request, p *reply) {
			if p.status >= 400 {
				html(p)
			}
		})},
		{"401 has no body", answered(always, func(_ *http.Request, p *reply) {
			if p.status == 401 {
				p.body = nil
			}
		})},
		{"answers are labelled text/plain", answered(always, func(_ *http.Request, p *reply) { p.header.Set("Content-Type", "text/plain") })},
		{"the id in a PATCH's answer is another", shown(patched, func(o object) { o["id"] = "another" })},
		{"the id in a list is a number of its own", shown(isList, func(o object) { o["id"] = fmt.Sprint("0", o["id"]) })},
		{"the Location leads nowhere", answered(posted, func(_ *http.Request, p *reply) {
			p.header.Set("Location", strings.Replace(p.header.Get("Location"), "/Users/", "/User/", 1))
		})},
		{"the Location of a create is missing", answered(posted, func(_ *http.Request, p *reply) { p.header.Del("Location") })},
		{"of two creates at the same time one breaks", racing(posted, func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusInternalServerError)
		})},
		{"of two changes at the same time one is lost", racing(patched, func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusNoContent)
		})},
	}
}

func groupFaults() []fault {
	members := func(body string) bool { return strings.Contains(body, "members") }
	return []fault{
		{"an addition replaces the members", operations(grouped, func(op object) []object {
			if op["path"] == "members" && strings.EqualFold(fmt.Sprint(op["op"]), "add") {
				op["op"] = "replace"
			}
			return []object{op}
		})},
		{"of several new members the first is added", operations(grouped, func(op object) []object {
			if op["path"] == "members" && strings.EqualFold(fmt.Sprint(op["op"]), "add") {
				first(op, "value")
			}
			return []object{op}
		})},
		{"a removal of one member removes all", operations(grouped, func(op object) []object {
			if path := fmt.Sprint(op["path"]); strings.HasPrefix(path, "members") && strings.EqualFold(fmt.Sprint(op["op"]), "remove") {
				return []object{{"op": "remove", "path": "members"}}
			}
			return []object{op}
		})},
		{"a removal of one member removes two", afterwards(grouped, func(body string, before object) []any {
			if !strings.Contains(strings.ToLower(body), `"remove"`) || !members(body) {
				return nil
			}
			list, _ := before["members"].([]any)
			for _, x := range list {
				if id := fmt.Sprint(x.(object)["value"]); !strings.Contains(body, id) {
					return []any{object{"op": "remove", "path": `members[value eq "` + id + `"]`}}
				}
			}
			return nil
		})},
		{"a rename empties the group", afterwards(grouped, func(body string, _ object) []any {
			if strings.Contains(body, "displayName") && !members(body) {
				return []any{object{"op": "remove", "path": "members"}}
			}
			return nil
		})},
		{"a group shows its first member alone", shown(method(http.MethodGet, isGroup), func(o object) { first(o, "members") })},
		{"a group is not renamed", operations(grouped, func(op object) []object {
			if op["path"] == "displayName" {
				return nil
			}
			return []object{op}
		})},
		{"the externalId of a group is forgotten", sent(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Groups") },
			func(_ *http.Request, b object) { delete(b, "externalId") })},
		{"members are shown as bare ids", shown(method(http.MethodGet, isGroup), func(o object) {
			if list, ok := o["members"].([]any); ok {
				for i, x := range list {
					list[i] = x.(object)["value"]
				}
			}
		})},
		{"a deleted group is still found", func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if method(http.MethodDelete, isGroup)(r) {
					w.WriteHeader(http.StatusNoContent)
					return
				}
				next.ServeHTTP(w, r)
			})
		}},
	}
}

func shapeFaults() []fault {
	meta := func(change func(object)) mutant {
		return shown(ofUsers, func(o object) {
			if m, ok := o["meta"].(object); ok {
				change(m)
			}
		})
	}
	return []fault{
		{"active is a text in answers", shown(ofUsers, func(o object) { o["active"] = fmt.Sprint(o["active"]) })},
		{"active is a number in answers", shown(ofUsers, func(o object) {
			if o["active"] == true {
				o["active"] = 1
			}
		})},
		{"active is missing in answers", shown(ofUsers, func(o object) { delete(o, "active") })},
		{"totalResults is a text", listed(func(_ *http.Request, b object, _ []any) { b["totalResults"] = fmt.Sprint(b["totalResults"]) })},
		{"a list has no totalResults", listed(func(_ *http.Request, b object, _ []any) { delete(b, "totalResults") })},
		{"a list has no schemas", listed(func(_ *http.Request, b object, _ []any) { delete(b, "schemas") })},
		{"a list is a bare array", answered(isList, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 200 {
				p.body = b["Resources"]
			}
		})},
		{"attributes without a value are null", shown(ofUsers, func(o object) {
			for _, name := range []string{"title", "nickName", "phoneNumbers"} {
				if o[name] == nil {
					o[name] = nil
				}
			}
		})},
		{"e-mails are one object", shown(ofUsers, func(o object) {
			if list, ok := o["emails"].([]any); ok && len(list) == 1 {
				o["emails"] = list[0]
			}
		})},
		{"the name is a text", shown(ofUsers, func(o object) { o["name"] = o["displayName"] })},
		{"users have no schemas", shown(ofUsers, func(o object) { delete(o, "schemas") })},
		{"the resource type is wrong", meta(func(m object) { m["resourceType"] = "Person" })},
		{"lastModified never moves", meta(func(m object) { m["lastModified"] = m["created"] })},
		{"created moves with every change", meta(func(m object) { m["created"] = m["lastModified"] })},
		{"meta is missing", shown(ofUsers, func(o object) { delete(o, "meta") })},
		{"the e-mail's type is lost", shown(ofUsers, func(o object) {
			if list, ok := o["emails"].([]any); ok {
				for _, x := range list {
					delete(x.(object), "type")
				}
			}
		})},
		{"the userName is shown as the e-mail", shown(ofUsers, func(o object) { o["userName"] = fmt.Sprint(o["displayName"]) })},
		{"the password is shown", shown(ofUsers, func(o object) { o["displayName"] = fmt.Sprint(o["displayName"]) + " " })},
	}
}
