package steps

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// standardSteps are about what RFC 7643 and RFC 7644 say and Entra ID does not use: PUT, order, limits, versions.
func standardSteps() []Definition {
	return []Definition{
		{`^(\w+) is replaced with$`,
			"Sends a PUT to the user's URL. userName, displayName, name and a work e-mail have the values with which the user was made; (absent) leaves one out.",
			"When bob is replaced with\n  | attribute   | value       |\n  | displayName | Bob Renamed |",
			(*world).replace},
		{`^the answer lists ([a-z]+(?:, [a-z]+)*) in this order$`,
			"Checks a ListResponse: just these users, one behind the other. A filter that is refused with 400 is not asked on.",
			"Then the answer lists bob, eve in this order",
			(*world).listsInOrder},
		{`^the answer lists (nobody|[a-z]+(?:, [a-z]+)*), or refuses with (\d{3}(?:(?:, | or )\d{3})*)$`,
			"Checks a ListResponse for just these users; a refusal of what need not be offered is as good.",
			"Then the answer lists bob, or refuses with 400",
			(*world).listsOrRefuses},
		{`^the answer lists at most (\d+) of (\d+) users?$`,
			"Checks a ListResponse: no more resources than asked for, while totalResults counts all, and a part says where it begins. A filter that is refused with 400 is not asked on.",
			"Then the answer lists at most 1 of 2 users",
			(*world).listsAtMost},
		{`^the answer has the header (\S+)$`,
			"The header is there and not empty.",
			"Then the answer has the header WWW-Authenticate",
			(*world).hasHeader},
		{`^the clock of the service provider moves on$`,
			"Waits for a few milliseconds, so that a time which changes can be seen to change.",
			"Given the clock of the service provider moves on",
			(*world).tick},
		{`^lastModified of (\w+) is as remembered$`,
			"meta.lastModified is the one that was remembered, as an instant.",
			"Then lastModified of bob is as remembered",
			(*world).sameTime},
		{`^created and lastModified of the answer are one instant$`,
			"A resource that was never changed was last modified when it was created.",
			"Then created and lastModified of the answer are one instant",
			(*world).neverModified},
		{`^the answer's schemas are those of the resource type (\w+), each once$`,
			"The resource's schemas are among the schema and the extensions that /ResourceTypes has for its type, the schema itself with them.",
			"Then the answer's schemas are those of the resource type User, each once",
			(*world).schemasOfType},
		{`^the schemas of the answer are well described$`,
			"Each attribute of a ListResponse of /Schemas has a name, and characteristics of the values that RFC 7643, section 7 knows.",
			"Then the schemas of the answer are well described",
			(*world).wellDescribed},
	}
}

func (w *world) replace(ctx context.Context, name string, table *godog.Table) error {
	p, rows, err := w.changeOf(ctx, name, table)
	if err != nil {
		return err
	}
	given := strings.ToUpper(name[:1]) + name[1:]
	values := map[string]string{"userName": p.userName, "displayName": given + " Example",
		"name.givenName": given, "name.familyName": "Example", `emails[type eq "work"].value`: p.userName}
	if rows, err = w.offeredRows(&w.run.demands.Users, rows); err != nil {
		return err
	}
	for _, r := range rows {
		if values[r["attribute"]] = r["value"]; r["value"] == cellAbsent {
			if w.run.demands.Users.Needs(r["attribute"]) && !w.expectsRefusal() {
				return notApplicable("leaves %s out, which the target requires (/Schemas or --values)", r["attribute"])
			}
			delete(values, r["attribute"])
		}
	}
	body, err := userBody(values)
	if err != nil {
		return err
	}
	if body, err = w.fitBody("/Users", body); err != nil {
		return err
	}
	return w.keep(w.request(ctx, http.MethodPut, userPath(p.id), body))
}

// refusesFilter says that a filter is not offered on its attribute, which is a service provider's right. Whether a refusal
// is in order is for the scenarios about filters to say.
func refusesFilter(a *answer) bool {
	return a.status == http.StatusBadRequest && strings.EqualFold(gjson.Get(a.body, "scimType").String(), "invalidFilter")
}

func (w *world) listsInOrder(ctx context.Context, names string) error {
	a, err := w.last()
	if err != nil || refusesFilter(a) {
		return err
	}
	if err := w.lists(ctx, names); err != nil {
		return err
	}
	found, err := w.whole(ctx, a)
	if err != nil {
		return err
	}
	var got []string
	for _, r := range found {
		got = append(got, scim.Member(r, "id").String())
	}
	for i, name := range strings.Split(names, ", ") {
		if p := w.people[name]; p.id != got[i] {
			return a.mismatch(names+" in this order", "another order")
		}
	}
	return nil
}

func (w *world) listsOrRefuses(ctx context.Context, names, statuses string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if slices.Contains(splitStatuses(statuses), a.status) {
		return nil
	}
	return w.lists(ctx, names)
}

func (w *world) listsAtMost(_ context.Context, most, total int) error {
	a, err := w.last()
	if err != nil || refusesFilter(a) {
		return err
	}
	found, err := a.list()
	if err != nil {
		return err
	}
	if counted := scim.Member(gjson.Parse(a.body), "totalResults"); len(found) > most || counted.Int() != int64(total) {
		return a.mismatch(fmt.Sprintf("at most %d resources, and totalResults %d", most, total),
			fmt.Sprintf("%d resources, and totalResults %s", len(found), describe(counted)))
	}
	body := gjson.Parse(a.body)
	if start, items := scim.Member(body, "startIndex"), scim.Member(body, "itemsPerPage"); len(found) > 0 && len(found) < total && (!start.Exists() || items.Int() != int64(len(found))) {
		m := a.mismatch(fmt.Sprintf("startIndex, and itemsPerPage %d", len(found)), fmt.Sprintf("startIndex %s, and itemsPerPage %s", describe(start), describe(items)))
		m.Requirement = "RFC7644-3.4.2.4-e"
		return m
	}
	return nil
}

