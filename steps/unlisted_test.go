package steps_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// everyNth is every nth of a list, from the first.
func everyNth[E any](all []E, n int) []E {
	var some []E
	for i := 0; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}

// sample is every nth of a list, as ordinary tests take it, or fewer under the race detector, which takes many times as long.
// With -defects it is the whole list.
func sample[E any](all []E, ordinary, underRace int) []E {
	switch {
	case raced:
		return everyNth(all, underRace)
	case *allDefects:
		return all
	}
	return everyNth(all, ordinary)
}

// TestUnlisted proves that the judge catches more than the catalogue of defects: each of these faults is one that servers
// have, that no requirement is written for, and that the reference server has no switch for. A scenario has to be red, and
// nothing may be errored.
func TestUnlisted(t *testing.T) {
	all := unlisted()
	assert.GreaterOrEqual(t, len(all), 250)
	for _, u := range sample(all, 24, 48) { // all of them take minutes
		t.Run(u.name, func(t *testing.T) {
			t.Parallel()
			profile := "entra"
			if strings.HasPrefix(u.features[0], "protocol/") {
				profile = "rfc"
			}
			p, start := referenceServer(t, profile)
			selected, err := steps.ParsePatterns(u.features)
			require.NoError(t, err)
			report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(mutated(start, u.change)), Profile: p,
				Seed: 1, Parallel: 1, Run: selected})
			require.NoError(t, err)
			red := 0
			for _, r := range report.Results {
				switch r.Outcome {
				case reports.Failed, reports.Warned:
					red++
				case reports.Errored:
					t.Errorf("errored: %s: %s", r.Name(), r.Reason)
				}
			}
			assert.Positive(t, red, "no scenario is red")
		})
	}
}

type fault struct {
	name   string
	change mutant
}

// tried is a fault with the features that are run, since the whole suite for each fault would take minutes.
type tried struct {
	fault
	features []string
}

func unlisted() []tried {
	var all []tried
	add := func(faults []fault, features ...[]string) {
		for _, f := range faults {
			all = append(all, tried{f, slices.Concat(features...)})
		}
	}
	created := []string{"creation/kept", "creation/kept_lists", "creation/post", "creation/post_values"}
	alone := []string{"updates/neighbours", "updates/neighbours_of_removed", "updates/many_changes"}
	rules := []string{"updates/patch_rules", "updates/removing", "updates/read_only", "updates/unreadable_patch"}
	add(lossyFaults(), created, alone, []string{"updates/each_attribute"})
	add(textFaults(), []string{"creation/texts", "creation/lookup*", "updates/each_attribute"})
	add(patchFaults(), alone, rules, []string{"updates/each_attribute", "updates/attributes", "updates/as_sent", "updates/rename",
		"updates/enterprise", "updates/manager*", "deactivation/restore"})
	add(listFaults(), created, []string{"creation/texts", "creation/lookup*", "creation/near_misses", "deactivation", "groups/lookup",
		"updates/rename", "updates/each_attribute", "updates/attributes", "updates/as_sent", "protocol/lists_as_read"})
	add(answerFaults(), created, alone, rules, []string{"creation/duplicate", "creation/held_names", "creation/other_identifiers",
		"creation/lookup*", "connection", "deactivation/delete_request", "updates/together", "updates/patch_forms", "updates/without_path",
		"updates/spelling", "updates/enterprise", "updates/manager*"})
	add(groupFaults(), []string{"groups/members", "groups/once", "groups/whole_changes", "groups/user_side", "groups/together",
		"groups/update", "groups/unusual_members", "groups/create", "cycles/groups", "cycles/groups_repeated"})
	add(heldTexts(), []string{"creation/texts", "creation/kept", "creation/kept_lists", "creation/earlier", "groups/names", "groups/unique_names"})
	add(bystanderFaults(), []string{"deactivation/bystanders", "deactivation/nothing_left", "groups/joining", "updates/refused_whole"})
	add(shapeFaults(), alone, []string{"creation", "connection", "deactivation/disable", "updates/versions"})
	return slices.Concat(all, protocolFaults(), wrongTypeFaults(), firstFaults(), nameFaults(), memberFaults(), wholeListFaults(), presentFaults(), memberCheckFaults(), meFaults(), newPasswordFaults(), subtleFaults())
}

