package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

func resourceSteps() []Definition {
	return []Definition{
		{`^these users exist at the service provider$`,
			"Creates users by POST, as somebody else's work. Columns are SCIM attribute paths; userName, displayName, name and a work e-mail have plausible values.",
			"Given these users exist at the service provider\n  | user | externalId |\n  | bob  | 4711       |",
			(*world).exist},
		{`^the service provider has this user for (\w+)$`,
			"Reads the user by id and by a filter on userName; every row must hold in both. true and false are JSON booleans, (absent) is no value.",
			"Then the service provider has this user for alice\n  | attribute | value |\n  | active    | false |",
			(*world).has},
		{`^the service provider has no user for (\w+)$`,
			"The filter finds nobody, and a known id gives 404.",
			"Then the service provider has no user for alice",
			(*world).hasNone},
		{`^the service provider has exactly one user for (\w+)$`,
			"The filter on userName finds one.",
			"Then the service provider has exactly one user for alice",
			(*world).hasOne},
		{`^the user of (\w+) is remembered$`,
			"Keeps the resource as it is now, for the next two steps.",
			"Given the user of alice is remembered",
			(*world).remember},
		{`^(\w+) has the same id as before$`,
			"The service provider's id is the remembered one.",
			"Then alice has the same id as before",
			(*world).sameID},
		{`^nothing of (\w+)'s user has changed$`,
			"Compares the whole resource, meta apart, with the remembered one.",
			"Then nothing of alice's user has changed",
			(*world).unchanged},
		{`^nothing of (\w+)'s user has changed except$`,
			"Compares the whole resource, meta and the listed attributes apart, with the remembered one.",
			"Then nothing of alice's user has changed except\n  | attribute |\n  | active    |",
			(*world).unchangedExcept},
	}
}

func (w *world) exist(ctx context.Context, table *godog.Table) error {
	rows, err := w.rows(table)
	if err != nil {
		return err
	}
	for _, r := range rows {
		name := r["user"]
		if name == "" {
			return fmt.Errorf("expected a column user, found none")
		}
		address := w.address(w.unique + "-" + name)
		given := strings.ToUpper(name[:1]) + name[1:]
		values := map[string]string{"userName": w.fitUserName(address), "displayName": given + " Example",
			"name.givenName": given, "name.familyName": "Example", `emails[type eq "work"].value`: address}
		for column, value := range r {
			if column != "user" {
				values[column] = value
				if w.run.demands.Users.Lacks(column) {
					return notApplicable("needs %s, which the target does not have (/Schemas or --values)", column)
				}
			}
		}
		body, err := userBody(values)
		if err != nil {
			return err
		}
		a, err := w.postUser(ctx, body)
		if err != nil {
			return err
		}
		id := gjson.Get(a.body, "id").String()
		if a.status != http.StatusCreated || id == "" {
			return a.mismatch("201 with an id", a.String())
		}
		p := w.people[name]
		if p == nil {
			p = &person{name: name}
			w.people[name] = p
		}
		p.userName, p.id = w.fitUserName(values["userName"]), id
	}
	return nil
}

// changeOf gives a person whose id is known, and the attributes that a table sets.
func (w *world) changeOf(ctx context.Context, name string, table *godog.Table) (*person, []row, error) {
	p, err := w.person(name)
	if err != nil {
		return nil, nil, err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return nil, nil, err
	}
	_, err = w.idOf(ctx, p)
	return p, rows, err
}

// postUser creates a user from a body to which everything is added that the target requires.
func (w *world) postUser(ctx context.Context, body string) (*answer, error) {
	body, err := w.fitBody("/Users", body)
	if err != nil {
		return nil, err
	}
	return w.request(ctx, http.MethodPost, "/Users", body)
}

// read gets a person's resource by id.
func (w *world) read(ctx context.Context, p *person) (gjson.Result, *answer, error) {
	id, err := w.idOf(ctx, p)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	a, err := w.request(ctx, http.MethodGet, userPath(id), "")
	if err != nil {
		return gjson.Result{}, nil, err
	}
	if a.status != http.StatusOK || !gjson.Valid(a.body) {
		return gjson.Result{}, a, w.because(a.mismatch("200 with the user "+p.name, a.String()))
	}
	return gjson.Parse(a.body), a, nil
}

// link is the service provider's id of somebody whom the job has provisioned.
func (w *world) link(p *person) (id string, linked bool) {
	if w.job == nil || p.objectID == "" {
		return "", false
	}
	return w.job.Link(p.objectID)
}

// idOf gives the service provider's id of a person: known, linked by the job, or found by userName.
func (w *world) idOf(ctx context.Context, p *person) (string, error) {
	if id, linked := w.link(p); linked {
		p.id = id
	}
	if p.id != "" {
		return p.id, nil
	}
	found, a, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return "", err
	}
	if len(found) != 1 || found[0].Get("id").String() == "" {
		return "", w.because(a.mismatch("one user "+p.userName, fmt.Sprintf("%d", len(found))))
	}
	p.id = found[0].Get("id").String()
	return p.id, nil
}