func (w *world) hasHeader(_ context.Context, name string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if a.header(name) == "" {
		return a.mismatch("a header "+name, "none")
	}
	return nil
}

// tick waits for long enough that a clock of milliseconds moves on. One of seconds mostly does not, and hides what it hides.
func (w *world) tick(ctx context.Context) error { return w.run.limits.Wait(ctx, 5*time.Millisecond) }

func (w *world) sameTime(ctx context.Context, name string) error {
	p, before, err := w.remembered(name)
	if err != nil {
		return err
	}
	now, _, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	was, is := scim.MetaTime(before, "lastModified"), scim.MetaTime(now, "lastModified")
	if !scim.SameInstant(was, is) {
		return w.mismatch("meta.lastModified "+was, orNothing(is))
	}
	return nil
}

func (w *world) neverModified(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	resource := gjson.Parse(a.body)
	created, modified := scim.MetaTime(resource, "created"), scim.MetaTime(resource, "lastModified")
	for _, text := range []string{created, modified} {
		if !scim.DateTime.MatchString(text) {
			m := a.mismatch("meta.created and meta.lastModified as dateTime", orNothing(text))
			m.Requirement = "RFC7643-2.3-b"
			return m
		}
	}
	if !scim.SameInstant(created, modified) {
		return a.mismatch("meta.lastModified as meta.created, "+orNothing(created), orNothing(modified))
	}
	return nil
}

func (w *world) schemasOfType(ctx context.Context, name string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	types, err := w.request(ctx, http.MethodGet, "/ResourceTypes", "")
	if err != nil {
		return err
	}
	all, err := types.list()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(t gjson.Result) bool { return scim.Member(t, "name").String() == name })
	if i < 0 {
		return types.mismatch("the resource type "+name, fmt.Sprintf("%d others", len(all)))
	}
	core := strings.ToLower(scim.Member(all[i], "schema").String())
	left := map[string]bool{core: true}
	for _, e := range scim.Member(all[i], "schemaExtensions").Array() {
		left[strings.ToLower(scim.Member(e, "schema").String())] = true
	}
	for _, s := range scim.Member(gjson.Parse(a.body), "schemas").Array() {
		urn := strings.ToLower(s.String())
		if !left[urn] {
			return a.mismatch("schemas of the resource type "+name+", each once", s.String()+" twice, or not among them")
		}
		delete(left, urn)
	}
	if left[core] {
		return a.mismatch("the schema "+core+" among schemas", describe(scim.Member(gjson.Parse(a.body), "schemas")))
	}
	return nil
}

// attributeName is RFC 7643, 2.1; "$ref" is the one that the RFC itself has beside it.
var attributeName = regexp.MustCompile(`^(?:\$ref|[A-Za-z$][-$_0-9A-Za-z]*)$`)

// characteristics are the values of an attribute's characteristics (RFC 7643, 7). Those that are left out have a default
// (RFC 7643, 2.2).
var characteristics = map[string][]string{
	"type":       {"string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"},
	"mutability": {"readOnly", "readWrite", "immutable", "writeOnly"},
	"returned":   {"always", "never", "default", "request"},
	"uniqueness": {"none", "server", "global"},
}

func (w *world) wellDescribed(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	list, err := a.list()
	if err != nil {
		return err
	}
	var faults []string
	for _, s := range list {
		if scim.Member(s, "id").String() == "" {
			faults = append(faults, "a schema without id")
		}
		for _, attribute := range scim.Member(s, "attributes").Array() {
			faults = append(faults, misdescribed(attribute, "")...)
		}
	}
	if len(faults) > 0 {
		return a.mismatch("attributes as RFC 7643, section 7 describes them", strings.Join(faults[:min(len(faults), 12)], "; "))
	}
	return nil
}

// misdescribed names what is wrong with a description. A sub-attribute is not complex (RFC 7643, 2.3.8), but for those by
// which the schema of schemas describes itself.
func misdescribed(attribute gjson.Result, below string) []string {
	name := scim.Member(attribute, "name").String()
	path := strings.TrimPrefix(below+"."+name, ".")
	var faults []string
	if !attributeName.MatchString(name) {
		faults = append(faults, fmt.Sprintf("the name %q in %q", name, below))
	}
	for _, c := range []string{"type", "mutability", "returned", "uniqueness"} {
		if v := scim.Member(attribute, c); v.Exists() && !slices.Contains(characteristics[c], v.String()) {
			faults = append(faults, path+" has "+c+" "+describe(v))
		}
	}
	for _, c := range []string{"multiValued", "required", "caseExact"} {
		if v := scim.Member(attribute, c); v.Exists() && !v.IsBool() {
			faults = append(faults, path+" has "+c+" "+describe(v))
		}
	}
	for _, sub := range scim.Member(attribute, "subAttributes").Array() {
		if scim.Member(sub, "type").String() == "complex" && !strings.HasPrefix(path, "attributes") {
			faults = append(faults, path+" has the complex sub-attribute "+scim.Member(sub, "name").String())
		}
		faults = append(faults, misdescribed(sub, path)...)
	}
	return faults
}
