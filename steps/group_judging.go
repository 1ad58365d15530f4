package steps

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

func (w *world) hasMembers(ctx context.Context, name, names string) error {
	if err := w.seesMembers(); err != nil {
		return err
	}
	g, err := w.group(name)
	if err != nil {
		return err
	}
	want, err := w.idsOf(names)
	if err != nil {
		return err
	}
	resource, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	if got := memberIDs(resource); !slices.Equal(want, got) {
		return w.because(w.wrongMembers(a, "the members "+w.namesOf(want), w.namesOf(got), scim.Member(resource, "members").Exists()))
	} else if len(got) > 0 {
		w.run.showsMembers.Store(true)
	}
	for _, p := range w.everybody() {
		if p.id == "" {
			continue
		}
		user, a, err := w.read(ctx, p)
		if err != nil {
			return err
		}
		if err := w.agrees(a, p, user, g, slices.Contains(want, p.id)); err != nil {
			return err
		}
	}
	return nil
}

// agrees says whether the groups that a user's resource lists agree with the group's members (RFC 7643, 4.1.2). A service
// provider that lists no groups on users at all shows one view only.
func (w *world) agrees(a *answer, p *person, user gjson.Result, g *group, isMember bool) error {
	groups := scim.Member(user, "groups")
	listed := slices.ContainsFunc(groups.Array(), func(v gjson.Result) bool { return scim.Member(v, "value").String() == g.id })
	if listed == isMember || isMember && !w.listsGroupsOfUsers() {
		return nil
	}
	m := a.mismatch(fmt.Sprintf("groups of %s as the members of %s say", p.name, g.name), groups.Raw)
	m.Requirement = "D-131"
	return w.because(m)
}

// listsGroupsOfUsers says whether the service provider advertises groups as an attribute of users.
func (w *world) listsGroupsOfUsers() bool {
	return slices.ContainsFunc(w.run.claims, func(c reports.Claim) bool { return c.Name == claimGroupsOfUsers && c.Claimed })
}

func (w *world) hasGroup(ctx context.Context, name string, table *godog.Table) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	resource, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	if err := w.because(a.compare(rows, resource, "GET by id")); err != nil {
		return err
	}
	displayName := scim.Member(resource, "displayName").String()
	listed, la, err := w.lookUpGroup(ctx, displayName)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(listed, func(r gjson.Result) bool { return scim.Member(r, "id").String() == g.id })
	if i < 0 {
		return lookedUp(la, la.mismatch("the filter on displayName finds "+displayName, fmt.Sprintf("%d groups, none with id %s", len(listed), g.id)))
	}
	return lookedUp(la, la.compare(rows, listed[i], "the filter on displayName"))
}

func (w *world) lookUpGroup(ctx context.Context, displayName string) ([]gjson.Result, *answer, error) {
	a, err := w.request(ctx, http.MethodGet, groupLookUpPath(displayName), "")
	if err != nil {
		return nil, nil, err
	}
	list, err := a.list()
	return list, a, w.because(err)
}

func (w *world) hasNoGroup(ctx context.Context, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	if g.id != "" {
		a, err := w.request(ctx, http.MethodGet, groupPath(g.id), "")
		if err != nil {
			return err
		}
		if a.status != http.StatusNotFound {
			return w.because(a.mismatch("404 for the id", a.String()))
		}
	}
	listed, a, err := w.lookUpGroup(ctx, g.displayName)
	if err == nil && len(listed) > 0 {
		return w.because(a.mismatch("no group "+g.displayName, fmt.Sprintf("%d", len(listed))))
	}
	return err
}

func (w *world) rememberGroup(ctx context.Context, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	resource, _, err := w.readGroup(ctx, g)
	g.before = resource.Raw
	return err
}

func (w *world) groupUnchanged(ctx context.Context, name, except string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	if g.before == "" {
		return fmt.Errorf("the group %s was not remembered", name)
	}
	now, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	return w.compareStates(a, gjson.Parse(g.before), now, listOf(except))
}

