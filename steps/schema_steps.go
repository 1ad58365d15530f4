package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// schemaSteps write and read whatever the service provider's own schemas describe, as Microsoft's tests of an application
// do.
func schemaSteps() []Definition {
	return []Definition{
		{`^the schemas name every mapped attribute that (\w+) came back with$`,
			"Reads the user or group, and compares what the profile's mapping writes, as far as it is there, with /Schemas.",
			"Then the schemas name every mapped attribute that alice came back with",
			(*world).schemasName},
		{`^the schemas describe groups$`,
			"/Schemas has the schema Group. Microsoft's group tests fail without it, and are not skipped.",
			"Given the schemas describe groups",
			(*world).describeGroups},
		{`^every (single-valued|optional) text of (\w+) is set to (a new text|an empty text|null)$`,
			"Sends one PATCH with an operation for each such attribute that /Schemas describes as writable; none is sent where there is none.",
			"When every single-valued text of bob is set to a new text",
			(*world).setTexts},
		{`^(\w+) has what was set$`,
			"The PATCH was answered with 200 or 204, and a read gives each value; an empty text and null are no value.",
			"Then bob has what was set",
			(*world).hasTexts},
		{`^(\d+) more (users|groups) exist at the service provider$`,
			"Creates users or groups by POST.",
			"Given 11 more users exist at the service provider",
			(*world).moreExist},
		{`^at least two pages of (\d+) of (/Users|/Groups) say where they begin$`,
			"Reads the first two pages: 200, startIndex as it was asked for, no more resources than asked for, and some on each.",
			"Then at least two pages of 5 of /Users say where they begin",
			(*world).pagesBegin},
	}
}

func (w *world) describeGroups(ctx context.Context) error {
	all, a, err := w.schemas(ctx)
	if err != nil {
		return err
	}
	if !describing(all, scim.CoreGroup).Exists() {
		return a.mismatch("the schema "+scim.CoreGroup, fmt.Sprintf("%d others", len(all)))
	}
	return nil
}

// resourceOf gives the path and the present state of a user or group that the feature has named.
func (w *world) resourceOf(ctx context.Context, name string) (string, gjson.Result, *answer, error) {
	if g, found := w.groups[name]; found {
		v, a, err := w.readGroup(ctx, g)
		return groupPath(g.id), v, a, err
	}
	p, err := w.person(name)
	if err != nil {
		return "", gjson.Result{}, nil, err
	}
	v, a, err := w.read(ctx, p)
	return userPath(p.id), v, a, err
}

func (w *world) schemasName(ctx context.Context, name string) error {
	_, resource, _, err := w.resourceOf(ctx, name)
	if err != nil {
		return err
	}
	rows, err := w.mapping()
	if err != nil {
		return err
	}
	core := scim.CoreUser
	if w.groups[name] != nil {
		core, rows = scim.CoreGroup, w.schema.Groups()
	}
	all, a, err := w.schemas(ctx)
	if err != nil {
		return err
	}
	missing, err := undescribed(all, core, rows, resource)
	if err == nil && len(missing) > 0 {
		return a.mismatch("a description of every mapped attribute", "none of "+strings.Join(missing, ", "))
	}
	return err
}

// undescribed gives the mapped attributes that a resource has and no schema names. externalId is common to all resources
// and in no schema (RFC 7643, 3.1).
func undescribed(schemas []gjson.Result, core string, rows *mapping.ObjectMapping, resource gjson.Result) ([]string, error) {
	var missing []string
	for _, m := range rows.AttributeMappings {
		at, err := scim.ParseAttribute(m.TargetAttributeName)
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(at.Name, "externalId") || !at.In(resource).Exists() {
			continue
		}
		urn := at.URN
		if urn == "" {
			urn = core
		}
		found := named(scim.Member(describing(schemas, urn), "attributes"), at.Name)
		if found.Exists() && at.Sub != "" {
			found = named(scim.Member(found, "subAttributes"), at.Sub)
		}
		if !found.Exists() {
			missing = append(missing, m.TargetAttributeName)
		}
	}
	return missing, nil
}

