package steps_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// nameFaults compare names in another way than SCIM does, or remember who had one.
func nameFaults() []tried {
	users := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"creation/near_names", "creation/near_misses"}}
	}
	groups := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"groups/near_names"}}
	}
	held := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"groups/held_names", "groups/own_name", "creation/held_names"}}
	}
	before := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"creation/looked_for_before"}}
	}
	without := func(signs string) func(string) string {
		return func(s string) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune(signs, r) {
					return -1
				}
				return r
			}, s)
		}
	}
	cut := func(n int) func(string) string {
		return func(s string) string {
			if len(s) > n {
				return s[:n]
			}
			return s
		}
	}
	local := func(fold func(string) string) func(string) string {
		return func(s string) string {
			head, domain, _ := strings.Cut(s, "@")
			return fold(head) + "@" + domain
		}
	}
	plain := strings.NewReplacer("é", "e", "ö", "o", "ü", "u").Replace
	pattern := func(several, one string) func(stored, asked string) bool {
		return func(stored, asked string) bool {
			e := strings.NewReplacer(regexp.QuoteMeta(several), ".*", regexp.QuoteMeta(one), ".").Replace(regexp.QuoteMeta(asked))
			return regexp.MustCompile("(?i)^" + e + "$").MatchString(stored)
		}
	}
	return []tried{
		users("userNames that agree but for dots are a conflict", colliding("/Users", "userName", local(without(".")))),
		users("userNames that agree but for a hyphen are a conflict", colliding("/Users", "userName", local(func(s string) string {
			head, tail, _ := strings.Cut(s, "-")
			return head + "-" + without("-")(tail)
		}))),
		users("userNames that agree but for a plus part are a conflict", colliding("/Users", "userName", local(func(s string) string {
			s, _, _ = strings.Cut(s, "+")
			return s
		}))),
		users("userNames that agree but for accents are a conflict", colliding("/Users", "userName", plain)),
		users("userNames that agree in their first 28 characters are a conflict", colliding("/Users", "userName", cut(28))),
		users("displayNames are unique", colliding("/Users", "displayName", strings.ToUpper)),
		users("a userName is found without its accents", findingToo("/Users", "userName", func(stored, asked string) bool { return strings.EqualFold(plain(stored), plain(asked)) })),
		groups("group names that agree but for accents are a conflict", colliding("/Groups", "displayName", plain)),
		groups("group names that agree but for blanks are a conflict", colliding("/Groups", "displayName", without(" "))),
		groups("group names that agree but for signs are a conflict", colliding("/Groups", "displayName", without("&%*_"))),
		groups("group names become one address", colliding("/Groups", "displayName", func(s string) string { return strings.ReplaceAll(s, " ", "-") })),
		groups("group names that agree in their first 32 characters are a conflict", colliding("/Groups", "displayName", cut(32))),
		groups("a group is found by the beginning of its name", findingToo("/Groups", "displayName", strings.HasPrefix)),
		groups("a group is found by a part of its name", findingToo("/Groups", "displayName", strings.Contains)),
		groups("an asterisk in a group's name is a wildcard", findingToo("/Groups", "displayName", pattern("*", "?"))),
		groups("a percent sign in a group's name is a wildcard", findingToo("/Groups", "displayName", pattern("%", "?"))),
		groups("an underscore in a group's name is a wildcard", findingToo("/Groups", "displayName", pattern("?", "_"))),
		groups("a group is found without its accents", findingToo("/Groups", "displayName", func(stored, asked string) bool { return strings.EqualFold(plain(stored), plain(asked)) })),
		groups("a group cannot have the displayName of a user", across("displayName")),
		groups("a group cannot have the externalId of a user", across("externalId")),
		held("a group's own name is a conflict", ownName(grouped, "displayName")),
		held("a user's own name is a conflict", ownName(patched, "userName")),
		held("the name that a group gave up stays taken", kept("/Groups", "displayName", http.MethodPatch)),
		held("the externalId that a group gave up stays taken", kept("/Groups", "externalId", http.MethodPatch)),
		held("the name of a deleted group stays taken", kept("/Groups", "displayName", http.MethodDelete)),
		held("the externalId of a deleted group stays taken", kept("/Groups", "externalId", http.MethodDelete)),
		held("the externalId that a user gave up stays taken", kept("/Users", "externalId", http.MethodPatch)),
		before("that no group was found is remembered", vain(isAnyGroup)),
		before("that no user was found is remembered", vain(ofUsers)),
		before("that no user was found by externalId is remembered", vain(func(r *http.Request) bool {
			return strings.HasPrefix(r.URL.Query().Get("filter"), "externalId") && ofUsers(r)
		})),
	}
}

