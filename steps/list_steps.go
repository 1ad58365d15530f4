package steps

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// listSteps judge an answer that is a ListResponse.
func listSteps() []Definition {
	return []Definition{
		{`^the answer lists (nobody|[a-z]+(?:, [a-z]+)*)$`,
			"Checks a ListResponse: just these users, known by their ids.",
			"Then the answer lists alice",
			(*world).lists},
		{`^the answer lists the (resource type|schema) "([^"]+)"(?: at "([^"]+)")?(?:, or refuses with (\d{3}))?$`,
			"Checks a ListResponse of a discovery endpoint for one resource, and a resource type for its endpoint; a refusal may be as good.",
			`Then the answer lists the resource type "User" at "/Users"`,
			(*world).listsDiscovered},
		{`^no (\w+) attribute of the answer's schemas has the sub-attribute (\w+)$`,
			"Checks a ListResponse of /Schemas for a sub-attribute that is advertised.",
			"Then no emails attribute of the answer's schemas has the sub-attribute display",
			(*world).advertisesNot},
		{`^the answer is a well-formed list$`,
			"Checks a ListResponse's own members: schemas, totalResults, and Resources as an array or absent, never null.",
			"Then the answer is a well-formed list",
			(*world).wellFormedList},
	}
}

func (w *world) lists(ctx context.Context, names string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	found, err := w.whole(ctx, a)
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
		m := a.mismatch("a list of "+names, fmt.Sprintf("%d resources and totalResults %s", len(got), gjson.Get(a.body, "totalResults").Raw))
		if x, found := w.recorder.Culprit(w.mark); found && (x.Response == nil || x.Response.Status >= http.StatusBadRequest) {
			return w.because(m) // the list is right about a change that was refused
		}
		return m
	}
	return nil
}

// listsDiscovered looks for a schema by its id (RFC 7643, 7) or a resource type by its name and endpoint (RFC 7643, 6).
func (w *world) listsDiscovered(_ context.Context, kind, name, endpoint, refusal string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if refusal == strconv.Itoa(a.status) {
		return nil
	}
	found, err := a.list()
	if err != nil {
		return err
	}
	key, urn := "id", "urn:ietf:params:scim:schemas:core:2.0:Schema"
	if kind == "resource type" {
		key, urn = "name", "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
	}
	i := slices.IndexFunc(found, func(r gjson.Result) bool { return scim.Member(r, key).String() == name })
	if i < 0 {
		return a.mismatch("the "+kind+" "+name, fmt.Sprintf("%d others", len(found)))
	}
	// RFC 7643, 7 lets a schema go without schemas, which clients stumble over all the same (D-006).
	if !scim.Contains(scim.Member(found[i], "schemas"), urn) {
		return a.mismatch("schemas of "+name+" with "+urn, describe(scim.Member(found[i], "schemas")))
	}
	if got := scim.Member(found[i], "endpoint").String(); endpoint != "" && !strings.HasSuffix("/"+strings.Trim(got, "/"), endpoint) {
		return a.mismatch("the endpoint "+endpoint, orNothing(got))
	}
	return nil
}

func (w *world) wellFormedList(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	return a.shape()
}

func (w *world) advertisesNot(_ context.Context, name, sub string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	list, err := a.list()
	if err != nil {
		return err
	}
	named := func(of gjson.Result, members, name string) (gjson.Result, bool) {
		all := scim.Member(of, members).Array()
		i := slices.IndexFunc(all, func(m gjson.Result) bool { return strings.EqualFold(scim.Member(m, "name").String(), name) })
		if i < 0 {
			return gjson.Result{}, false
		}
		return all[i], true
	}
	for _, s := range list {
		if attribute, found := named(s, "attributes", name); found {
			if _, found := named(attribute, "subAttributes", sub); found {
				return a.mismatch("no sub-attribute "+name+"."+sub, "one in "+scim.Member(s, "id").String())
			}
		}
	}
	return nil
}
