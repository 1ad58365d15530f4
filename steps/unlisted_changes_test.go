package steps_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

var typed = regexp.MustCompile(`\[type eq "(\w+)"\]`)

// subtlePatchFaults are right for the examples of most tests, and wrong beside them.
func subtlePatchFaults() []fault {
	rewrite := func(change func(op object) []object) mutant { return operations(patched, change) }
	path := func(change func(verb, path string) string) mutant {
		return rewrite(func(op object) []object {
			if p := opPath(op); p != "" {
				op["path"] = change(opVerb(op), p)
			}
			return []object{op}
		})
	}
	after := func(when func(body string) bool, ops ...any) mutant {
		return afterwards(patched, func(body string, _ object) []any {
			if when(body) {
				return ops
			}
			return nil
		})
	}
	has := func(part string) func(string) bool {
		return func(body string) bool { return strings.Contains(body, part) }
	}
	isActive := func(value string) func(string) bool {
		return func(body string) bool {
			return strings.Contains(body, `"active"`) && strings.Contains(strings.ToLower(body), value)
		}
	}
	return []fault{
		{"a value path changes the first element", path(func(_, p string) string { return typed.ReplaceAllString(p, `[type eq "work"]`) })},
		{"an addition of what is there adds another", rewrite(func(op object) []object {
			if list, ok := op["value"].([]any); ok && opVerb(op) == "add" && op["path"] == "emails" {
				for _, x := range list {
					if e, ok := x.(object); ok {
						e["type"] = "other"
					}
				}
			}
			return []object{op}
		})},
		{"removing a part of an address removes the address", path(func(verb, p string) string {
			if i := strings.Index(p, "]."); verb == "remove" && i > 0 {
				return p[:i+1]
			}
			return p
		})},
		{"removing a part of the name removes the name", path(func(verb, p string) string {
			if verb == "remove" && strings.HasPrefix(p, "name.") {
				return "name"
			}
			return p
		})},
		{"removing the manager removes the extension", path(func(verb, p string) string {
			if verb == "remove" && strings.HasSuffix(p, ":manager") {
				return strings.TrimSuffix(p, ":manager")
			}
			return p
		})},
		{"the core schema's URN in a path is unknown", turned(func(r *http.Request, body string) bool {
			return patched(r) && strings.Contains(body, `"urn:ietf:params:scim:schemas:core:2.0:User:`)
		}, 400, "invalidPath")},
		{"operations before one that fails are kept", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			list, _ := body["Operations"].([]any)
			if !patched(r) || len(list) < 2 {
				next.ServeHTTP(w, r)
				return
			}
			for i, op := range list {
				rec := inside(next, r, r.Method, r.URL.RequestURI(), patchOf(op))
				if rec.Code >= 300 || i == len(list)-1 {
					send(w, rec)
					return
				}
			}
		})},
		{"removals are done last", sent(patched, func(_ *http.Request, b object) {
			list, _ := b["Operations"].([]any)
			var first, last []any
			for _, x := range list {
				if op, ok := x.(object); ok && opVerb(op) == "remove" {
					last = append(last, x)
				} else {
					first = append(first, x)
				}
			}
			if len(list) > 0 {
				b["Operations"] = append(first, last...)
			}
		})},
		{"a replacement of the name drops its other parts", afterwards(patched, func(body string, before object) []any {
			var ops []any
			parsed, _ := decode([]byte(body)).(object)
			list, _ := parsed["Operations"].([]any)
			for _, x := range list {
				op, _ := x.(object)
				value, ok := op["value"].(object)
				if ok && op["path"] == "name" {
					for _, part := range []string{"givenName", "familyName", "middleName", "honorificPrefix"} {
						if value[part] == nil {
							ops = append(ops, object{"op": "remove", "path": "name." + part})
						}
					}
				}
			}
			return ops
		})},
		{"a replacement without a path clears the title", after(func(b string) bool {
			return strings.Contains(b, `"replace"`) && !strings.Contains(b, `"path"`) && !strings.Contains(b, "title")
		}, object{"op": "remove", "path": "title"})},
		{"a replacement without a path clears the externalId", after(func(b string) bool {
			return strings.Contains(b, `"replace"`) && !strings.Contains(b, `"path"`) && !strings.Contains(b, "externalId")
		}, object{"op": "remove", "path": "externalId"})},
		{"the second condition of a value path is ignored", rewrite(func(op object) []object {
			p := opPath(op)
			first, rest, joined := strings.Cut(p, " and ")
			if _, after, closed := strings.Cut(rest, "]"); joined && closed && strings.Contains(first, "[") {
				op["path"] = first + "]" + after
			}
			return []object{op}
		})},
		{"a value path with the value is unknown", turned(func(r *http.Request, body string) bool {
			return patched(r) && strings.Contains(body, `[value eq`)
		}, 400, "invalidPath")},
		{"all elements stay primary", shown(ofUsers, func(o object) {
			if list, ok := o["emails"].([]any); ok && len(list) > 1 {
				for _, x := range list {
					if e, ok := x.(object); ok {
						e["primary"] = true
					}
				}
			}
		})},
		{"a change of one user's display name is one of the user before", stateful(func() mutant {
			last := ""
			return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
				body := read(r)
				if patched(r) && strings.Contains(body, "displayName") && last != "" && last != r.URL.Path {
					inside(next, r, http.MethodPatch, last, patchOf(object{"op": "replace", "path": "nickName", "value": "Somebody"}))
				}
				rec := inside(next, r, r.Method, r.URL.RequestURI(), decode([]byte(body)))
				if body == "" {
					next.ServeHTTP(w, r)
					return
				}
				if user, ok := decode(rec.Body.Bytes()).(object); ok && posted(r) && rec.Code == 201 && last == "" {
					last = baseOf(r) + "/Users/" + fmt.Sprint(user["id"])
				}
				send(w, rec)
			})
		})},
		{"a new user takes the title of the one before away", stateful(func() mutant {
			last := ""
			return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
				if !posted(r) {
					next.ServeHTTP(w, r)
					return
				}
				if last != "" {
					inside(next, r, http.MethodPatch, last, patchOf(object{"op": "remove", "path": "externalId"}))
				}
				rec := inside(next, r, r.Method, r.URL.RequestURI(), decode([]byte(read(r))))
				if user, ok := decode(rec.Body.Bytes()).(object); ok && rec.Code == 201 {
					last = baseOf(r) + "/Users/" + fmt.Sprint(user["id"])
				}
				send(w, rec)
			})
		})},
		{"a deactivation renames the user", afterwards(patched, func(body string, before object) []any {
			if isActive("false")(body) {
				return []any{object{"op": "replace", "path": "userName", "value": "off-" + fmt.Sprint(before["userName"])}}
			}
			return nil
		})},
		{"a deactivation clears the externalId", after(isActive("false"), object{"op": "remove", "path": "externalId"})},
		{"an activation makes another user", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body := read(r)
			before := object{}
			if patched(r) {
				before = now(next, r, r.URL.RequestURI())
			}
			if !patched(r) || !isActive("true")(body) || before["active"] != false {
				next.ServeHTTP(w, r)
				return
			}
			inside(next, r, http.MethodDelete, r.URL.RequestURI(), nil)
			before["active"] = true
			delete(before, "id")
			delete(before, "meta")
			rec := inside(next, r, http.MethodPost, baseOf(r)+"/Users", before)
			rec.Code = http.StatusOK
			send(w, rec)
		})},
		{"an inactive user is not found by id", answered(method(http.MethodGet, isUser), func(_ *http.Request, p *reply) {
			if o, ok := p.body.(object); ok && o["active"] == false {
				p.status = http.StatusNotFound
				p.body = object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": "404"}
			}
		})},
		{"an inactive user is not found by filter", listed(func(r *http.Request, b object, all []any) {
			if !r.URL.Query().Has("filter") {
				return
			}
			kept := []any{}
			for _, x := range all {
				if o, ok := x.(object); !ok || o["active"] != false {
					kept = append(kept, x)
				}
			}
			b["Resources"], b["totalResults"] = kept, len(kept)
		})},
		{"an inactive user cannot be changed", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if patched(r) && !strings.Contains(read(r), "active") && now(next, r, r.URL.RequestURI())["active"] == false {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			next.ServeHTTP(w, r)
		})},
		{"an inactive user cannot be deleted", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if method(http.MethodDelete, isUser)(r) && now(next, r, r.URL.RequestURI())["active"] == false {
				turned(func(*http.Request, string) bool { return true }, 404, "")(next).ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})},
		{"active false in a create with more members is ignored", sent(posted, func(_ *http.Request, b object) {
			if len(b) > 6 {
				b["active"] = true
			}
		})},
		{"a replacement with the same value is refused", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body := read(r)
			if patched(r) && strings.Contains(body, "displayName") {
				if name, ok := now(next, r, r.URL.RequestURI())["displayName"].(string); ok && strings.Contains(body, jsonText(name)) {
					turned(func(*http.Request, string) bool { return true }, 400, "invalidValue")(next).ServeHTTP(w, r)
					return
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"the title goes with the department", after(func(b string) bool { return strings.Contains(b, ":department") && !strings.Contains(b, "title") },
			object{"op": "remove", "path": "title"})},
		{"a new e-mail takes the phone numbers away", after(func(b string) bool { return strings.Contains(b, "emails") && !strings.Contains(b, "phone") },
			object{"op": "remove", "path": "phoneNumbers"})},
		{"a change of the address forgets its country", after(func(b string) bool { return strings.Contains(b, "addresses[") && !strings.Contains(b, "country") },
			object{"op": "remove", "path": `addresses[type eq "work"].country`})},
		{"a rename makes the user active", after(has(`"userName"`), object{"op": "replace", "path": "active", "value": true})},
		{"a rename rewrites the work e-mail", afterwards(patched, func(body string, now object) []any {
			if strings.Contains(body, `"userName"`) && !strings.Contains(body, "emails") {
				return []any{object{"op": "replace", "path": `emails[type eq "work"].value`, "value": "renamed@example.com"}}
			}
			return nil
		})},
		{"a display name is made of the names at every change", afterwards(patched, func(body string, now object) []any {
			n, _ := now["name"].(object)
			if !strings.Contains(body, "displayName") && !strings.Contains(body, "ame.") && n != nil {
				return []any{object{"op": "replace", "path": "displayName", "value": fmt.Sprint(n["familyName"], ", ", n["givenName"])}}
			}
			return nil
		})},
		{"an operation whose name has another case is ignored", operations(patched, func(op object) []object {
			if p := opPath(op); p != "" && strings.ToLower(p[:1]) != p[:1] {
				return nil
			}
			return []object{op}
		})},
		{"more than five operations are cut", sent(patched, func(_ *http.Request, b object) {
			if list, ok := b["Operations"].([]any); ok && len(list) > 5 {
				b["Operations"] = list[:5]
			}
		})},
		{"an attribute that is set twice in one PATCH has the first value", sent(patched, func(_ *http.Request, b object) {
			list, _ := b["Operations"].([]any)
			was := map[string]bool{}
			var kept []any
			for _, x := range list {
				op, _ := x.(object)
				key := opVerb(op) + opPath(op)
				if opPath(op) != "" && was[key] {
					continue
				}
				was[key] = true
				kept = append(kept, x)
			}
			if len(kept) > 0 {
				b["Operations"] = kept
			}
		})},
	}
}