func refuse(w http.ResponseWriter, r *http.Request) {
	turned(func(*http.Request, string) bool { return true }, http.StatusConflict, "uniqueness")(nil).ServeHTTP(w, r)
}

func creates(r *http.Request, kind string) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, kind)
}

// colliding refuses a create when a resource has a name that is another and the same when folded. Equal ones are left to the
// reference server, unless nothing says that they may not be equal.
func colliding(kind, name string, fold func(string) string) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body, _ := decode([]byte(read(r))).(object)
		if wanted := text(body[name]); creates(r, kind) && wanted != "" {
			for _, o := range everybody(next, r, kind) {
				if is := text(o[name]); is != "" && strings.EqualFold(fold(is), fold(wanted)) {
					refuse(w, r)
					return
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// across refuses a group with a value that a user has.
func across(name string) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body, _ := decode([]byte(read(r))).(object)
		if creates(r, "/Groups") && body[name] != nil && slices.ContainsFunc(everybody(next, r, "/Users"), func(o object) bool { return o[name] == body[name] }) {
			refuse(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// findingToo compares a filter's value in a way of its own.
func findingToo(kind, name string, same func(stored, asked string) bool) mutant {
	comparison := regexp.MustCompile(`^` + name + ` eq "((?:[^"\\]|\\.)*)"$`)
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		m := comparison.FindStringSubmatch(r.URL.Query().Get("filter"))
		if m == nil || !strings.HasSuffix(r.URL.Path, kind) {
			next.ServeHTTP(w, r)
			return
		}
		ids := []string{`id eq "none"`}
		for _, o := range everybody(next, r, kind) {
			if is := text(o[name]); is != "" && same(is, m[1]) {
				ids = append(ids, fmt.Sprintf("id eq %q", o["id"]))
			}
		}
		asked(always, func(q url.Values) { q.Set("filter", strings.Join(ids, " or ")) })(next).ServeHTTP(w, r)
	})
}

// ownName refuses a change to a name that is there, the resource's own among them.
func ownName(when func(*http.Request) bool, name string) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if when(r) {
			body, _ := decode([]byte(read(r))).(object)
			is := text(now(next, r, r.URL.Path)[name])
			list, _ := body["Operations"].([]any)
			for _, x := range list {
				if op, ok := x.(object); ok && op["path"] == name && is != "" && strings.EqualFold(text(op["value"]), is) {
					refuse(w, r)
					return
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// kept refuses what once belonged to a resource that was changed or deleted.
func kept(kind, name, by string) mutant {
	return stateful(func() mutant {
		gone := map[any]bool{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			if creates(r, kind) && gone[body[name]] {
				refuse(w, r)
				return
			}
			is := any(nil)
			if r.Method == by && strings.Contains(r.URL.Path, kind+"/") {
				is = now(next, r, r.URL.Path)[name]
			}
			next.ServeHTTP(w, r)
			if is != nil && now(next, r, r.URL.Path)[name] != is {
				gone[is] = true
			}
		})
	})
}

// vain remembers empty lists for good.
func vain(when func(*http.Request) bool) mutant {
	return stateful(func() mutant {
		empty := map[string]*httptest.ResponseRecorder{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			key := r.URL.RequestURI() + r.Header.Get("Authorization")
			rec := empty[key]
			if rec == nil {
				rec = httptest.NewRecorder()
				next.ServeHTTP(rec, r)
			}
			if b, _ := decode(rec.Body.Bytes()).(object); r.Method == http.MethodGet && isList(r) && when(r) && fmt.Sprint(b["totalResults"]) == "0" {
				empty[key] = rec
			}
			send(w, rec)
		})
	})
}
