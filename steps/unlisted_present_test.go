package steps_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// presentFaults show what was true before, or what another request asked for.
func presentFaults() []tried {
	row := func(name string, change mutant, features ...string) tried {
		return tried{fault{name, change}, features}
	}
	remembering := func(name string, keep func(*http.Request) bool, features ...string) tried {
		return row(name, remembered(keep), features...)
	}
	has := func(name string) func(*http.Request) bool {
		return func(r *http.Request) bool { return strings.Contains(r.URL.RawQuery, name) }
	}
	and := func(all ...func(*http.Request) bool) func(*http.Request) bool {
		return func(r *http.Request) bool {
			for _, one := range all {
				if !one(r) {
					return false
				}
			}
			return true
		}
	}
	unfiltered := func(r *http.Request) bool { return isList(r) && !r.URL.Query().Has("filter") }
	now1, groups, gone := "updates/as_it_is_now", "groups/as_it_is_now", "deactivation/gone_everywhere"
	return []tried{
		remembering("what a filter on externalId found is remembered", and(ofUsers, has("externalId")), now1),
		remembering("what a filter on id found is remembered", and(ofUsers, has("filter=id")), now1),
		remembering("the parts of a user that were asked for are remembered", and(isUser, has("attributes=")), now1),
		remembering("a list of all users is remembered", and(ofUsers, unfiltered), now1),
		remembering("a group without its members is remembered", and(isGroup, has("excludedAttributes")), groups),
		remembering("a group that was found by its name is remembered", and(isAnyGroup, has("filter=displayName")), groups),
		remembering("a list of all groups is remembered", and(isAnyGroup, unfiltered), groups),
		row("deleted users are found by externalId", undead("/Users", has("externalId")), gone),
		row("deleted users are found by e-mail", undead("/Users", has("filter=emails")), gone),
		row("deleted users are in a list of all", undead("/Users", unfiltered), gone),
		row("deleted groups are found by externalId", undead("/Groups", has("externalId")), gone),
		row("the attributes of one request hold for the next", lasting("attributes", ofUsers), "connection/requests_apart"),
		row("the excludedAttributes of one request hold for the next", lasting("excludedAttributes", ofUsers), "connection/requests_apart"),
		row("the count of one request holds for the next", lasting("count", isUserList), "connection/requests_apart"),
		row("the startIndex of one request holds for the next", lasting("startIndex", isUserList), "connection/requests_apart"),
		row("the filter of one request holds for the next list", lasting("filter", isUserList), "connection/requests_apart"),
		row("users are listed once for each e-mail", repeated("emails"), "creation/counted_once"),
		row("users are listed once for each phone number", repeated("phoneNumbers"), "creation/counted_once"),
		row("users are listed once for each group", repeated("groups"), "creation/counted_once"),
		row("groups are listed once for each member", repeated("members"), "creation/counted_once"),
		row("users are counted once for each e-mail", listed(func(_ *http.Request, b object, all []any) {
			n := len(all)
			for _, x := range all {
				o, _ := x.(object)
				list, _ := o["emails"].([]any)
				n += max(0, len(list)-1)
			}
			b["totalResults"] = n
		}), "creation/counted_once"),
		row("a group is read under /Users", elsewhere(http.MethodGet), "groups/not_a_user"),
		row("a group is changed under /Users", elsewhere(http.MethodPatch), "groups/not_a_user"),
		row("a group is deleted under /Users", elsewhere(http.MethodDelete), "groups/not_a_user"),
		row("a POST to a user is a breakdown", turned(func(r *http.Request, _ string) bool { return r.Method == http.MethodPost && isUser(r) }, 500, ""), "protocol/wrong_verbs"),
		row("lastModified stays where a list changes", still("emails"), "updates/last_modified"),
		row("lastModified stays where the extension changes", still("enterprise"), "updates/last_modified"),
		row("lastModified stays where active changes", still(`"active"`), "updates/last_modified"),
		row("lastModified stays at a removal", still(`"remove"`), "updates/last_modified"),
		row("lastModified of a group stays where members change", still("members"), "updates/last_modified"),
		row("a change of letter case is none", unlike(strings.ToLower), "updates/small_changes"),
		row("a change of accents is none", unlike(strings.NewReplacer("é", "e", "ú", "u", "ñ", "n").Replace), "updates/small_changes"),
		row("a change of signs is none", unlike(strings.NewReplacer("-", "", "'", "", " ", "").Replace), "updates/small_changes"),
	}
}

