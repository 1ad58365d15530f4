package steps

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// rootsOf gives the roots of a run: of a refused token it is known already. A run that only looks at the connection, or that
// nothing is left of, creates nothing to find out.
func (r *run) rootsOf(ctx context.Context, plan []Scenario, blocked *blockage) ([]root, error) {
	switch {
	case blocked != nil:
		return []root{{answer: brokenBy(blocked.exchange), sentence: blocked.sentence, exchange: blocked.exchange}}, nil
	case r.direct() || !slices.ContainsFunc(plan, func(s Scenario) bool { return s.Area != "connection" }):
		return nil, nil
	}
	return r.preflight(ctx, r.lookUp)
}

// preflight tries the plainest form of each operation that Entra ID cannot do without. What it creates is removed again.
func (r *run) preflight(ctx context.Context, lookUp reports.Exchange) ([]root, error) {
	w, err := newWorld(ctx, r, Scenario{Title: "preflight"}, connector.DialectDefault)
	if err != nil {
		return nil, err
	}
	defer func() { w.cleanUp(ctx); w.close() }()
	p := probe{w: w}
	if p.note(lookUp, brokenBy(lookUp)); len(p.roots) > 0 { // is it the filter?
		p.send(ctx, http.MethodGet, "/Users?count=1", "")
	}
	name, body, err := w.plainUser("-plain")
	if err != nil {
		return nil, err
	}
	p.resource(ctx, "/Users", body, name)
	if r.claimsNot(features.Groups) || r.profile() == "vcc" {
		return p.roots, ctx.Err()
	}
	name = w.unique + " Plain"
	if body, err = groupBody(map[string]string{"displayName": name}); err != nil {
		return nil, err
	}
	p.resource(ctx, "/Groups", body, name)
	if err := p.members(ctx); err != nil {
		return nil, err
	}
	return p.roots, ctx.Err()
}

// plainUser is a user as every service provider takes one, and the name.
func (w *world) plainUser(suffix string) (name, body string, err error) {
	name = w.fitUserName(w.address(w.unique + suffix))
	body, err = userBody(map[string]string{"userName": name, "displayName": "Plain Example", "name.givenName": "Plain",
		"name.familyName": "Example", `emails[type eq "` + w.workType() + `"].value`: w.address(w.unique + suffix)})
	return name, body, err
}

func (w *world) workType() string {
	listed, _ := w.run.demands.Users.TypeFor("emails", "work")
	return listed
}

// probe collects roots.
type probe struct {
	w     *world
	roots []root
}

// resource creates a resource, reads, finds, changes and deletes it.
func (p *probe) resource(ctx context.Context, collection, body, name string) {
	body, err := p.w.fitBody(collection, body)
	if err != nil {
		return
	}
	a := p.send(ctx, http.MethodPost, collection, body)
	id := ""
	if a != nil {
		id = gjson.Get(a.body, "id").String()
	}
	if id == "" {
		if collection == "/Groups" { // users are looked up before anything is created
			p.send(ctx, http.MethodGet, groupLookUpPath(name), "")
		}
		return
	}
	at, find := userPath(id), lookUpPath(name)
	if collection == "/Groups" {
		at, find = groupPath(id), groupLookUpPath(name)
	}
	if p.never(ctx, at, func(read *answer) bool { return read.status == http.StatusNotFound }) {
		p.note(a.record.Exchange(), keepsNothing)
		return
	}
	before := p.send(ctx, http.MethodGet, at, "")
	found := p.send(ctx, http.MethodGet, find, "")
	if works(before) && works(found) && p.never(ctx, find, func(list *answer) bool { return works(list) && !listsAny(list.body) }) {
		p.note(found.record.Exchange(), findsNobody)
	}
	p.changes(ctx, collection, at, before)
	p.send(ctx, http.MethodDelete, at, "")
}

// never says that a thing is missing from an answer, and still is a few requests later: a copy that is read may be late.
func (p *probe) never(ctx context.Context, path string, missing func(*answer) bool) bool {
	const times = 3
	for range times {
		a, err := p.w.request(ctx, http.MethodGet, path, "")
		if err != nil || !missing(a) {
			return false
		}
	}
	return true
}

