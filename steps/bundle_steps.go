package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// bundleSteps write and read many things at once.
func bundleSteps() []Definition {
	return []Definition{
		{`^a group created with the members (\w+(?:, \w+)*) has them$`,
			"Creates a group by POST whose body has the members, and reads it by id.",
			"Then a group created with the members bob, eve has them",
			(*world).createdWithMembers},
		{`^the group (\w+) gets its (\d+) members in one request$`,
			"Takes all members away, and sends one PATCH that adds all of the many. A service provider may find that too large (413), which ends the scenario.",
			"When the group sales gets its 250 members in one request",
			(*world).addCrowd},
		{`^(\d+) of the (\d+) leave the group (\w+) in one request, by (value|filter)$`,
			"Sends one PATCH that takes the first of the many out, in one operation with their ids or in one for each; the others are the many from then on. A service provider may find that too large (413), which ends the scenario.",
			"When 32 of the 35 leave the group sales in one request, by value",
			(*world).crowdLeaves},
		{`^a list of all (users|groups) has each of the (\d+) once, read whole and in pages of (\d+)$`,
			"Reads all users or groups, once with pages of the service provider's own size and once with pages of that many, and looks for those of \"more users exist\". Not judged where there are thousands.",
			"Then a list of all users has each of the 12 once, read whole and in pages of 5",
			(*world).listHasAll},
		{`^the pages of (\d+) by cursor of (/Users\?.*) hold ([a-z]+(?:, [a-z]+)*) once each$`,
			"Reads a list page by page as RFC 9865 has it: an empty cursor first, then each page's nextCursor, until there is none. A filter that is refused is not asked on.",
			`Then the pages of 2 by cursor of /Users?filter=title eq "{{unique}}" hold bob, eve, kim once each`,
			(*world).cursorsHold},
	}
}

func (w *world) createdWithMembers(ctx context.Context, names string) error {
	ids, err := w.idsOf(names)
	if err != nil {
		return err
	}
	text, err := json.Marshal(map[string]any{"schemas": []string{scim.CoreGroup}, "displayName": w.unique + " bundle",
		"externalId": w.unique + "-bundle", "members": memberValues(ids)})
	if err != nil {
		return err
	}
	body, err := w.fitBody("/Groups", string(text))
	if err != nil {
		return err
	}
	a, err := w.request(ctx, http.MethodPost, "/Groups", body)
	if err != nil {
		return err
	}
	id := gjson.Get(a.body, "id").String()
	if a.status != http.StatusCreated || id == "" {
		return a.mismatch("201 with an id", a.String())
	}
	w.groups["bundle"] = &group{name: "bundle", id: id, displayName: w.unique + " bundle"}
	return w.hasMembers(ctx, "bundle", names)
}

func memberValues(ids []string) []map[string]string {
	all := make([]map[string]string, len(ids))
	for i, id := range ids {
		all[i] = map[string]string{"value": id}
	}
	return all
}

func (w *world) addCrowd(ctx context.Context, name string, count int) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	if count != len(w.crowd) {
		return fmt.Errorf("the feature speaks of %d users, and has made %d", count, len(w.crowd))
	}
	var ids []string
	for _, p := range w.crowd {
		ids = append(ids, p.id)
	}
	for _, op := range []any{map[string]any{"op": "replace", "path": "members", "value": []any{}}, map[string]any{"op": "Add", "path": "members", "value": memberValues(ids)}} {
		a, err := w.patchMembers(ctx, g, count, op)
		if err != nil {
			return err
		}
		if err := w.keep(a, nil); err != nil {
			return err
		}
		if a.status != http.StatusOK && a.status != http.StatusNoContent {
			return a.mismatch("200 or 204", a.String())
		}
	}
	return nil
}

// crowdLeaves writes op as RFC 7644 has it, which both dialects allow.
func (w *world) crowdLeaves(ctx context.Context, leaving, count int, name, by string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	if count != len(w.crowd) || leaving > count {
		return fmt.Errorf("the feature speaks of %d of %d users, and has made %d", leaving, count, len(w.crowd))
	}
	var ids []string
	operations := []any{}
	for _, p := range w.crowd[:leaving] {
		ids = append(ids, p.id)
		operations = append(operations, map[string]any{"op": "remove", "path": "members[value eq " + scim.QuoteFilterValue(p.id) + "]"})
	}
	if by == "value" {
		operations = []any{map[string]any{"op": "remove", "path": "members", "value": memberValues(ids)}}
	}
	a, err := w.patchMembers(ctx, g, leaving, operations...)
	if err != nil {
		return err
	}
	w.crowd = w.crowd[leaving:]
	return w.success(a, w.keep(a, nil))
}

