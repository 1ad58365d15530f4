package steps

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// groupShowsMembers is the rule that a service provider breaches that keeps members and does not show them: Entra ID never asks
// for them.
const groupShowsMembers = "RFC7643-4.2-a"

// membersReturned is what /Schemas says of a group's members (RFC 7643, 7): default, request, never; empty without a word.
func (r *run) membersReturned() string { return r.demands.Groups.Returned("members") }

// withMembers is a group as it was read, completed by its members where the schema says that they have to be asked for.
func (w *world) withMembers(ctx context.Context, id string, resource gjson.Result) (gjson.Result, error) {
	if w.run.membersReturned() != "request" || scim.Member(resource, "members").Exists() {
		return resource, nil
	}
	a, err := w.request(ctx, http.MethodGet, groupPath(id)+"?attributes=members", "")
	if err != nil || a.status != http.StatusOK || !gjson.Valid(a.body) {
		return resource, err
	}
	members := scim.Member(gjson.Parse(a.body), "members")
	_, rest, isObject := strings.Cut(resource.Raw, "{")
	if !members.Exists() || !isObject {
		return resource, nil
	}
	if strings.TrimSpace(rest) != "}" {
		rest = "," + rest
	}
	return gjson.Parse(`{"members":` + members.Raw + rest), nil
}

// seesMembers gives an error where a schema says that members are never returned: from outside nothing can be said of them.
func (w *world) seesMembers() error {
	if w.run.membersReturned() == "never" {
		return notApplicable("needs the members of a group to be shown, which the target says it never does (/Schemas)")
	}
	return nil
}

// wrongMembers is the finding that a group has other members than it should have. Of one that shows nobody at a service provider
// that has never been seen to show anybody, it is not known whether they are kept.
func (w *world) wrongMembers(a *answer, want, got string, shown bool) *mismatch {
	m := a.mismatch(want, got)
	if hidden := w.run.hidesMembers.Load(); hidden || !shown && !w.run.showsMembers.Load() {
		m.Requirement = groupShowsMembers
		if hidden {
			m.Expected = "shown: " + m.Expected
		}
	}
	return m
}

// members finds out whether the service provider shows the members of a group at all. What it cannot find out it leaves to the
// scenarios.
func (p *probe) members(ctx context.Context) error {
	_, user, err := p.w.plainUser("-member")
	if err != nil {
		return err
	}
	group, err := groupBody(map[string]string{"displayName": p.w.unique + " Shown"})
	if err != nil {
		return err
	}
	id := p.create(ctx, "/Users", user)
	if id == "" {
		return nil
	}
	team := p.create(ctx, "/Groups", strings.TrimSuffix(strings.TrimSpace(group), "}")+`,"members":[{"value":"`+inQuotes(id)+`"}]}`)
	if team == "" {
		return nil
	}
	shows, read := p.shows(ctx, team, id)
	if !shows && read {
		a, err := p.w.request(ctx, http.MethodPatch, groupPath(team), patchBody(`[{"op":"add","path":"members","value":[{"value":"`+inQuotes(id)+`"}]}]`))
		if read = err == nil && a.status < 300; read { // of a refusal the scenarios say more
			shows, read = p.shows(ctx, team, id)
		}
	}
	switch {
	case shows:
		p.w.run.showsMembers.Store(true)
	case read:
		p.w.run.hidesMembers.Store(true)
	}
	return nil
}

// create makes a resource and gives its id, empty if it was not made.
func (p *probe) create(ctx context.Context, collection, body string) string {
	body, err := p.w.fitBody(collection, body)
	if err != nil {
		return ""
	}
	a, err := p.w.request(ctx, http.MethodPost, collection, body)
	if err != nil || a.status != http.StatusCreated {
		return ""
	}
	return gjson.Get(a.body, "id").String()
}

func (p *probe) shows(ctx context.Context, group, member string) (shows, read bool) {
	a, err := p.w.request(ctx, http.MethodGet, groupPath(group), "")
	if err != nil || a.status != http.StatusOK || !gjson.Valid(a.body) {
		return false, false
	}
	resource, err := p.w.withMembers(ctx, group, gjson.Parse(a.body))
	return err == nil && slices.Contains(memberIDs(resource), member), err == nil
}
