package steps_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// memberFaults are of memberships that hang on the state of the user, and of requests that are longer than a server reads.
func memberFaults() []tried {
	row := func(name string, change mutant, features ...string) tried {
		return tried{fault{name, change}, features}
	}
	inactive := func(next http.Handler, r *http.Request, id any) bool {
		return now(next, r, baseOf(r)+"/Users/"+fmt.Sprint(id))["active"] == false
	}
	members := func(o object) []any { list, _ := o["members"].([]any); return list }
	added := regexp.MustCompile(`"value":\s*"([^"]+)"`)
	most := func(n int) mutant {
		return sent(func(r *http.Request) bool { return r.Method == http.MethodPatch }, func(_ *http.Request, b object) {
			if list, _ := b["Operations"].([]any); len(list) > n {
				b["Operations"] = list[:n]
			}
		})
	}
	atRename := func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body, before := read(r), now(next, r, r.URL.Path)
		next.ServeHTTP(w, r)
		if !patched(r) || !strings.Contains(body, "userName") {
			return
		}
		groups, _ := before["groups"].([]any)
		for _, x := range groups {
			inside(next, r, http.MethodPatch, baseOf(r)+"/Groups/"+fmt.Sprint(x.(object)["value"]), patchOf(object{"op": "remove", "path": fmt.Sprintf("members[value eq %q]", before["id"])}))
		}
	}
	return []tried{
		row("somebody inactive is refused as a member", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			for _, m := range added.FindAllStringSubmatch(read(r), -1) {
				if grouped(r) && strings.Contains(strings.ToLower(read(r)), `"add"`) && inactive(next, r, m[1]) {
					refuse(w, r)
					return
				}
			}
			next.ServeHTTP(w, r)
		}), "groups/inactive_members"),
		row("somebody inactive does not become a member, and nobody says so", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			operations(grouped, func(op object) []object {
				if list, ok := op["value"].([]any); ok && opVerb(op) == "add" {
					op["value"] = slices.DeleteFunc(list, func(x any) bool { m, _ := x.(object); return inactive(next, r, m["value"]) })
				}
				return []object{op}
			})(next).ServeHTTP(w, r)
		}), "groups/inactive_members"),
		row("members who are inactive are not shown", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			shown(isAnyGroup, func(o object) {
				if all := members(o); all != nil {
					o["members"] = slices.DeleteFunc(slices.Clone(all), func(x any) bool { m, _ := x.(object); return inactive(next, r, m["value"]) })
				}
			})(next).ServeHTTP(w, r)
		}), "groups/inactive_members"),
		row("a rename leaves the groups", around(atRename), "groups/user_side"),
		row("a user who is replaced leaves the groups", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			before := now(next, r, r.URL.Path)
			next.ServeHTTP(w, r)
			groups, _ := before["groups"].([]any)
			for _, x := range groups {
				if r.Method == http.MethodPut && isUser(r) {
					inside(next, r, http.MethodPatch, baseOf(r)+"/Groups/"+fmt.Sprint(x.(object)["value"]), patchOf(object{"op": "remove", "path": fmt.Sprintf("members[value eq %q]", before["id"])}))
				}
			}
		}), "protocol/replacing_members"),
		row("a group's own name is a conflict of a PUT", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			if r.Method == http.MethodPut && isGroup(r) && body["displayName"] == now(next, r, r.URL.Path)["displayName"] {
				refuse(w, r)
				return
			}
			next.ServeHTTP(w, r)
		}), "protocol/replacing_members"),
		row("more than ten operations are cut", most(10), "updates/many_operations"),
		row("more than twenty operations are cut", most(20), "updates/many_operations", "groups/leaving_at_once"),
		row("a removal of more than twenty members is cut", operations(grouped, func(op object) []object {
			if list, ok := op["value"].([]any); ok && opVerb(op) == "remove" && len(list) > 20 {
				op["value"] = list[:20]
			}
			return []object{op}
		}), "groups/leaving_at_once"),
		row("an addition of members drops the group's externalId", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body := read(r)
			next.ServeHTTP(w, r)
			if grouped(r) && strings.Contains(body, "members") {
				inside(next, r, http.MethodPatch, r.URL.Path, patchOf(object{"op": "remove", "path": "externalId"}))
			}
		}), "groups/members"),
		row("a change of a group brings back its first name", stateful(func() mutant {
			names := map[string]any{}
			return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
				body := read(r)
				if grouped(r) && names[r.URL.Path] == nil {
					names[r.URL.Path] = now(next, r, r.URL.Path)["displayName"]
				}
				next.ServeHTTP(w, r)
				if grouped(r) && !strings.Contains(body, "displayName") {
					inside(next, r, http.MethodPatch, r.URL.Path, patchOf(object{"op": "replace", "path": "displayName", "value": names[r.URL.Path]}))
				}
			})
		}), "groups/second_change"),
		row("lists lack the groups of users", shown(isUserList, func(o object) { delete(o, "groups") }), "protocol/lists_as_read"),
		row("lists without a filter lack the extension", shown(func(r *http.Request) bool { return isUserList(r) && !r.URL.Query().Has("filter") },
			func(o object) { delete(o, enterpriseURN) }), "protocol/lists_as_read"),
		row("lists without a filter lack the inactive", listed(func(r *http.Request, b object, all []any) {
			if kept := slices.DeleteFunc(slices.Clone(all), func(x any) bool { o, _ := x.(object); return o["active"] == false }); !r.URL.Query().Has("filter") {
				b["Resources"], b["totalResults"], b["itemsPerPage"] = kept, len(kept), len(kept)
			}
		}), "protocol/lists_as_read"),
	}
}

// wholeListFaults take add for replace and the other way round, where the value is a whole list.
func wholeListFaults() []tried {
	row := func(name string, when func(op object) bool, verb string) tried {
		return tried{fault{name, operations(patched, func(op object) []object {
			switch {
			case !when(op):
			case verb == "":
				return nil
			default:
				op["op"] = verb
			}
			return []object{op}
		})}, []string{"updates/additions", "updates/first_of_list", "updates/without_path", "updates/neighbours_of_removed"}}
	}
	value := func(op object, name string) bool {
		v, _ := op["value"].(object)
		return op["path"] == nil && v[name] != nil
	}
	return []tried{
		row("an addition of e-mail addresses replaces them", func(op object) bool { return opVerb(op) == "add" && opPath(op) == "emails" }, "replace"),
		row("an addition of e-mail addresses without a path replaces them", func(op object) bool { return opVerb(op) == "add" && value(op, "emails") }, "replace"),
		row("an addition of phone numbers replaces them", func(op object) bool { return opVerb(op) == "add" && opPath(op) == "phoneNumbers" }, "replace"),
		row("a replacement of phone numbers adds them", func(op object) bool { return opVerb(op) == "replace" && opPath(op) == "phoneNumbers" }, "add"),
		row("a whole list without a path is ignored", func(op object) bool { return value(op, "phoneNumbers") }, ""),
		row("an addition to a list that has none is ignored", func(op object) bool { return opVerb(op) == "add" && opPath(op) == "phoneNumbers" }, ""),
		row("a userName without a path is ignored", func(op object) bool {
			if v, _ := op["value"].(object); op["path"] == nil {
				delete(v, "userName")
			}
			return false
		}, ""),
		{fault{"a removal of one phone number removes all", operations(patched, func(op object) []object {
			if opVerb(op) == "remove" && strings.HasPrefix(opPath(op), "phoneNumbers[") {
				op["path"] = "phoneNumbers"
			}
			return []object{op}
		})}, []string{"updates/neighbours_of_removed"}},
	}
}