// patchMembers sends a PATCH of so many members, which the target may call too large (RFC 7231, section 6.5.11).
func (w *world) patchMembers(ctx context.Context, g *group, members int, operations ...any) (*answer, error) {
	text, err := json.Marshal(operations)
	if err != nil {
		return nil, err
	}
	a, err := w.request(ctx, http.MethodPatch, groupPath(g.id), patchBody(string(text)))
	if err == nil && a.status == http.StatusRequestEntityTooLarge {
		return nil, notApplicable("changes %d members in one PATCH, which the target says is too large", members)
	}
	return a, err
}

// tooMany is how long a list may be that is read from end to end twice.
const tooMany = 2000

func (w *world) listHasAll(ctx context.Context, what string, count, size int) error {
	if count != len(w.crowd) {
		return fmt.Errorf("the feature speaks of %d %s, and has made %d", count, what, len(w.crowd))
	}
	path := "/" + strings.ToUpper(what[:1]) + what[1:]
	for _, query := range []string{"", fmt.Sprintf("?startIndex=1&count=%d", size)} {
		a, err := w.request(ctx, http.MethodGet, path+query, "")
		if err != nil {
			return err
		}
		if a.status == http.StatusBadRequest || a.status == http.StatusForbidden {
			return notApplicable("reads a list without a filter, which the target declines with %d", a.status)
		}
		if total := gjson.Get(a.body, "totalResults").Int(); total > tooMany {
			return notApplicable("reads all %s, and there are %d", what, total)
		}
		all, err := w.everyPage(ctx, pageQuery(path, size, query), a)
		if err != nil {
			return err
		}
		times := map[string]int{}
		for _, r := range all {
			times[scim.Member(r, "id").String()]++
		}
		var missing, repeated int
		for _, p := range w.crowd {
			switch n := times[p.id]; {
			case n == 0:
				missing++
			case n > 1:
				repeated++
			}
		}
		if missing+repeated > 0 {
			return a.mismatch(fmt.Sprintf("each of %d %s once", count, what), fmt.Sprintf("%d missing and %d more than once among %d resources", missing, repeated, len(all)))
		}
	}
	return nil
}

// pageQuery is the list to read on, without the startIndex of its first page.
func pageQuery(path string, size int, first string) string {
	if first == "" {
		return path
	}
	return fmt.Sprintf("%s?count=%d", path, size)
}

// cursorsHold follows cursors (RFC 9865, 2). A page may have fewer resources than were asked for, and the last one none.
func (w *world) cursorsHold(ctx context.Context, size int, path, names string) error {
	path, err := w.expandPath(path)
	if err != nil {
		return err
	}
	want, err := w.idsOf(names)
	if err != nil {
		return err
	}
	var got []string
	cursor := ""
	for range 4 * len(want) {
		a, err := w.request(ctx, http.MethodGet, fmt.Sprintf("%s&cursor=%s&count=%d", path, url.QueryEscape(cursor), size), "")
		if err != nil || cursor == "" && refusesFilter(a) {
			return err
		}
		page, err := a.list()
		if err != nil {
			return err
		}
		if len(page) > size {
			return a.mismatch(fmt.Sprintf("at most %d resources", size), fmt.Sprint(len(page)))
		}
		for _, r := range page {
			got = append(got, scim.Member(r, "id").String())
		}
		next := scim.Member(gjson.Parse(a.body), "nextCursor")
		if next.Exists() && next.Type != gjson.Null && (next.Type != gjson.String || next.Str == "") {
			return a.mismatch("nextCursor as a text, or none", describe(next))
		}
		if cursor = next.String(); cursor == "" {
			slices.Sort(got)
			if !slices.Equal(want, got) {
				return a.mismatch(names+", once each", fmt.Sprintf("%d resources, of which %d are different ones", len(got), len(slices.Compact(slices.Clone(got)))))
			}
			return nil
		}
	}
	return w.mismatch("a page without nextCursor behind the last resource", fmt.Sprintf("another page after %d resources", len(got)))
}
