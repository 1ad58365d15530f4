package steps

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// listSteps judge an answer that is a ListResponse.
func listSteps() []Definition {
	return []Definition{
		{`^the answer lists (nobody|[a-z]+(?:, [a-z]+)*)$`,
			"Checks a ListResponse: just these users, known by their ids.",
			"Then the answer lists alice",
			(*World).lists},
		{`^the answer lists the (resource type|schema) "([^"]+)"(?: at "([^"]+)")?$`,
			"Checks a ListResponse of a discovery endpoint for one resource, and a resource type for its endpoint.",
			`Then the answer lists the resource type "User" at "/Users"`,
			(*World).listsDiscovered},
		{`^the answer is a well-formed list$`,
			"Checks a ListResponse's own members: schemas, totalResults, and Resources as an array or absent, never null.",
			"Then the answer is a well-formed list",
			(*World).wellFormedList},
		{`^paging by (\d+) through the users with displayName "([^"]*)"$`,
			"Asks for page after page by startIndex and count, until totalResults is reached. A service provider that does not filter by displayName is not asked on.",
			`When paging by 1 through the users with displayName "{{unique}}"`,
			(*World).page},
		{`^the pages show ([a-z]+(?:, [a-z]+)*) once each$`,
			"Checks what the pages have shown.",
			"Then the pages show tic, tac, toe once each",
			(*World).pagesShow},
	}
}

func (w *World) lists(_ context.Context, names string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	found, err := a.list()
	if err != nil {
		return err
	}
	var want, got []string
	if names != "nobody" {
		for _, name := range strings.Split(names, ", ") {
			p, err := w.person(name)
			if err != nil {
				return err
			}
			want = append(want, p.id)
		}
	}
	for _, r := range found {
		got = append(got, r.Get("id").String())
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) || gjson.Get(a.body, "totalResults").Int() != int64(len(want)) {
		return a.mismatch("a list of "+names, fmt.Sprintf("%d resources and totalResults %s", len(got), gjson.Get(a.body, "totalResults").Raw))
	}
	return nil
}

// listsDiscovered looks for a schema by its id (RFC 7643, 7) or a resource type by its name and endpoint (RFC 7643, 6).
func (w *World) listsDiscovered(_ context.Context, kind, name, endpoint string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	found, err := a.list()
	if err != nil {
		return err
	}
	key, urn := "id", "urn:ietf:params:scim:schemas:core:2.0:Schema"
	if kind == "resource type" {
		key, urn = "name", "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
	}
	i := slices.IndexFunc(found, func(r gjson.Result) bool { return member(r, key).String() == name })
	if i < 0 {
		return a.mismatch("the "+kind+" "+name, fmt.Sprintf("%d others", len(found)))
	}
	// RFC 7643, 7 lets a schema go without schemas, which clients stumble over all the same (D-006).
	if !contains(member(found[i], "schemas"), urn) {
		return a.mismatch("schemas of "+name+" with "+urn, describe(member(found[i], "schemas")))
	}
	if got := member(found[i], "endpoint").String(); endpoint != "" && !strings.HasSuffix("/"+strings.Trim(got, "/"), endpoint) {
		return a.mismatch("the endpoint "+endpoint, orNothing(got))
	}
	return nil
}

func (w *World) wellFormedList(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	return a.shape()
}

// page walks through a query's pages. A filter need not be offered on every attribute, so that a 400 ends the walk without
// a finding.
func (w *World) page(ctx context.Context, size int, displayName string) error {
	displayName, err := w.expand(displayName)
	if err != nil {
		return err
	}
	w.pages = &pages{}
	for start := 1; start <= pagesMax*size; start += size {
		query := url.Values{"filter": {"displayName eq " + quoteFilterValue(displayName)},
			"startIndex": {strconv.Itoa(start)}, "count": {strconv.Itoa(size)}}
		a, err := w.request(ctx, http.MethodGet, "/Users?"+query.Encode(), "")
		if err != nil {
			return err
		}
		if w.pages.refused = a.status == http.StatusBadRequest; w.pages.refused {
			return nil
		}
		found, err := a.list()
		if err != nil {
			return err
		}
		w.pages.last = a
		for _, r := range found {
			w.pages.ids = append(w.pages.ids, r.Get("id").String())
		}
		if total := gjson.Get(a.body, "totalResults").Int(); len(found) == 0 || int64(start+size) > total {
			return nil
		}
	}
	return nil
}

// pagesMax bounds a walk through pages that never end.
const pagesMax = 20

// pages are what a walk through pages has shown.
type pages struct {
	refused bool
	ids     []string
	last    *answer
}

func (w *World) pagesShow(_ context.Context, names string) error {
	if w.pages == nil {
		return fmt.Errorf("the feature asks for pages before it walks through any")
	}
	if w.pages.refused {
		return nil
	}
	var want []string
	for _, name := range strings.Split(names, ", ") {
		p, err := w.person(name)
		if err != nil {
			return err
		}
		want = append(want, p.id)
	}
	got := slices.Clone(w.pages.ids)
	slices.Sort(want)
	slices.Sort(got)
	if slices.Equal(want, got) {
		return nil
	}
	return w.pages.last.mismatch("each of "+names+" on one page", fmt.Sprintf("%d users on the pages, %d of them different",
		len(got), len(slices.Compact(slices.Clone(got)))))
}