// lookUp looks for a userName. What the answer lists beyond the name asked for is the lookup features' to judge.
func (w *world) lookUp(ctx context.Context, userName string) ([]gjson.Result, *answer, error) {
	a, err := w.request(ctx, http.MethodGet, lookUpPath(userName), "")
	if err != nil {
		return nil, nil, err
	}
	list, err := a.list()
	if err != nil {
		return nil, a, w.because(err)
	}
	return slices.DeleteFunc(list, func(r gjson.Result) bool {
		return !strings.EqualFold(scim.Member(r, "userName").String(), userName)
	}), a, nil
}

// because takes a write since the last When as evidence that a user is not as it should be, and not the read that showed
// it: the write is what has to be mended.
func (w *world) because(err error) error {
	var m *mismatch
	if !errors.As(err, &m) {
		return err
	}
	if x, found := w.recorder.Culprit(w.mark); found {
		m.Exchange, m.Cause = x.Number, causeOf(x)
	}
	return m
}

func (w *world) has(ctx context.Context, name string, table *godog.Table) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	if rows, err = w.offeredRows(&w.run.demands.Users, rows); err != nil {
		return err
	}
	resource, a, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	if err := w.because(a.compare(rows, resource, "GET by id")); err != nil {
		return err
	}
	userName := scim.Member(resource, "userName").String()
	listed, la, err := w.lookUp(ctx, userName)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(listed, func(r gjson.Result) bool { return r.Get("id").String() == p.id })
	if i < 0 {
		return lookedUp(la, la.mismatch("the filter on userName finds "+userName, fmt.Sprintf("%d users, none with id %s", len(listed), p.id)))
	}
	return lookedUp(la, la.compare(rows, listed[i], "the filter on userName"))
}

// lookedUp takes a look-up as evidence, and no write before it: a read by id has shown that the write was done.
func lookedUp(a *answer, err error) error {
	var m *mismatch
	if errors.As(err, &m) {
		m.Exchange, m.Cause = a.record.Number(), causeOf(a.record.Exchange())
	}
	return err
}

// notFound says why a look-up did not find the one user. Where no write was refused and a read by id shows the name that was
// looked for, it is the look-up that is wrong, and not what was written.
func (w *world) notFound(ctx context.Context, p *person, a *answer, m *mismatch) error {
	if id, linked := w.link(p); linked {
		p.id = id
	}
	refused := false
	if x, found := w.recorder.Culprit(w.mark); found {
		refused = x.Response == nil || x.Response.Status >= http.StatusBadRequest
	}
	if found, _ := a.list(); p.id == "" || len(found) > 0 || refused {
		return w.because(m)
	}
	now, err := w.request(ctx, http.MethodGet, userPath(p.id), "")
	if err != nil {
		return err
	}
	if now.status == http.StatusOK && strings.EqualFold(scim.Member(gjson.Parse(now.body), "userName").String(), p.userName) {
		return lookedUp(a, m)
	}
	return w.because(m)
}

func (w *world) hasNone(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	listed, a, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	if len(listed) > 0 {
		return w.because(a.mismatch("no user "+p.userName, fmt.Sprintf("%d", len(listed))))
	}
	if id, linked := w.link(p); linked {
		p.id = id
	}
	if p.id == "" {
		return nil
	}
	a, err = w.request(ctx, http.MethodGet, userPath(p.id), "")
	if err != nil {
		return err
	}
	if a.status != http.StatusNotFound {
		return w.because(a.mismatch("404 for the id", a.String()))
	}
	return nil
}

func (w *world) hasOne(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	listed, a, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	if len(listed) != 1 {
		return w.notFound(ctx, p, a, a.mismatch("one user "+p.userName, fmt.Sprintf("%d", len(listed))))
	}
	return nil
}

func (w *world) remember(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	resource, _, err := w.read(ctx, p)
	p.before = resource.Raw
	return err
}

func (w *world) sameID(ctx context.Context, name string) error {
	p, before, err := w.remembered(name)
	if err != nil {
		return err
	}
	listed, a, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	want := scim.Member(before, "id").String()
	if len(listed) != 1 || scim.Member(listed[0], "id").String() != want {
		found := "no user " + p.userName
		if len(listed) > 0 {
			found = "id " + scim.Member(listed[0], "id").String()
		}
		return w.notFound(ctx, p, a, a.mismatch("one user "+p.userName+" with id "+want, found))
	}
	return nil
}

func (w *world) remembered(name string) (*person, gjson.Result, error) {
	p, err := w.person(name)
	if err != nil {
		return nil, gjson.Result{}, err
	}
	if p.before == "" {
		return nil, gjson.Result{}, fmt.Errorf("the feature did not say that the user of %s is remembered", name)
	}
	return p, gjson.Parse(p.before), nil
}
