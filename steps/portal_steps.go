package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"
)

func portalSteps() []Definition {
	return []Definition{
		{`^the administrator (enables|disables) SCIM in the portal$`,
			"Switches SCIM for the account. It is switched on again when the scenario ends.",
			"Given the administrator disables SCIM in the portal",
			(*world).switchSCIM},
		{`^the administrator generates a new token in the portal$`,
			"The run goes on with the new token; {{old token}} and {{new token}} stand for both.",
			"When the administrator generates a new token in the portal",
			(*world).generateToken},
		{`^a portal user (\w+) exists$`,
			"Creates a user in the portal, by an administrator and not by SCIM.",
			"Given a portal user carol exists",
			(*world).portalUser},
		{`^the administrator changes (\w+) of (\w+) to "([^"]*)" in the portal$`,
			"Edits one of userName, displayName, email and phoneNumber.",
			`When the administrator changes displayName of alice to "Somebody Else" in the portal`,
			(*world).portalEdit},
		{`^the administrator clones (\w+) in the portal$`,
			"Clones a user under a new name.",
			"When the administrator clones alice in the portal",
			(*world).portalClone},
		{`^the administrator configures (\w+) in the portal$`,
			"Sets what no SCIM request may touch: role, skills, queues, extension, phone preferences. A value is JSON, or plain text.",
			"Given the administrator configures alice in the portal\n  | field | value |\n  | role  | Agent |",
			(*world).portalConfigure},
		{`^the portal accepts it$`,
			"The latest portal request succeeded.",
			"Then the portal accepts it",
			(*world).portalAccepts},
		{`^the portal refuses it, naming "([^"]*)"$`,
			"The latest portal request was refused with a message that holds the text.",
			`Then the portal refuses it, naming "Microsoft Entra ID"`,
			(*world).portalRefuses},
		{`^the portal shows this user for (\w+)$`,
			"Reads the user in the portal; rows are paths in the portal's JSON.",
			"Then the portal shows this user for alice\n  | attribute | value |\n  | active    | true  |",
			(*world).portalShows},
		{`^the portal has no user (\w+)$`,
			"The portal's list has nobody of that name. The clone of alice is called cloneofalice.",
			"Then the portal has no user cloneofalice",
			(*world).portalHasNone},
		{`^the portal's audit list has$`,
			"Looks for entries with these actions on the user.",
			"Then the portal's audit list has\n  | action         | user  | outcome |\n  | configure user | alice | success |",
			(*world).portalAudit},
		{`^the portal does not show the token$`,
			"The portal's provisioning page tells that a token exists and not which.",
			"Then the portal does not show the token",
			(*world).portalHidesToken},
	}
}

func (w *world) switchSCIM(ctx context.Context, how string) error {
	a, err := w.askPortal(ctx, http.MethodPut, "/api/provisioning", map[string]bool{"scimEnabled": how == "enables"})
	if err != nil {
		return err
	}
	return a.expect(http.StatusOK)
}

func (w *world) portalUser(ctx context.Context, name string) error {
	address := w.address(w.unique + "-" + name)
	p := w.people[name]
	if p == nil {
		p = &person{name: name, userName: address}
		w.people[name] = p
	}
	a, err := w.askPortal(ctx, http.MethodPost, "/api/users", map[string]string{"userName": p.userName,
		"displayName": strings.ToUpper(name[:1]) + name[1:] + " Portal", "email": p.userName})
	if err != nil {
		return err
	}
	p.portalID = gjson.Get(a.body, "id").String()
	return a.expect(http.StatusCreated)
}

func (w *world) portalEdit(ctx context.Context, field, name, value string) error {
	value, err := w.expand(value)
	if err != nil {
		return err
	}
	id, err := w.portalIDOf(ctx, name)
	if err != nil {
		return err
	}
	_, err = w.askPortal(ctx, http.MethodPatch, "/api/users/"+url.PathEscape(id), map[string]string{field: value})
	return err
}

func (w *world) portalClone(ctx context.Context, name string) error {
	id, err := w.portalIDOf(ctx, name)
	if err != nil {
		return err
	}
	address := w.address(w.unique + "-clone-of-" + name)
	w.people["cloneof"+name] = &person{name: "cloneof" + name, userName: address}
	_, err = w.askPortal(ctx, http.MethodPost, "/api/users/"+url.PathEscape(id)+"/clone", map[string]string{"userName": address, "email": address})
	return err
}

