package steps

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// shownSteps compare what a list shows of a resource with what a read of the resource does.
func shownSteps() []Definition {
	return []Definition{
		{`^every page of a list of (users|groups) shows each of these as GET does$`,
			"Reads all users or groups page by page, with pages of the service provider's own size, and compares what the list says of those of the scenario with what GET says.",
			"Then every page of a list of users shows each of these as GET does",
			(*world).listsAsRead},
		{`^no page of a list of (users|groups) has (\w+)$`,
			"Reads all users or groups page by page, and looks for one that was deleted.",
			"Then no page of a list of users has bob",
			(*world).hidesDeleted},
		{`^the answer shows (\w+(?:, \w+)*) as GET does(?:, or refuses with (\d{3}(?:(?:, | or )\d{3})*))?$`,
			"Checks a ListResponse: each of these users or groups is in it, with all that GET by id shows.",
			"Then the answer shows bob, eve as GET does, or refuses with 400",
			(*world).showsAsRead},
	}
}

// listsAsRead asks for no page size, so that the service provider's own is walked. A list without a filter need not be
// offered (RFC 7644, 3.4.2).
func (w *world) listsAsRead(ctx context.Context, what string) error {
	path, names := "/Users", slices.Sorted(maps.Keys(w.people))
	if what == "groups" {
		path, names = "/Groups", slices.Sorted(maps.Keys(w.groups))
	}
	first, all, err := w.wholeList(ctx, path)
	if err != nil || first == nil {
		return err
	}
	if err := w.shownOnce(first, all, names); err != nil {
		return err
	}
	return w.shownAsRead(ctx, first, all, names)
}

// wholeList gives the first answer and all resources, or nothing where the list is refused or is somebody's whole directory,
// which is not ours to read.
func (w *world) wholeList(ctx context.Context, path string) (*answer, []gjson.Result, error) {
	first, err := w.request(ctx, http.MethodGet, path, "")
	if err != nil {
		return nil, nil, err
	}
	if first.status >= 400 && first.status < 500 || first.status == http.StatusNotImplemented {
		return nil, nil, nil
	}
	const readable = 2000
	if gjson.Get(first.body, "totalResults").Int() > readable {
		return nil, nil, nil
	}
	all, err := w.everyPage(ctx, path, first)
	return first, all, err
}

// shownOnce looks for somebody whom a list has more than once (RFC 7644, 3.4.2.4).
func (w *world) shownOnce(a *answer, all []gjson.Result, names []string) error {
	times := map[string]int{}
	for _, id := range idsIn(all) {
		times[id]++
	}
	var found mismatches
	for _, name := range names {
		ids, err := w.idsOf(name)
		if err != nil {
			return err
		}
		if n := times[ids[0]]; n > 1 {
			found = append(found, a.mismatch(name+" once in the list", fmt.Sprintf("%d times", n)))
		}
	}
	return found.orNil()
}

// hidesDeleted reads a list as listsAsRead does.
func (w *world) hidesDeleted(ctx context.Context, what, name string) error {
	ids, err := w.idsOf(name)
	if err != nil {
		return err
	}
	path := "/" + strings.ToUpper(what[:1]) + what[1:]
	first, all, err := w.wholeList(ctx, path)
	if err != nil || first == nil {
		return err
	}
	if slices.Contains(idsIn(all), ids[0]) {
		return first.mismatch("a list without "+name, name+" in the list")
	}
	return nil
}

func (w *world) showsAsRead(ctx context.Context, names, refusals string) error {
	a, err := w.last()
	if err != nil || slices.Contains(splitStatuses(refusals), a.status) {
		return err
	}
	found, err := w.whole(ctx, a)
	if err != nil {
		return err
	}
	return w.shownAsRead(ctx, a, found, listOf(names))
}

// shownAsRead compares users or groups of a list with reads by id. A list that shows the members of no group at all is the
// business of another row (D-066).
func (w *world) shownAsRead(ctx context.Context, a *answer, all []gjson.Result, names []string) error {
	var apart []string
	if !slices.ContainsFunc(all, func(r gjson.Result) bool { return len(memberIDs(r)) > 0 }) {
		apart = []string{"members"}
	}
	var found mismatches
	for _, name := range names {
		_, now, _, err := w.resourceOf(ctx, name)
		if err != nil {
			return err
		}
		id := scim.Member(now, "id").String()
		i := slices.IndexFunc(all, func(r gjson.Result) bool { return scim.Member(r, "id").String() == id })
		if i < 0 {
			found = append(found, a.mismatch(name+" in the list", fmt.Sprintf("%d others", len(all))))
			continue
		}
		var m *mismatch
		if errors.As(w.compareStates(a, now, all[i], apart), &m) {
			m.Expected = "of " + name + " in the list what GET by id gives"
			m.Actual = strings.ReplaceAll(m.Actual, " became ", " by id, in the list ")
			found = append(found, m)
		}
		if byID, listed := groupsOf(now), groupsOf(all[i]); w.listsGroupsOfUsers() && !slices.Equal(byID, listed) {
			m := a.mismatch("groups of "+name+" in the list as GET by id gives them: "+w.namesOf(byID), w.namesOf(listed))
			m.Requirement = shownGroups
			found = append(found, m)
		}
	}
	return found.orNil()
}

// shownGroups is the row of the groups of a user in lists.
const shownGroups = "RFC7643-4.1.2-c"

// groupsOf are the ids of the groups that a user shows (RFC 7643, 4.1.2).
func groupsOf(user gjson.Result) []string {
	ids := []string{}
	for _, g := range scim.Member(user, "groups").Array() {
		ids = append(ids, scim.Member(g, "value").String())
	}
	slices.Sort(ids)
	return ids
}
