package reference

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// ids are the values of a multi-valued attribute, or the status if there is no answer to read them from.
func (h *harness) ids(path, attribute string) string {
	status, _, answer := h.plain(http.MethodGet, path, "", "Bearer "+token)
	if status != http.StatusOK {
		return fmt.Sprint(status)
	}
	var ids []string
	for _, v := range answer.Get(attribute + ".#.value").Array() {
		ids = append(ids, v.String()[strings.LastIndexAny(v.String(), "0")+1:])
	}
	return "[" + strings.Join(ids, " ") + "]"
}

func (h *harness) askPatchGroup(id, operations string) string {
	return h.ask(http.MethodPatch, "/Groups/"+id, patchOp(operations))
}

func (h *harness) askPostGroup(body string, shown ...string) string {
	return h.ask(http.MethodPost, "/Groups", `{`+body+`}`, shown...)
}

const (
	twoSchemas = `"schemas":["` + groupSchema + `","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"]`
	oneSchema  = `"schemas":["` + groupSchema + `"]`
)

func add(ids ...string) string {
	return `{"op":"Add","path":"members","value":[` + values(ids...) + `]}`
}

func remove(ids ...string) string {
	return `{"op":"Remove","path":"members","value":[` + values(ids...) + `]}`
}

// team is a group with members 1 and 2, and person 3 who is none; the group's own id is 4.
func (h *harness) team() (group, one, two, other string) {
	one, two, other = h.people()
	return h.group("Team", one, two), one, two, other
}

// seeTeam does something to the team and shows the answer and who is a member then.
func seeTeam(do func(h *harness, group, one, two, other string) string) func(*harness) string {
	return func(h *harness) string {
		group, one, two, other := h.team()
		return do(h, group, one, two, other) + " " + h.ids("/Groups/"+group, "members")
	}
}

// patchTeam applies operations, in which A and B stand for members, C for somebody else and G for the group.
func patchTeam(operations ...string) func(*harness) string {
	return seeTeam(func(h *harness, group, one, two, other string) string {
		var answers []string
		for _, o := range operations {
			o = strings.NewReplacer("#A", one, "#B", two, "#C", other, "#G", group).Replace(o)
			answers = append(answers, h.askPatchGroup(group, o))
		}
		return strings.Join(answers, " ")
	})
}

func groupProbes() []probe {
	return []probe{
		{"D-015", "204 [1 2 3]", "405 [1 2]", patchTeam(add("#C"))},
		{"D-044", "201 []", "500 ", func(h *harness) string { return h.askPostGroup(oneSchema+`,"displayName":"T"`, "members") }},
		{"D-045", "201", "400", func(h *harness) string { return h.askPostGroup(twoSchemas + `,"displayName":"T"`) }},
		{"D-046", "201", "400", func(h *harness) string { return h.askPostGroup(oneSchema + `,"displayName":"Sales.EMEA #1"`) }},
		{"D-113", "204 [2]", "400 [1 2]", patchTeam(remove("#A"))},
		{"D-114", "204 [2]", "204 [1 2]", patchTeam(remove("#A"))},
		{"D-115", "204 [2]", "204 [1 2]", patchTeam(`{"op":"remove","path":"members[value eq \"#A\"]"}`)},
		{"D-116", "204 [2]", "204 [1 2]", patchTeam(`{"op":"remove","path":"members[value eq \"#A\"]"}`)},
		{"D-117", "204 [1 2]", "204 []", patchTeam(`{"op":"Replace","path":"externalId","value":"G2"}`)},
		{"D-118", `204 200 "G2"`, "204 200 ", func(h *harness) string {
			id, _, _, _ := h.team()
			return h.askPatchGroup(id, `{"op":"Replace","path":"externalId","value":"G2"}`) + " " + h.ask(http.MethodGet, "/Groups/"+id, "", "externalId")
		}},
		{"D-119", "204 [1 2]", "409 [1 2]", patchTeam(add("#A"))},
		{"D-120", "204 204 [2]", "204 204 [1 2]", patchTeam(add("#A"), remove("#A"))},
		{"D-121", "204 [1 2 3]", "500 [1 2]", patchTeam(`{"op":"Add","path":"members","value":[{"$ref":null,"value":"#C"}]}`)},
		{"D-122", "204 204 [1 2 3]", "500 204 [1 2 3]", patchTeam(add("#C"), `{"op":"add","value":{"members":[{"value":"#C"}]}}`)},
		{"D-125", "members: expected ids of users or groups, found \"nobody\", which nothing has", "members: invalid ids: #C, nobody", seeUnknown},
		{"D-127", "204 200 0 [1 2 5]", "204 200 1 [1 2]", seeTeam(func(h *harness, group, _, _, _ string) string {
			nested := h.group("Nested")
			answer := h.askPatchGroup(group, add(nested))
			filter := `/Users?filter=userName+eq+%22` + nested + `%22`
			return answer + " " + h.ask(http.MethodGet, filter, "", "totalResults")
		})},
		{"D-128", "204 204 [2]", "204 400 [2]", patchTeam(remove("#A"), remove("#A"))},
		{"D-129", "204 [3]", "204 [1 2 3]", patchTeam(`{"op":"replace","path":"members","value":[{"value":"#C"}]}`)},
		{"D-131", "204 200 1", "204 200 ", seeGroupsOf},
		{"D-132", "204 [1 2 3]", "500 [1 2]", patchTeam(add("#C"))},
		{"D-133", "204 102", "204 101", func(h *harness) string {
			ids := h.crowd(102)
			group := h.group("Team", ids[:101]...)
			return h.askPatchGroup(group, add(ids[101])) + " " + h.ask(http.MethodGet, "/Groups/"+group, "", "members.#")[4:]
		}},
		{"D-140", "200 200 [1 2]", "200 200 [2]", seeTeam(func(h *harness, _, one, _, _ string) string {
			return h.askPatch(one, `{"op":"Replace","path":"active","value":"False"}`) + " " + h.askPatch(one, `{"op":"Replace","path":"active","value":"True"}`)
		})},
		{"D-164", "204 204 [1 2]", "204 204 one of [1 2]", seeParallel(func(one, two string) [2]string { return [2]string{one, two} })},
		{"D-165", "204 204 [1 2]", "204 204 [2]", func(h *harness) string {
			one, two, _ := h.people()
			group := h.group("Team")
			return h.askPatchGroup(group, add(one)) + " " + h.askPatchGroup(group, add(two)) + " " + h.ids("/Groups/"+group, "members")
		}},
		{"D-166", "204 204 [1 2]", "204 500 one of [1 2]", seeParallel(func(one, two string) [2]string { return [2]string{one, two} })},
		{"D-167", "204 204 [1]", "204 500 [1]", seeParallel(func(one, _ string) [2]string { return [2]string{one, one} })},
	}
}