func (w *world) portalConfigure(ctx context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "field", "value")
	if err != nil {
		return err
	}
	id, err := w.portalIDOf(ctx, name)
	if err != nil {
		return err
	}
	configuration := map[string]json.RawMessage{}
	for _, r := range rows {
		value := json.RawMessage(r["value"])
		if !json.Valid(value) {
			if value, err = json.Marshal(r["value"]); err != nil {
				return err
			}
		}
		configuration[r["field"]] = value
	}
	a, err := w.askPortal(ctx, http.MethodPut, "/api/users/"+url.PathEscape(id)+"/configuration", configuration)
	if err != nil {
		return err
	}
	return a.expect(http.StatusOK)
}

func (w *world) portalAccepts(context.Context) error {
	a, err := w.lastPortal()
	if err != nil {
		return err
	}
	if a.status >= 300 {
		return a.mismatch("the portal accepts it", a.String())
	}
	return nil
}

func (w *world) portalRefuses(_ context.Context, text string) error {
	a, err := w.lastPortal()
	if err != nil {
		return err
	}
	message := gjson.Get(a.body, "error.message").String()
	if a.status < 400 || a.status >= 500 || !strings.Contains(strings.ToLower(message), strings.ToLower(text)) {
		return a.mismatch("the portal refuses it with a message that names "+text, a.String())
	}
	return nil
}

func (w *world) portalShows(ctx context.Context, name string, table *godog.Table) error {
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	id, err := w.portalIDOf(ctx, name)
	if err != nil {
		return err
	}
	a, err := w.askPortal(ctx, http.MethodGet, "/api/users/"+url.PathEscape(id), nil)
	if err != nil {
		return err
	}
	if a.status != http.StatusOK {
		return a.mismatch("200 with the user "+name, a.String())
	}
	var expected, actual []string
	for _, r := range rows {
		want, got := newExpectation(r["value"]), gjson.Get(a.body, r["attribute"])
		if !want.metBy(got, false) {
			expected = append(expected, r["attribute"]+" "+want.String())
			actual = append(actual, r["attribute"]+" "+describe(got))
		}
	}
	if len(expected) == 0 {
		return nil
	}
	return a.mismatch(strings.Join(expected, ", ")+" (in the portal)", strings.Join(actual, ", "))
}

func (w *world) portalHasNone(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	a, err := w.askPortal(ctx, http.MethodGet, "/api/users?userName="+url.QueryEscape(p.userName), nil)
	if err != nil {
		return err
	}
	if users := gjson.Get(a.body, "users").Array(); a.status != http.StatusOK || len(users) != 0 {
		return a.mismatch("nobody called "+p.userName+" in the portal", fmt.Sprintf("%d users", len(users)))
	}
	return nil
}

func (w *world) portalAudit(ctx context.Context, table *godog.Table) error {
	rows, err := w.rows(table, "action", "user", "outcome")
	if err != nil {
		return err
	}
	ids := map[string]string{}
	for _, r := range rows {
		if ids[r["user"]], err = w.portalIDOf(ctx, r["user"]); err != nil {
			return err
		}
	}
	a, err := w.askPortal(ctx, http.MethodGet, "/api/audit", nil)
	if err != nil {
		return err
	}
	entries := gjson.Get(a.body, "entries").Array()
	for _, r := range rows {
		if !slices.ContainsFunc(entries, func(e gjson.Result) bool {
			return e.Get("action").String() == r["action"] && e.Get("outcome").String() == r["outcome"] &&
				e.Get("object.id").String() == ids[r["user"]] && e.Get("actor").String() != "" && e.Get("time").String() != ""
		}) {
			return a.mismatch(fmt.Sprintf("an entry %s on %s, %s, with actor and time", r["action"], r["user"], r["outcome"]),
				fmt.Sprintf("none among %d", len(entries)))
		}
	}
	return nil
}

func (w *world) portalHidesToken(ctx context.Context) error {
	a, err := w.askPortal(ctx, http.MethodGet, "/api/provisioning", nil)
	if err != nil {
		return err
	}
	shown := strings.Contains(a.body, w.endpoint.Credential.Token())
	if a.status != http.StatusOK || !gjson.Get(a.body, "tokenGenerated").Bool() || shown {
		return a.mismatch("that a token was generated, and not which", "token shown: "+strconv.FormatBool(shown)+", "+a.body)
	}
	return nil
}
