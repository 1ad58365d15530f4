package steps

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// earlierSteps compare a resource with the one that was created before it. A server that fills one object in for each
// request, and does not empty it, gives the second what only the first was sent.
func earlierSteps() []Definition {
	return []Definition{
		{`^a user created after another has nothing of the other$`,
			"Creates a user with a name alone, one with every attribute, and again one with a name alone: the third has what the first has.",
			"Then a user created after another has nothing of the other",
			(*world).nothingOfEarlierUser},
		{`^a group created after (\w+) has nothing of it$`,
			"Creates a group with a name alone. It has neither the externalId nor the members of the other group.",
			"Then a group created after sales has nothing of it",
			(*world).nothingOfEarlierGroup},
		{`^the primary element of each list is the one that was sent$`,
			"Creates users with two elements in each list that /Schemas says to have a primary one: the second is primary, then the first. Each comes back so.",
			"Then the primary element of each list is the one that was sent",
			(*world).keepsPrimary},
	}
}

// named creates a user, by default with nothing but a name, and reads it. It gives nothing where the create is refused.
func (w *world) named(ctx context.Context, name string, values map[string]any) (gjson.Result, *answer, error) {
	p := &person{name: name, userName: w.fitUserName(w.address(w.unique + "-" + name))}
	w.people[name] = p
	values["userName"] = p.userName
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	a, err := w.postUser(ctx, body)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	if p.id = gjson.Get(a.body, "id").String(); a.status != http.StatusCreated || p.id == "" {
		return gjson.Result{}, a, nil
	}
	now, _, err := w.read(ctx, p)
	return now, a, err
}

func (w *world) nothingOfEarlierUser(ctx context.Context) error {
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	values := map[string]any{"active": false}
	for number, x := range all {
		values[x.path] = w.fittingValue(x, number, 0)
	}
	first, _, err := w.named(ctx, "first", map[string]any{})
	if err != nil {
		return err
	}
	full, _, err := w.named(ctx, "full", values)
	if err != nil {
		return err
	}
	last, a, err := w.named(ctx, "last", map[string]any{})
	if err != nil || !first.Exists() || !full.Exists() || !last.Exists() {
		return err // what a product needs of everybody is other scenarios' subject
	}
	was, of, is := map[string]string{}, map[string]string{}, map[string]string{}
	flatten("", first, was)
	flatten("", full, of)
	flatten("", last, is)
	var shared []string
	for _, path := range slices.Sorted(maps.Keys(is)) {
		if clientSets(path) && is[path] != was[path] && is[path] == of[path] {
			shared = append(shared, path+" "+is[path])
		}
	}
	if len(shared) > 0 {
		return a.mismatch("a user with nothing of the one created before", strings.Join(shared, "; "))
	}
	return nil
}

func (w *world) nothingOfEarlierGroup(ctx context.Context, name string) error {
	earlier, err := w.group(name)
	if err != nil {
		return err
	}
	before, _, err := w.readGroup(ctx, earlier)
	if err != nil {
		return err
	}
	g := &group{name: "later", displayName: w.unique + " later"}
	body, err := groupBody(map[string]string{"displayName": g.displayName})
	if err != nil {
		return err
	}
	if body, err = w.fitBody("/Groups", body); err != nil {
		return err
	}
	a, err := w.request(ctx, http.MethodPost, "/Groups", body)
	if err != nil {
		return err
	}
	if g.id = gjson.Get(a.body, "id").String(); a.status != http.StatusCreated || g.id == "" {
		return nil // a product may need more of a group
	}
	w.groups[g.name] = g
	now, _, err := w.readGroup(ctx, g)
	if err != nil {
		return err
	}
	var found mismatches
	if x := scim.Member(now, "externalId"); x.String() != "" && x.String() == scim.Member(before, "externalId").String() {
		found = append(found, a.mismatch("no externalId of the group "+name, x.String()))
	}
	if ids := memberIDs(now); len(ids) > 0 {
		found = append(found, a.mismatch("no members", w.namesOf(ids)))
	}
	return found.orNil()
}

// keepsPrimary sends one primary element to each list (RFC 7643, 2.4: "true" appears once at most).
func (w *world) keepsPrimary(ctx context.Context) error {
	schemas, _, err := w.schemas(ctx)
	if err != nil {
		return nil //nolint:nilerr // judged elsewhere
	}
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	lists := map[string][]advertised{} // by the list's name, an attribute of one element for each type
	for _, a := range scim.Member(describing(schemas, scim.CoreUser), "attributes").Array() {
		if slices.ContainsFunc(scim.Member(a, "subAttributes").Array(), writablePrimary) {
			name := scim.Member(a, "name").String()
			for _, x := range all {
				if x.URN == "" && x.Selector == "type" && strings.EqualFold(x.Name, name) && anyFold(x.Sub, "value", "locality") {
					lists[name] = append(lists[name], x)
				}
			}
		}
	}
	maps.DeleteFunc(lists, func(_ string, l []advertised) bool { return len(l) < 2 })
	var found mismatches
	for _, at := range []int{1, 0} {
		values := map[string]any{}
		for _, l := range lists {
			for i, x := range l[:2] {
				values[x.path] = w.fittingValue(x, i, at)
			}
			primary := l[at].Attribute
			values[fmt.Sprintf("%s[type eq %q].primary", primary.Name, primary.Selected)] = true
		}
		now, a, err := w.named(ctx, fmt.Sprintf("primary%d", at), values)
		if err != nil {
			return err
		}
		if !now.Exists() {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(lists)) {
			for i, x := range lists[name][:2] {
				for _, e := range scim.ElementsWith(scim.Member(now, name), x.Selector, x.Selected) {
					if got := scim.Member(e, "primary"); e.Exists() && (got.Type == gjson.True) != (i == at) {
						m := a.mismatch(fmt.Sprintf("%s[type eq %q].primary %v", name, x.Selected, i == at), describe(got))
						m.Cause = causeOf(a.record.Exchange())
						found = append(found, m)
					}
				}
			}
		}
	}
	return found.orNil()
}

func writablePrimary(sub gjson.Result) bool {
	return strings.EqualFold(scim.Member(sub, "name").String(), "primary") && anyOf(scim.Member(sub, "mutability"), "", "readWrite")
}

func anyFold(s string, of ...string) bool {
	return slices.ContainsFunc(of, func(o string) bool { return strings.EqualFold(o, s) })
}
