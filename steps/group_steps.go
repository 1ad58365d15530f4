package steps

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"
)

// groupSteps make, change and judge groups by raw requests.
func groupSteps() []Definition {
	return []Definition{
		{`^these groups exist at the service provider$`,
			"Creates groups by POST, and adds their members by PATCH. displayName begins with {{unique}} unless the table says otherwise.",
			"Given these groups exist at the service provider\n  | group | members  |\n  | sales | bob, eve |",
			(*world).groupsExist},
		{`^the group (\w+) is patched with$`,
			"Sends a PATCH of the operations to the group's URL.",
			"When the group sales is patched with\n  \"\"\"\n  [{\"op\": \"Replace\", \"path\": \"displayName\", \"value\": \"{{unique}} Sales\"}]\n  \"\"\"",
			(*world).patchGroup},
		{`^(\w+) is added to the group (\w+), unless inactive users are refused$`,
			"Sends a PATCH that adds one member. A refusal ends the scenario: no document forbids it.",
			"Given eve is added to the group sales, unless inactive users are refused",
			(*world).addInactive},
		{`^(\w+) and (\w+) are added to the group (\w+) at the same time$`,
			"Sends two PATCHes at once, each adding one member. Both must be answered with success.",
			"When bob and eve are added to the group sales at the same time",
			(*world).addAtOnce},
		{`^the group (\w+) has the members (nobody|\w+(?:, \w+)*)$`,
			"Reads the group by id, and the groups of each member where the service provider shows them: just these members, each once.",
			"Then the group sales has the members bob, eve",
			(*world).hasMembers},
		{`^the group (\w+) lists the members (nobody|\w+(?:, \w+)*?)(?:, with or without the (?:group|user) (\w+))?$`,
			"Reads the group by id and nothing else, since the groups of a user may have those that another group is in.",
			"Then the group sales lists the members bob, with or without the group west",
			(*world).listsMembers},
		{`^the service provider has this group for (\w+)$`,
			"Reads the group by id and by a filter on displayName that excludes members; every row must hold in both.",
			"Then the service provider has this group for sales\n  | attribute  | value |\n  | externalId | 4711  |",
			(*world).hasGroup},
		{`^the service provider has no group for (\w+)$`,
			"The filter finds none, and the id gives 404.",
			"Then the service provider has no group for sales",
			(*world).hasNoGroup},
		{`^the group (\w+) is remembered$`,
			"Keeps the resource as it is now, for the next step.",
			"Given the group sales is remembered",
			(*world).rememberGroup},
		{`^nothing of the group (\w+) has changed(?: except (\w+(?:, \w+)*))?$`,
			"Compares the whole group, members included and meta apart, with the remembered one.",
			"Then nothing of the group sales has changed except displayName",
			(*world).groupUnchanged},
		{`^the answer lists the groups? (nobody|\w+(?:, \w+)*?)(?:, or refuses with (\d{3}(?:(?:, | or )\d{3})*))?$`,
			"Checks a ListResponse: just these groups, known by their ids. A refusal of what need not be offered may be as good.",
			"Then the answer lists the group sales",
			(*world).listsGroups},
		{`^the answer lists the group (\w+) with the members (\w+(?:, \w+)*)$`,
			"Checks a ListResponse for the group, and that it shows the members that the single read shows.",
			"Then the answer lists the group sales with the members bob",
			(*world).listsGroupWith},
		{`^the group (\w+) has the member (\w+), or the answer is an error$`,
			"A success means that the member is listed; a refusal is fine.",
			"Then the group sales has the member nested, or the answer is an error",
			(*world).hasMemberOrRefuses},
		{`^the answer does not name (\w+)$`,
			"The id of the user is nowhere in the body.",
			"Then the answer does not name eve",
			(*world).namesNot},
		{`^the answer is a success, or an error that does not name (\w+)$`,
			"A refusal of some may not blame another, by the id.",
			"Then the answer is a success, or an error that does not name kim",
			(*world).blamesNot},
	}
}

func (w *world) groupsExist(ctx context.Context, table *godog.Table) error {
	rows, err := w.rows(table)
	if err != nil {
		return err
	}
	for _, r := range rows {
		name := r["group"]
		if name == "" {
			return fmt.Errorf("expected a column group, found none")
		}
		g := &group{name: name, displayName: w.unique + " " + name}
		values := map[string]string{"displayName": g.displayName}
		for column, value := range r {
			if column != "group" && column != "members" {
				values[column] = value
			}
		}
		body, err := groupBody(values)
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
		g.displayName, g.id = values["displayName"], gjson.Get(a.body, "id").String()
		if a.status != http.StatusCreated || g.id == "" {
			return a.mismatch("201 with an id", a.String())
		}
		w.groups[name] = g
		if r["members"] == "" {
			continue
		}
		ids, err := w.idsOf(r["members"])
		if err != nil {
			return err
		}
		if err := w.success(w.request(ctx, http.MethodPatch, groupPath(g.id), addBody(ids...))); err != nil {
			return err
		}
	}
	return nil
}

// success demands what Microsoft's page and RFC 7644, 3.5.2 allow for a PATCH.
func (w *world) success(a *answer, err error) error {
	if err == nil && a.status != http.StatusOK && a.status != http.StatusNoContent {
		return a.mismatch("200 or 204", a.String())
	}
	return err
}

func (w *world) patchGroup(ctx context.Context, name string, operations *godog.DocString) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	text, err := w.expandWith(operations.Content, inQuotes)
	if err != nil {
		return err
	}
	if !gjson.Valid(text) || !gjson.Parse(text).IsArray() {
		return fmt.Errorf("expected a JSON array of operations, found %s", text)
	}
	return w.keep(w.request(ctx, http.MethodPatch, groupPath(g.id), patchBody(text)))
}

func (w *world) addInactive(ctx context.Context, who, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	p, err := w.person(who)
	if err != nil {
		return err
	}
	a, err := w.request(ctx, http.MethodPatch, groupPath(g.id), addBody(p.id))
	if err == nil && a.status >= http.StatusBadRequest && a.status < http.StatusInternalServerError {
		return notApplicable("makes somebody inactive a member, which the target refuses with %d", a.status)
	}
	return w.success(a, err)
}

func (w *world) addAtOnce(ctx context.Context, one, two, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	var answers [2]*answer
	var errs [2]error
	var both sync.WaitGroup
	for i, who := range []string{one, two} {
		p, err := w.person(who)
		if err != nil {
			return err
		}
		both.Go(func() {
			answers[i], errs[i] = w.request(ctx, http.MethodPatch, groupPath(g.id), addBody(p.id))
		})
	}
	both.Wait()
	for i := range answers {
		if err := w.success(answers[i], errs[i]); err != nil {
			return err
		}
	}
	return nil
}
