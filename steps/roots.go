package steps

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// root is an operation that does not work at all with the plainest of requests. Nothing can be said of what builds on it:
// one scenario reports it, and the others are blocked by it.
type root struct {
	// operation is what operationOf gives; empty for all of them, or for all of the collection, where one is given.
	operation, collection string
	// answer is what answerOf gives.
	answer   string
	sentence string
}

// operationOf is what an exchange asks for, without what differs from one request to the next: GET /Users/{id},
// GET /Users?filter.
func operationOf(x reports.Exchange) string {
	shape, filter, found := strings.Cut(pathShape(x.Request.URL), "?filter")
	if found && filter != "" {
		shape += "?filter"
	}
	return x.Request.Method + " " + shape
}

// answerOf says in which way an answer is none: a status, no JSON, no answer at all. It is empty for one that may do.
func answerOf(x reports.Exchange) string {
	switch {
	case x.Response == nil:
		return "no answer"
	case x.Response.Status >= 300:
		return strconv.Itoa(x.Response.Status)
	case x.Request.Method != http.MethodDelete && x.Response.Body != "" && !x.Response.Truncated && !gjson.Valid(x.Response.Body):
		return strings.TrimSpace(strconv.Itoa(x.Response.Status) + " and no JSON")
	}
	return ""
}

func (r root) shows(x reports.Exchange) bool {
	asked := operationOf(x)
	return (r.operation == "" || r.operation == asked) && (r.collection == "" || strings.Contains(asked, " "+r.collection)) &&
		r.answer == answerOf(x)
}

