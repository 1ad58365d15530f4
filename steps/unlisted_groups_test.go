package steps_test

import (
	"fmt"
	"net/http"
	"strings"
)

// subtleGroupFaults are of groups, of their members, and of what happens to both when one of them goes.
func subtleGroupFaults() []fault {
	groupPut := method(http.MethodPut, isGroup)
	postedGroup := func(r *http.Request) bool {
		return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/Groups")
	}
	memberOps := func(change func(op object) []object) mutant {
		return operations(grouped, func(op object) []object {
			if strings.HasPrefix(opPath(op), "members") {
				return change(op)
			}
			return []object{op}
		})
	}
	// of gives the groups inside that have a member.
	of := func(next http.Handler, r *http.Request, id string) []object {
		var found []object
		all := now(next, r, baseOf(r)+"/Groups?count=1000")
		list, _ := all["Resources"].([]any)
		for _, x := range list {
			g, _ := x.(object)
			if strings.Contains(jsonText(g["members"]), `"`+id+`"`) {
				found = append(found, g)
			}
		}
		return found
	}
	last := func(r *http.Request) string { return r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:] }
	return []fault{
		{"deleting a group deletes its members", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if method(http.MethodDelete, isGroup)(r) {
				members, _ := now(next, r, r.URL.RequestURI())["members"].([]any)
				for _, m := range members {
					inside(next, r, http.MethodDelete, baseOf(r)+"/Users/"+fmt.Sprint(m.(object)["value"]), nil)
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"deleting a user deletes the user's groups", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if method(http.MethodDelete, isUser)(r) {
				for _, g := range of(next, r, last(r)) {
					inside(next, r, http.MethodDelete, baseOf(r)+"/Groups/"+fmt.Sprint(g["id"]), nil)
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"deleting a user empties the user's groups", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if method(http.MethodDelete, isUser)(r) {
				for _, g := range of(next, r, last(r)) {
					inside(next, r, http.MethodPatch, baseOf(r)+"/Groups/"+fmt.Sprint(g["id"]), patchOf(object{"op": "remove", "path": "members"}))
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"a deactivated user leaves the groups", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body := strings.ToLower(read(r))
			if patched(r) && strings.Contains(body, `"active"`) && strings.Contains(body, "false") {
				for _, g := range of(next, r, last(r)) {
					inside(next, r, http.MethodPatch, baseOf(r)+"/Groups/"+fmt.Sprint(g["id"]), patchOf(object{"op": "remove", "path": `members[value eq "` + last(r) + `"]`}))
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"a group PATCH keeps the first hundred members", memberOps(func(op object) []object {
			if list, ok := op["value"].([]any); ok && len(list) > 100 {
				op["value"] = list[:100]
			}
			return []object{op}
		})},
		{"a group shows five hundred members at most", shown(isAnyGroup, func(o object) {
			if list, ok := o["members"].([]any); ok && len(list) > 500 {
				o["members"] = list[:500]
			}
		})},
		{"a group shows twenty members at most", shown(isAnyGroup, func(o object) {
			if list, ok := o["members"].([]any); ok && len(list) > 20 {
				o["members"] = list[:20]
			}
		})},
		{"replacing members with none is ignored", memberOps(func(op object) []object {
			if list, ok := op["value"].([]any); ok && opVerb(op) == "replace" && len(list) == 0 {
				return nil
			}
			return []object{op}
		})},
		{"removing all members removes none", memberOps(func(op object) []object {
			if opVerb(op) == "remove" && opPath(op) == "members" && op["value"] == nil {
				return nil
			}
			return []object{op}
		})},
		{"of several members to remove the first goes", memberOps(func(op object) []object {
			if list, ok := op["value"].([]any); ok && opVerb(op) == "remove" && len(list) > 1 {
				op["value"] = list[:1]
			}
			return []object{op}
		})},
		{"removing several members by filter removes the first", memberOps(func(op object) []object {
			if first, _, joined := strings.Cut(opPath(op), " or "); joined && opVerb(op) == "remove" {
				op["path"] = first + "]"
			}
			return []object{op}
		})},
		{"members of a create are forgotten", sent(postedGroup, func(_ *http.Request, b object) { delete(b, "members") })},
		{"of a create's members the first is kept", sent(postedGroup, func(_ *http.Request, b object) { first(b, "members") })},
		{"a group is created without its externalId in lists", shown(isList, func(o object) {
			if o["userName"] == nil {
				delete(o, "externalId")
			}
		})},
		{"a group's PUT keeps the members", sent(groupPut, func(r *http.Request, b object) { delete(b, "members") })},
		{"a group's PUT is not done", func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if groupPut(r) {
					send(w, inside(next, r, http.MethodGet, r.URL.RequestURI(), nil))
					return
				}
				next.ServeHTTP(w, r)
			})
		}},
		{"a new member of one group is one of all", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			if grouped(r) && strings.Contains(strings.ToLower(jsonText(body)), `"add"`) {
				all, _ := now(next, r, baseOf(r)+"/Groups?count=1000")["Resources"].([]any)
				for _, x := range all {
					if id := fmt.Sprint(x.(object)["id"]); id != last(r) {
						inside(next, r, http.MethodPatch, baseOf(r)+"/Groups/"+id, body)
					}
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"a change of a group changes one of the same members", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if body := read(r); grouped(r) && strings.Contains(body, "displayName") {
				members, _ := now(next, r, r.URL.RequestURI())["members"].([]any)
				for _, m := range members {
					inside(next, r, http.MethodPatch, baseOf(r)+"/Users/"+fmt.Sprint(m.(object)["value"]), patchOf(object{"op": "replace", "path": "title", "value": "Member"}))
				}
			}
			next.ServeHTTP(w, r)
		})},
		{"a member of two groups is in the first alone", shown(isAnyGroup, func(o object) {
			if strings.Contains(fmt.Sprint(o["displayName"]), "staff") {
				delete(o, "members")
			}
		})},
		{"members have the type Group", shown(isAnyGroup, func(o object) { inMembers(o, func(m object) { m["type"] = "Group" }) })},
		{"members' $ref leads to groups", shown(isAnyGroup, func(o object) {
			inMembers(o, func(m object) { m["$ref"] = "https://scim.example.com/scim/v2/Groups/" + fmt.Sprint(m["value"]) })
		})},
		{"members have their number in place of the id", shown(method(http.MethodGet, isGroup), func(o object) {
			i := 0
			inMembers(o, func(m object) { i++; m["value"] = fmt.Sprint(i) })
		})},
		{"group names are in small letters", sent(func(r *http.Request) bool { return isAnyGroup(r) && r.Method != http.MethodGet }, func(_ *http.Request, b object) {
			if s, ok := b["displayName"].(string); ok {
				b["displayName"] = strings.ToLower(s)
			}
		})},
		{"group names are cut at 32 characters", sent(func(r *http.Request) bool { return isAnyGroup(r) && r.Method != http.MethodGet }, func(_ *http.Request, b object) {
			if s, ok := b["displayName"].(string); ok && len([]rune(s)) > 32 {
				b["displayName"] = string([]rune(s)[:32])
			}
		})},
		{"a PATCH of a group is heeded once a second", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			if body := read(r); grouped(r) && strings.Contains(body, `"Remove"`) && strings.Contains(body, `"Add"`) {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			next.ServeHTTP(w, r)
		})},
	}
}