// seeUnknown adds one good and one unknown id, and shows how the answer calls them.
func seeUnknown(h *harness) string {
	group, _, _, other := h.team()
	_, _, answer := h.plain(http.MethodPatch, "/Groups/"+group, patchOp(add(other, "nobody")), "Bearer "+token)
	return strings.ReplaceAll(answer.Get("detail").String(), other, "#C")
}

func seeGroupsOf(h *harness) string {
	group, _, _, other := h.team()
	return h.askPatchGroup(group, add(other)) + " " + h.ask(http.MethodGet, "/Users/"+other, "", "groups.#")
}

// seeParallel adds two members to an empty group at a time.
func seeParallel(choose func(one, two string) [2]string) func(*harness) string {
	return func(h *harness) string {
		one, two, _ := h.people()
		group := h.group("Team")
		var answers [2]int
		var all sync.WaitGroup
		for i, id := range choose(one, two) {
			all.Go(func() {
				answers[i], _, _ = h.plain(http.MethodPatch, "/Groups/"+group, patchOp(add(id)), "Bearer "+token)
			})
		}
		all.Wait()
		shown := h.ids("/Groups/"+group, "members")
		if choose("a", "b")[1] == "b" && (shown == "[1]" || shown == "[2]") {
			shown = "one of [1 2]"
		}
		return fmt.Sprint(min(answers[0], answers[1]), max(answers[0], answers[1]), " ", shown)
	}
}

// crowd makes users at once, and returns their ids.
func (h *harness) crowd(n int) []string {
	h.t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = h.server.newID()
		name := fmt.Sprintf("crowd%d@x.test", i)
		attributes := map[string]any{"userName": name}
		require.NoError(h.t, h.server.store.Insert(store.Record{
			ID: ids[i], Type: "User", Attributes: attributes, Created: time.Unix(0, 0), LastModified: time.Unix(0, 0), Version: 1,
		}, storeKeys(h.server.keys(h.server.resourceType("User"), attributes))))
	}
	return ids
}

func relationProbes() []probe {
	return []probe{
		{"D-058", "200 1", "200 2", func(h *harness) string {
			h.group("One")
			h.group("Two")
			return h.ask(http.MethodGet, `/Groups?excludedAttributes=members&filter=displayName+eq+%22One%22`, "", "totalResults")
		}},
		{"D-062", "200 1", "200 0", func(h *harness) string {
			h.crowd(many + 1)
			return h.ask(http.MethodGet, fmt.Sprintf(`/Users?filter=userName+eq+%%22crowd%d@x.test%%22`, many), "", "totalResults")
		}},
		{"D-065", "200 ", "200 2", func(h *harness) string {
			group, _, _, _ := h.team()
			return h.ask(http.MethodGet, "/Groups/"+group+"?excludedAttributes=members", "", "members.#")
		}},
		{"D-066", "200 2", "200 0", func(h *harness) string {
			h.team()
			return h.ask(http.MethodGet, "/Groups", "", "Resources.0.members.#")
		}},
		{"D-175", "200 ", "200 2", func(h *harness) string {
			_, one, _, _ := h.team()
			return h.ask(http.MethodGet, "/Users/"+one, "", "groups.0.members.#")
		}},
	}
}

// inMany shows what a question about a group with many members is answered.
func inMany(path string, members ...string) func(*harness) string {
	return func(h *harness) string {
		group := h.group("Team", h.crowd(many)...)
		return h.ask(http.MethodGet, strings.ReplaceAll(path, "#G", group), "", members...)
	}
}

func scaleProbes() []probe {
	return []probe{
		{"D-170", "200 1000", "504 ", inMany("/Groups/#G", "members.#")},
		{"D-171", "200 1000", "500 ", inMany("/Groups", "Resources.0.members.#")},
		{"D-173", "0s", "200ms", func(h *harness) string {
			var waited time.Duration
			group := h.group("Team", h.crowd(many)...)
			h.server.wait = func(d time.Duration) { waited += d }
			h.ask(http.MethodGet, "/Groups/"+group+"?excludedAttributes=members", "")
			return waited.String()
		}},
		{"D-174", "200 0", "504 ", func(h *harness) string {
			h.crowd(many)
			return h.ask(http.MethodGet, emptyFilter, "", "totalResults")
		}},
		{"D-176", "200", "429  ", func(h *harness) string {
			line := ""
			for range perMinute + 1 {
				status, header, answer := h.plain(http.MethodGet, emptyFilter, "", "Bearer "+token)
				if line = fmt.Sprint(status); status != http.StatusOK {
					line += " " + header.Get("Retry-After") + " " + answer.Raw
				}
			}
			return line
		}},
	}
}