// changes changes an attribute for any text and then, of a user, active.
func (p *probe) changes(ctx context.Context, collection, at string, before *answer) {
	var operations []string
	path := p.w.changeable(collection)
	if path != "" {
		operations = append(operations, `{"op":"replace","path":"`+path+`","value":"`+inQuotes(p.w.unique+" Changed")+`"}`)
	}
	if collection == "/Users" {
		operations = append(operations, `{"op":"replace","path":"active","value":false}`)
	}
	shown := func(a *answer) string {
		return gjson.Get(a.body, cmp.Or(path, "id")).Raw + gjson.Get(a.body, "active").Raw
	}
	for i, o := range operations {
		a := p.send(ctx, http.MethodPatch, at, patchBody("["+o+"]"))
		if !works(a) || !works(before) {
			return
		}
		if after := p.send(ctx, http.MethodGet, at, ""); !works(after) || shown(after) != shown(before) {
			return
		}
		if i == len(operations)-1 && path != "" {
			p.note(a.record.Exchange(), changesNothing)
		}
	}
}

// changeable is an attribute for any text that a client may write, by the target's schema: displayName if it can be. It is
// empty if there is none.
func (w *world) changeable(collection string) string {
	d := w.demandsOf(collection)
	for _, path := range []string{"displayName", "name.familyName", "name.givenName", "title", "nickName"} {
		if (d.Lacks(path) || path != "displayName" && d.Known && !d.Has(path)) || d.ReadOnly(path) || len(d.Allowed[scim.KeyOf(path)]) > 0 {
			continue
		}
		return path
	}
	return ""
}

func works(a *answer) bool { return a != nil && brokenBy(a.record.Exchange()) == "" }

func (p *probe) send(ctx context.Context, method, path, body string) *answer {
	a, err := p.w.request(ctx, method, path, body)
	if x, found := p.w.recorder.Last(); found && (err == nil || x.Response == nil) && ctx.Err() == nil {
		p.note(x, brokenBy(x))
		if strings.HasPrefix(path, "/Groups") && works(a) && a.body != "" && len(p.roots) > 0 && p.roots[0].operations == nil {
			p.roots[0].only("/Users")
		}
	}
	return a
}

// note makes a root of an exchange that shows one. When neither the first look-up nor a create is answered otherwise, the
// service provider as a whole answers so; what users and groups have in common is one root.
func (p *probe) note(x reports.Exchange, broken string) {
	asked := operationOf(x)
	if broken == "" || x.Request.Method == "" ||
		slices.ContainsFunc(p.roots, func(r root) bool { return r.shows(x) && r.answer == broken }) {
		return
	}
	for i := range p.roots {
		r := &p.roots[i]
		if r.answer != broken {
			continue
		}
		switch {
		case slices.Contains(r.operations, "GET /Users?filter") && asked == "POST /Users":
			r.everywhere()
			return
		case slices.Contains(r.operations, "POST /Groups") && asked == "GET /Groups?filter":
			r.only("/Groups")
			return
		case slices.Contains(r.operations, strings.Replace(asked, "/Groups", "/Users", 1)),
			asked == "GET /Users" && slices.Contains(r.operations, "GET /Users?filter"):
			r.operations = append(r.operations, asked)
			r.sentence = notEven + said(r.exchange, strings.Join(r.operations, " and "), broken)
			return
		}
	}
	p.roots = append(p.roots, root{operations: []string{asked}, answer: broken, exchange: x, advice: p.advice(x),
		sentence: notEven + said(x, asked, broken)})
}

const notEven = "not even the plainest request works: "

// everywhere makes the root one of all requests.
func (r *root) everywhere() {
	r.operations = nil
	kind, label := strings.CutPrefix(r.answer, labelled)
	answered := said(r.exchange, operationOf(r.exchange), r.answer)
	switch {
	case label:
		r.sentence = "answers are labelled " + kind + ", and not as JSON"
	case r.exchange.Response != nil && r.exchange.Response.Status >= http.StatusInternalServerError:
		r.sentence = "nothing at all works at this target: " + answered
	default:
		r.sentence = "nothing at all works at this target; is the path of the URL right? " + answered
	}
}

// only makes the root one of all requests to a collection.
func (r *root) only(collection string) {
	r.operations, r.collection = nil, collection
	answered := said(r.exchange, operationOf(r.exchange), r.answer)
	r.sentence = "nothing works at " + collection + ": " + answered
	if collection == "/Groups" {
		r.sentence = "nothing works at /Groups, which the target claims to have: " + answered
	}
}