func (w *world) listsGroups(ctx context.Context, names, refusals string) error {
	a, err := w.last()
	if err != nil || slices.Contains(splitStatuses(refusals), a.status) {
		return err
	}
	found, err := w.whole(ctx, a)
	if err != nil {
		return err
	}
	want, err := w.idsOf(names)
	if err != nil {
		return err
	}
	got := []string{}
	for _, r := range found {
		got = append(got, scim.Member(r, "id").String())
	}
	slices.Sort(got)
	if !slices.Equal(want, got) || gjson.Get(a.body, "totalResults").Int() != int64(len(want)) {
		return a.mismatch("a list of "+names, fmt.Sprintf("%s and totalResults %s", w.namesOf(got), gjson.Get(a.body, "totalResults").Raw))
	}
	return nil
}

func (w *world) listsGroupWith(ctx context.Context, name, names string) error {
	if err := w.listsGroups(ctx, name, ""); err != nil {
		return err
	}
	if w.run.membersReturned() == "request" || w.run.membersReturned() == "never" {
		return nil
	}
	g, want, err := w.groupAnd(name, names)
	if err != nil {
		return err
	}
	a, err := w.last()
	if err != nil {
		return err
	}
	resource, _, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	list, err := a.list()
	if err != nil {
		return err
	}
	if got := memberIDs(list[0]); slices.Equal(memberIDs(resource), want) && !slices.Equal(got, want) {
		return a.mismatch("in the list the members that GET by id shows, "+w.namesOf(want), w.namesOf(got))
	}
	return nil
}

// listsMembers takes a group as a member for granted neither way: RFC 7643, 4.2 lets a service provider have users only.
func (w *world) listsMembers(ctx context.Context, name, names, nested string) error {
	g, want, err := w.groupAnd(name, names)
	if err != nil {
		return err
	}
	if err := w.seesMembers(); err != nil {
		return err
	}
	resource, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	got := memberIDs(resource)
	if nested != "" {
		if w.groups[nested] != nil { // one of the directory may have arrived meanwhile
			if _, err := w.group(nested); err != nil {
				return err
			}
		}
		ids, err := w.idsOf(nested)
		if err != nil {
			return err
		}
		if i := slices.Index(got, ids[0]); i >= 0 {
			got = slices.Delete(got, i, i+1)
		}
	}
	if !slices.Equal(want, got) {
		return w.because(w.wrongMembers(a, "the members "+w.namesOf(want), w.namesOf(got), len(got) > 0))
	}
	return nil
}

func (w *world) groupAnd(name, names string) (*group, []string, error) {
	g, err := w.group(name)
	if err != nil {
		return nil, nil, err
	}
	ids, err := w.idsOf(names)
	return g, ids, err
}

func (w *world) hasMemberOrRefuses(ctx context.Context, name, who string) error {
	g, ids, err := w.groupAnd(name, who)
	if err != nil {
		return err
	}
	answered, err := w.last()
	if err != nil || answered.status >= 400 && answered.status < 500 {
		return err
	}
	if err := w.success(answered, nil); err != nil {
		return err
	}
	if err := w.seesMembers(); err != nil {
		return err
	}
	resource, a, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	if got := memberIDs(resource); !slices.Contains(got, ids[0]) {
		return w.because(w.wrongMembers(a, "the member "+who+" among the members, after a success", w.namesOf(got), len(got) > 0))
	}
	return nil
}

func (w *world) blamesNot(_ context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	a, err := w.last()
	if err != nil || a.status < 400 {
		return err
	}
	if a.status >= 500 || strings.Contains(gjson.Get(a.body, "detail").String(), p.id) {
		return a.mismatch("a success, or an error that does not name "+name, a.String())
	}
	return nil
}

func (w *world) namesNot(_ context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	a, err := w.last()
	if err == nil && strings.Contains(a.body, p.id) {
		return a.mismatch("an answer without the id of "+name, "one that has it")
	}
	return err
}