func lossyFaults() []fault {
	var all []fault
	for _, a := range []string{"name.familyName", "name.middleName", "name.honorificPrefix", "title", "nickName", "preferredLanguage",
		"userType", "locale", "timezone", "profileUrl", "postalCode", "streetAddress", "country", "costCenter", "division",
		"employeeNumber", `type eq "fax"`, `type eq "home"`, `type eq "mobile"`, "externalId"} {
		all = append(all, fault{"a PATCH of " + a + " has no effect", losing(a)})
	}
	drop := func(name string, change func(object)) fault {
		return fault{name, sent(posted, func(_ *http.Request, body object) { change(body) })}
	}
	return append(all,
		drop("a create forgets the title", func(b object) { delete(b, "title") }),
		drop("a create keeps the first e-mail alone", func(b object) { first(b, "emails") }),
		drop("a create keeps the first phone number alone", func(b object) { first(b, "phoneNumbers") }),
		drop("a create forgets the addresses", func(b object) { delete(b, "addresses") }),
		drop("a create swaps given name and family name", func(b object) {
			if n, ok := b["name"].(object); ok {
				n["givenName"], n["familyName"] = n["familyName"], n["givenName"]
			}
		}),
		drop("a create is always active", func(b object) { b["active"] = true }),
		drop("a create makes the display name of the given name", func(b object) {
			if n, ok := b["name"].(object); ok && b["displayName"] != nil {
				b["displayName"] = n["givenName"]
			}
		}),
	)
}

func first(b object, name string) {
	if list, ok := b[name].([]any); ok && len(list) > 1 {
		b[name] = list[:1]
	}
}