// named finds the description of an attribute by its name.
func named(descriptions gjson.Result, name string) gjson.Result {
	for _, d := range descriptions.Array() {
		if strings.EqualFold(scim.Member(d, "name").String(), name) {
			return d
		}
	}
	return gjson.Result{}
}

func (w *world) setTexts(ctx context.Context, which, name, to string) error {
	all, _, err := w.schemas(ctx)
	if err != nil {
		return err
	}
	core, extension := scim.CoreUser, scim.EnterpriseUser
	if w.groups[name] != nil {
		core, extension = scim.CoreGroup, ""
	}
	eligibles := eligible(describing(all, core), "")
	if s := describing(all, extension); s.Exists() {
		eligibles = append(eligibles, eligible(s, scim.Member(s, "id").String()+":")...)
	}
	type operation struct {
		Op    string  `json:"op"`
		Path  string  `json:"path"`
		Value *string `json:"value"`
	}
	var operations []operation
	w.texts = map[string]string{}
	for i, d := range eligibles {
		if which == "optional" && !d.optional {
			continue
		}
		text := ""
		if to == "a new text" {
			text = fmt.Sprintf("%st%d", w.unique, i)
		}
		o := operation{Op: "replace", Path: d.path, Value: &text}
		if to == "null" {
			o.Value = nil
		}
		operations, w.texts[d.path] = append(operations, o), text
	}
	path, _, _, err := w.resourceOf(ctx, name)
	if err != nil || len(operations) == 0 {
		return err
	}
	text, err := json.Marshal(operations)
	if err != nil {
		return err
	}
	return w.keep(w.request(ctx, http.MethodPatch, path, patchBody(string(text))))
}

func (w *world) hasTexts(ctx context.Context, name string) error {
	if len(w.texts) == 0 {
		return nil // no attribute that could be set: Microsoft's test passes, too
	}
	if err := w.success(w.last()); err != nil {
		return err
	}
	_, resource, a, err := w.resourceOf(ctx, name)
	if err != nil {
		return err
	}
	var rows []row
	for path, text := range w.texts {
		if text == "" {
			text = cellAbsent
		}
		rows = append(rows, row{"attribute": path, "value": text})
	}
	return w.because(a.compare(sortedRows(rows), resource, "GET by id"))
}

func (w *world) moreExist(ctx context.Context, count int, what string) error {
	for i := range count {
		if what == "users" {
			p, err := w.oneOfMany(ctx, i)
			if err != nil {
				return err
			}
			w.crowd = append(w.crowd, p)
			continue
		}
		body, err := groupBody(map[string]string{"displayName": fmt.Sprintf("%s group %d", w.unique, i)})
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
		if a.status != http.StatusCreated {
			return a.mismatch("201", a.String())
		}
		w.crowd = append(w.crowd, &person{id: gjson.Get(a.body, "id").String()})
	}
	return nil
}

// pagesBegin reads the two first pages by index (RFC 7644, 3.4.2.4), as SCIM_User_Pagination_Test does.
func (w *world) pagesBegin(ctx context.Context, size int, path string) error {
	for page := range 2 {
		start := int64(page*size + 1)
		a, err := w.request(ctx, http.MethodGet, fmt.Sprintf("%s?startIndex=%d&count=%d", path, start, size), "")
		if err != nil {
			return err
		}
		found, err := a.list()
		if err != nil {
			return err
		}
		if got := scim.Member(gjson.Parse(a.body), "startIndex"); got.Int() != start {
			return a.mismatch(fmt.Sprintf("startIndex %d", start), "startIndex "+describe(got))
		}
		if len(found) == 0 || len(found) > size {
			return a.mismatch(fmt.Sprintf("1 to %d resources on page %d", size, page+1), fmt.Sprint(len(found)))
		}
	}
	return nil
}