// preflight tries the plainest form of each operation that Entra ID cannot do without. What it creates is removed again.
func (r *run) preflight(ctx context.Context, lookUp reports.Exchange) ([]root, error) {
	w, err := newWorld(ctx, r, Scenario{Title: "preflight"}, connector.DialectDefault)
	if err != nil {
		return nil, err
	}
	defer func() { w.cleanUp(ctx); w.close() }()
	p := probe{w: w}
	p.note(lookUp)
	name, body, err := w.plainUser("-plain")
	if err != nil {
		return nil, err
	}
	p.resource(ctx, "/Users", body, name)
	if r.unclaimedName(string(features.Groups)) || r.profile() == "vcc" {
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

func (r *run) unclaimedName(name string) bool {
	return slices.ContainsFunc(r.claims, func(c reports.Claim) bool { return c.Name == name && !c.Claimed })
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
	at := userPath(id)
	find := lookUpPath(name)
	if collection == "/Groups" {
		at, find = groupPath(id), groupLookUpPath(name)
	}
	p.send(ctx, http.MethodGet, at, "")
	p.send(ctx, http.MethodGet, find, "")
	if path := p.w.changeable(collection); path != "" {
		p.send(ctx, http.MethodPatch, at, patchBody(`[{"op":"replace","path":"`+path+`","value":"`+inQuotes(p.w.unique+" Changed")+`"}]`))
	}
	p.send(ctx, http.MethodDelete, at, "")
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

func (p *probe) send(ctx context.Context, method, path, body string) *answer {
	a, err := p.w.request(ctx, method, path, body)
	if x, found := p.w.recorder.Last(); found && (err == nil || x.Response == nil) && ctx.Err() == nil {
		p.note(x)
	}
	return a
}

// note makes a root of an exchange that shows one. A second one of the same kind at another operation means that the
// service provider as a whole answers so, when not even a look-up was answered.
func (p *probe) note(x reports.Exchange) {
	answer := answerOf(x)
	if answer == "" || x.Request.Method == "" {
		return
	}
	if len(p.roots) > 0 && p.roots[0].answer == answer && strings.HasPrefix(p.roots[0].operation, "GET /Users?filter") {
		p.roots[0].operation = ""
		p.roots[0].sentence = "nothing at all works at this target; is the path of the URL right? " + p.roots[0].sentence
		return
	}
	if len(p.roots) > 0 && p.roots[0].operation == "" && p.roots[0].answer == answer {
		return
	}
	if n := len(p.roots) - 1; n >= 0 && p.roots[n].operation == "POST /Groups" && p.roots[n].answer == answer && operationOf(x) == "GET /Groups?filter" {
		p.roots[n].operation, p.roots[n].collection = "", "/Groups"
		p.roots[n].sentence = "nothing works at /Groups, which the target claims to have: " + p.roots[n].sentence
		return
	}
	r := root{operation: operationOf(x), answer: answer}
	r.sentence = "the plainest form does not work: " + said(x, answer) + p.advice(x)
	p.roots = append(p.roots, r)
}

// said is what an exchange asked and was told: POST /Users is answered with 400 "…".
func said(x reports.Exchange, answer string) string {
	switch {
	case x.Response == nil:
		_, after, _ := strings.Cut(x.Error, "://") // method and URL stand in front
		_, why, _ := strings.Cut(after, ": ")
		return operationOf(x) + " is not answered: " + cmp.Or(why, x.Error)
	case x.Response.Status < 300:
		return operationOf(x) + " is answered with " + answer
	}
	text := operationOf(x) + " is answered with " + answer
	if t := gjson.Get(x.Response.Body, "scimType"); gjson.Valid(x.Response.Body) && t.Type == gjson.String && t.Str != "" {
		text += " " + t.Str
	}
	if detail := gjson.Get(x.Response.Body, "detail"); gjson.Valid(x.Response.Body) && detail.Type == gjson.String {
		const most = 200
		words := []rune(detail.Str)
		text += " " + strconv.Quote(string(words[:min(most, len(words))]))
	}
	return text
}

var emailWords = regexp.MustCompile(`(?i)\bdomain\b`)

// advice says for a refused create what belongs into the values file, as far as the answer tells.
func (p *probe) advice(x reports.Exchange) string {
	if x.Request.Method != http.MethodPost || x.Response.Status != http.StatusBadRequest && x.Response.Status != http.StatusUnprocessableEntity {
		return ""
	}
	kind, d := "users", &p.w.run.demands.Users
	if strings.Contains(operationOf(x), "/Groups") {
		kind, d = "groups", &p.w.run.demands.Groups
	}
	detail := gjson.Get(x.Response.Body, "detail").String()
	const lead = ". If that is a demand of this service provider, name it in the file of --values: "
	if emailWords.MatchString(detail) {
		return lead + "domains: [example.com]"
	}
	if regexp.MustCompile(`(?i)\buserName\b`).MatchString(detail) {
		return lead + "userName: plain, or userName: email with domains: [example.com]"
	}
	names := []string{"externalId"}
	for _, a := range d.Attributes {
		names = append(names, a.Path)
	}
	names = append(names, strings.Fields("title nickName department costCenter employeeNumber division organization userType locale")...)
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for _, n := range names {
		short := n[strings.LastIndexByte(n, ':')+1:]
		if len(short) > 3 && regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(short)+`\b`).MatchString(detail) {
			if strings.HasSuffix(short, ".type") {
				return lead + fmt.Sprintf("%s: {allowed: {%s: [work]}}", kind, n)
			}
			return lead + fmt.Sprintf("%s: {required: {%s: %q}}", kind, n, "{{unique}}")
		}
	}
	return lead + fmt.Sprintf("%s: {required: {ATTRIBUTE: TEMPLATE}}, domains: [example.com], userName: plain", kind)
}

// blameRoots leaves one failure for each root, and makes what else met it blocked. The one that stays is the simplest: that
// with the fewest requests, first in the order of the features.
func (r *run) blameRoots(roots []root) {
	for _, root := range roots {
		var met []int
		lead := -1
		for i, x := range r.results {
			if x.Outcome != reports.Failed && x.Outcome != reports.Blocked || !slices.ContainsFunc(x.Exchanges, root.shows) {
				continue
			}
			met = append(met, i)
			if x.Outcome == reports.Failed && len(x.Findings) > 0 && (lead < 0 || simpler(x, r.results[lead])) {
				lead = i
			}
		}
		for _, i := range met {
			x := &r.results[i]
			for j := range x.Findings {
				x.Findings[j].Cause = root.sentence
			}
			if i != lead {
				x.Outcome, x.Reason = reports.Blocked, root.sentence
			}
		}
	}
}

func simpler(a, b reports.Result) bool {
	return cmp.Or(cmp.Compare(len(a.Exchanges), len(b.Exchanges)), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) < 0
}

// rootsOf gives the roots of a run: of a refused token it is known already. A run that only looks at the connection, or that
// nothing is left of, creates nothing to find out.
func (r *run) rootsOf(ctx context.Context, plan []Scenario, blocked *blockage) ([]root, error) {
	switch {
	case blocked != nil:
		return []root{{answer: answerOf(blocked.exchange), sentence: blocked.sentence}}, nil
	case r.direct() || !slices.ContainsFunc(plan, func(s Scenario) bool { return s.Area != "connection" }):
		return nil, nil
	}
	return r.preflight(ctx, r.lookUp)
}