func textFaults() []fault {
	cut := func(n int) func(string) string {
		return func(s string) string {
			if r := []rune(s); len(r) > n {
				return string(r[:n])
			}
			return s
		}
	}
	only := func(keep func(rune) bool) func(string) string {
		return func(s string) string {
			return strings.Map(func(r rune) rune {
				if keep(r) {
					return r
				}
				return '?'
			}, s)
		}
	}
	return []fault{
		{"texts are trimmed", texts("displayName", strings.TrimSpace)},
		{"display names are in small letters", texts("displayName", strings.ToLower)},
		{"given names are capitalised", texts("givenName", strings.ToUpper)},
		{"externalIds are in small letters", texts("externalId", strings.ToLower)},
		{"e-mails are in small letters", texts("emails", strings.ToUpper)},
		{"display names are cut at 64 characters", texts("displayName", cut(64))},
		{"display names are cut at 128 characters", texts("displayName", cut(128))},
		{"family names are cut at 32 characters", texts("familyName", cut(32))},
		{"percent signs are decoded in bodies", texts("displayName", func(s string) string {
			if d, err := url.PathUnescape(s); err == nil {
				return d
			}
			return s
		})},
		{"texts are escaped for HTML", texts("displayName", func(s string) string {
			return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(s)
		})},
		{"apostrophes are doubled", texts("Name", func(s string) string { return strings.ReplaceAll(s, "'", "''") })},
		{"backslashes are lost", texts("displayName", func(s string) string { return strings.ReplaceAll(s, `\`, "") })},
		{"emoji become question marks", texts("displayName", only(func(r rune) bool { return r < 0x10000 }))},
		{"what is not Latin-1 becomes question marks", texts("displayName", only(func(r rune) bool { return r < 0x100 }))},
		{"leading zeros are lost", texts("displayName", func(s string) string { return strings.TrimLeft(s, "0") })},
		{"plus signs of a filter are blanks", filtered(func(f string) string { return strings.ReplaceAll(f, "+", " ") })},
		{"a filter is decoded twice", filtered(func(f string) string {
			if d, err := url.QueryUnescape(f); err == nil {
				return d
			}
			return f
		})},
		{"backslashes of a filter are not undone", filtered(func(f string) string { return strings.ReplaceAll(f, `\\`, `\\\\`) })},
		{"a filter's value ends at its first blank", filtered(func(f string) string {
			head, value, found := strings.Cut(f, `"`)
			if word, _, more := strings.Cut(value, " "); found && more && !strings.Contains(word, `"`) {
				return head + `"` + word + `"`
			}
			return f
		})},
	}
}

func patchFaults() []fault {
	set := func(path string, value any) []any {
		return []any{object{"op": "replace", "path": path, "value": value}}
	}
	capital := func(name string) func(object) []object {
		return func(op object) []object {
			if op["op"] == name {
				return nil
			}
			return []object{op}
		}
	}
	return []fault{
		{"the first of several operations alone is done", sent(patched, func(_ *http.Request, b object) { first(b, "Operations") })},
		{"the last of several operations is not done", sent(patched, func(_ *http.Request, b object) {
			if list, ok := b["Operations"].([]any); ok && len(list) > 1 {
				b["Operations"] = list[:len(list)-1]
			}
		})},
		{"operations are done in the wrong order", sent(patched, func(_ *http.Request, b object) {
			if list, ok := b["Operations"].([]any); ok {
				slices.Reverse(list)
			}
		})},
		{"add is not done", operations(patched, capital("add"))},
		{"Add is not done", operations(patched, capital("Add"))},
		{"remove is not done", operations(patched, capital("remove"))},
		{"Remove is not done", operations(patched, capital("Remove"))},
		{"Replace adds a second e-mail", operations(patched, func(op object) []object {
			if op["path"] == `emails[type eq "work"].value` && strings.EqualFold(fmt.Sprint(op["op"]), "replace") && op["value"] != nil {
				return []object{{"op": "add", "path": "emails", "value": []any{object{"type": "work", "value": op["value"]}}}}
			}
			return []object{op}
		})},
		{"a replaced list is merged with the old one", operations(patched, func(op object) []object {
			if _, isList := op["value"].([]any); isList && op["op"] == "replace" {
				op["op"] = "add"
			}
			return []object{op}
		})},
		{"a change of the work e-mail loses the others", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, `emails[type eq \"work\"]`) {
				return []any{object{"op": "remove", "path": `emails[type eq "home"]`}}
			}
			return nil
		})},
		{"a change of one phone number loses the others", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, `phoneNumbers[type eq \"work\"]`) {
				return []any{object{"op": "remove", "path": `phoneNumbers[type eq "mobile"]`}}
			}
			return nil
		})},
		{"every PATCH makes the user active", afterwards(patched, func(body string, _ object) []any {
			if !strings.Contains(body, "active") {
				return set("active", true)
			}
			return nil
		})},
		{"a deactivation forgets the e-mails", afterwards(patched, func(body string, now object) []any {
			if strings.Contains(body, "active") && strings.Contains(strings.ToLower(body), "false") {
				return []any{object{"op": "remove", "path": "emails"}}
			}
			return nil
		})},
		{"a change of the family name clears the given name", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, "familyName") && !strings.Contains(body, "givenName") {
				return []any{object{"op": "remove", "path": "name.givenName"}}
			}
			return nil
		})},
		{"a change of the userName changes the externalId", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, `"userName"`) {
				return set("externalId", "es-other-"+fmt.Sprint(len(body)))
			}
			return nil
		})},
		{"a change of the title is one of the department, too", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, `"title"`) {
				return set("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "Other")
			}
			return nil
		})},
		{"a change of the department forgets the rest of the extension", afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, ":department") {
				return []any{object{"op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"},
					object{"op": "remove", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}}
			}
			return nil
		})},
		{"null is stored as a text", operations(patched, func(op object) []object {
			if v, has := op["value"]; has && v == nil {
				op["value"] = "null"
			}
			return []object{op}
		})},
		{"an empty text is ignored", operations(patched, func(op object) []object {
			if op["value"] == "" {
				return nil
			}
			return []object{op}
		})},
		{"a value that is there is not replaced", operations(patched, func(op object) []object {
			if path := fmt.Sprint(op["path"]); strings.EqualFold(fmt.Sprint(op["op"]), "replace") && strings.HasPrefix(path, "addresses[") {
				return nil
			}
			return []object{op}
		})},
		{"the answer to a PATCH shows the user as before", func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !patched(r) {
					next.ServeHTTP(w, r)
					return
				}
				before := inside(next, r, http.MethodGet, r.URL.RequestURI(), nil)
				answered(always, func(_ *http.Request, p *reply) {
					if p.status == http.StatusOK {
						p.body = decode(before.Body.Bytes())
					}
				})(next).ServeHTTP(w, r)
			})
		}},
	}
}