// remembered keeps answers for good.
func remembered(keep func(*http.Request) bool) mutant {
	return stateful(func() mutant {
		kept := map[string]*httptest.ResponseRecorder{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet || !keep(r) {
				next.ServeHTTP(w, r)
				return
			}
			key := r.URL.RequestURI() + r.Header.Get("Authorization")
			if kept[key] == nil {
				kept[key] = httptest.NewRecorder()
				next.ServeHTTP(kept[key], r)
			}
			send(w, kept[key])
		})
	})
}

// undead puts who was deleted into some lists.
func undead(kind string, when func(*http.Request) bool) mutant {
	return stateful(func() mutant {
		var gone []any
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodDelete && strings.Contains(r.URL.Path, kind+"/") {
				gone = append(gone, now(next, r, r.URL.Path))
			}
			answered(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, kind) && isList(r) && when(r) }, func(r *http.Request, p *reply) {
				if b, ok := p.body.(object); ok && p.status == http.StatusOK {
					list, _ := b["Resources"].([]any)
					b["Resources"], b["totalResults"], b["itemsPerPage"] = append(list, gone...), len(list)+len(gone), len(list)+len(gone)
				}
			})(next).ServeHTTP(w, r)
		})
	})
}

// lasting takes a parameter that is not there from the request before.
func lasting(name string, when func(*http.Request) bool) mutant {
	return stateful(func() mutant {
		last := ""
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet && when(r) {
				is := r.URL.Query().Get(name)
				if is == "" && last != "" {
					asked(always, func(q url.Values) { q.Set(name, last) })(next).ServeHTTP(w, r)
					last = ""
					return
				}
				last = is
			}
			next.ServeHTTP(w, r)
		})
	})
}

// repeated lists a resource once for each element of a list that it has.
func repeated(attribute string) mutant {
	return listed(func(_ *http.Request, b object, all []any) {
		var rows []any
		for _, x := range all {
			o, _ := x.(object)
			list, _ := o[attribute].([]any)
			for range max(1, len(list)) {
				rows = append(rows, x)
			}
		}
		if len(rows) > len(all) {
			b["Resources"], b["totalResults"], b["itemsPerPage"] = rows, len(rows), len(rows)
		}
	})
}

// elsewhere looks for an id under /Groups that /Users does not have.
func elsewhere(verb string) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		path := strings.Replace(r.URL.Path, "/Users/", "/Groups/", 1)
		if r.Method == verb && isUser(r) && inside(next, r, http.MethodGet, path, nil).Code == http.StatusOK {
			r = r.Clone(r.Context())
			r.URL.Path, r.URL.RawPath = path, ""
		}
		next.ServeHTTP(w, r)
	})
}

// still shows the time of before where a PATCH has a text in it.
func still(part string) mutant {
	return stateful(func() mutant {
		times := map[string]any{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			meta, _ := now(next, r, r.URL.Path)["meta"].(object)
			if r.Method == http.MethodPatch && !strings.Contains(read(r), part) {
				delete(times, r.URL.Path)
			} else if r.Method == http.MethodPatch && times[r.URL.Path] == nil {
				times[r.URL.Path] = meta["lastModified"]
			}
			shown(always, func(o object) {
				if m, ok := o["meta"].(object); ok && times[r.URL.Path] != nil {
					m["lastModified"] = times[r.URL.Path]
				}
			})(next).ServeHTTP(w, r)
		})
	})
}

// unlike leaves operations out whose text is the same as the one that is there, when folded.
func unlike(fold func(string) string) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPatch {
			next.ServeHTTP(w, r)
			return
		}
		is := fold(jsonText(now(next, r, r.URL.Path)))
		operations(always, func(op object) []object {
			if s, ok := op["value"].(string); ok && strings.Contains(is, fmt.Sprintf("%q", fold(s))) {
				op["op"], op["path"], op["value"] = "add", "nickName", "kept"
				if isAnyGroup(r) {
					op["path"], op["value"] = "members", []any{}
				}
			}
			return []object{op}
		})(next).ServeHTTP(w, r)
	})
}
