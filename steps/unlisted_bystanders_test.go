package steps_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// bystanderFaults change somebody whom the request does not name, or keep something of one who is gone.
func bystanderFaults() []fault {
	remove := func(path string) object { return object{"op": "remove", "path": path} }
	replace := func(path string, v any) object { return object{"op": "replace", "path": path, "value": v} }
	user := func(r *http.Request, id any) string { return baseOf(r) + "/Users/" + fmt.Sprint(id) }
	patch := func(next http.Handler, r *http.Request, path string, op object) {
		inside(next, r, http.MethodPatch, path, patchOf(op))
	}
	people := func(does func(next http.Handler, r *http.Request, path string)) mutant {
		return departing(isUser, func(next http.Handler, r *http.Request, gone object) {
			for _, o := range everybody(next, r, "/Users") {
				e, _ := o[enterpriseURN].(object)
				if m, _ := e["manager"].(object); m["value"] == gone["id"] {
					does(next, r, user(r, o["id"]))
				}
			}
		})
	}
	prefixed := func(kind, name string, of func(*http.Request) bool) mutant {
		return departing(of, func(next http.Handler, r *http.Request, gone object) {
			for _, o := range everybody(next, r, kind) {
				if strings.HasPrefix(fmt.Sprint(o[name]), fmt.Sprint(gone[name])) {
					inside(next, r, http.MethodDelete, baseOf(r)+kind+"/"+fmt.Sprint(o["id"]), nil)
				}
			}
		})
	}
	return []fault{
		{"deleting a manager deletes the people", people(func(next http.Handler, r *http.Request, path string) { inside(next, r, http.MethodDelete, path, nil) })},
		{"deleting a manager deactivates the people", people(func(next http.Handler, r *http.Request, path string) { patch(next, r, path, replace("active", false)) })},
		{"deleting a manager empties the people's extension", people(func(next http.Handler, r *http.Request, path string) { patch(next, r, path, remove(enterpriseURN)) })},
		{"deleting a user deletes those whose names begin so", prefixed("/Users", "userName", isUser)},
		{"deleting a group deletes those whose names begin so", prefixed("/Groups", "displayName", isGroup)},
		{"leaving a group deactivates", membership(func(next http.Handler, r *http.Request, _, left string) {
			if left != "" {
				patch(next, r, user(r, left), replace("active", false))
			}
		})},
		{"joining a group activates", membership(func(next http.Handler, r *http.Request, joined, _ string) {
			if joined != "" {
				patch(next, r, user(r, joined), replace("active", true))
			}
		})},
		{"joining a group is leaving the others", membership(func(next http.Handler, r *http.Request, joined, _ string) {
			groups, _ := now(next, r, user(r, joined))["groups"].([]any)
			for _, x := range groups {
				g, _ := x.(object)
				if path := baseOf(r) + "/Groups/" + fmt.Sprint(g["value"]); path != r.URL.Path {
					patch(next, r, path, remove(fmt.Sprintf("members[value eq %q]", joined)))
				}
			}
		})},
		{"who comes back has the old title", returning("/Users", "userName", "title")},
		{"who comes back has the old extension", returning("/Users", "userName", enterpriseURN)},
		{"a group that comes back has the old members", returning("/Groups", "displayName", "members")},
		{"a rename that conflicts does the rest", refusedHalf(patched)},
		{"a group that conflicts takes over the name's externalId", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			if postedGroup(r) && rec.Code == http.StatusConflict {
				for _, o := range everybody(next, r, "/Groups") {
					if o["displayName"] == body["displayName"] {
						patch(next, r, r.URL.Path+"/"+fmt.Sprint(o["id"]), replace("externalId", body["externalId"]))
					}
				}
			}
			send(w, rec)
		})},
	}
}

func bodyOf(text string) io.ReadCloser { return io.NopCloser(strings.NewReader(text)) }

// everybody is the first page of a kind, which a scenario's own service has no more of.
func everybody(next http.Handler, r *http.Request, kind string) []object {
	var all []object
	list, _ := now(next, r, baseOf(r)+kind)["Resources"].([]any)
	for _, x := range list {
		if o, ok := x.(object); ok {
			all = append(all, o)
		}
	}
	return all
}

// departing does something with what a deleted resource was.
func departing(of func(*http.Request) bool, does func(next http.Handler, r *http.Request, gone object)) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodDelete || !of(r) {
			next.ServeHTTP(w, r)
			return
		}
		gone := now(next, r, r.URL.Path)
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		if rec.Code < http.StatusMultipleChoices {
			does(next, r, gone)
		}
		send(w, rec)
	})
}

// membership tells of everybody who joined or left a group by a PATCH.
func membership(does func(next http.Handler, r *http.Request, joined, left string)) mutant {
	ids := func(group object) map[string]bool {
		all := map[string]bool{}
		list, _ := group["members"].([]any)
		for _, x := range list {
			m, _ := x.(object)
			all[fmt.Sprint(m["value"])] = true
		}
		return all
	}
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if !grouped(r) {
			next.ServeHTTP(w, r)
			return
		}
		before := ids(now(next, r, r.URL.Path))
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		after := ids(now(next, r, r.URL.Path))
		for id := range before {
			if !after[id] {
				does(next, r, "", id)
			}
		}
		for id := range after {
			if !before[id] {
				does(next, r, id, "")
			}
		}
		send(w, rec)
	})
}

// returning gives who is created under the name of a deleted resource an attribute of that.
func returning(kind, name, attribute string) mutant {
	return stateful(func() mutant {
		gone := map[any]any{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodDelete && strings.Contains(r.URL.Path, kind+"/") {
				o := now(next, r, r.URL.Path)
				gone[o[name]] = o[attribute]
			}
			create := func(r *http.Request) bool { return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, kind) }
			sent(create, func(_ *http.Request, b object) {
				if old := gone[b[name]]; old != nil && b[attribute] == nil {
					b[attribute] = old
				}
			})(next).ServeHTTP(w, r)
		})
	})
}

// refusedHalf does the operations of a refused PATCH one by one, as far as they go.
func refusedHalf(when func(*http.Request) bool) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body, _ := decode([]byte(read(r))).(object)
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		if when(r) && rec.Code == http.StatusConflict {
			list, _ := body["Operations"].([]any)
			for _, op := range list {
				inside(next, r, http.MethodPatch, r.URL.Path, patchOf(op))
			}
		}
		send(w, rec)
	})
}
