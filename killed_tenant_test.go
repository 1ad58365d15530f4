package main

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// administrator changes the directory over the control listener, and knows what it may count on: one change is under way
// at a time, so that after a kill at most one is in doubt.
type administrator struct {
	t          *testing.T
	random     *rand.Rand
	simulation *process
	base       string
	until      time.Time

	people   map[string]*employee // by userPrincipalName
	group    string
	members  map[string]bool
	made     int
	answered int
	demanded int
	rows     []string // ids of the log, oldest first
}

// employee is what was answered of a user. Doubtful is the change without an answer.
type employee struct {
	id, title         string
	disabled, deleted bool
	purged            bool
	doubtful          *employee
}

func (a *administrator) use(p *process) {
	a.simulation = p
	u, err := url.Parse(p.url)
	require.NoError(a.t, err)
	a.base = "http://" + u.Host
}

func (a *administrator) ask(method, path, body string) reply {
	return call(a.t, a.base+path, "a-token-for-this-test", method, body)
}

// tell sends a change, and reports whether it was answered.
func (a *administrator) tell(method, path, body string) (reply, bool) {
	r := a.ask(method, path, body)
	if r.status == 0 {
		return r, false
	}
	require.Less(a.t, r.status, 300, "%s %s: %s", method, path, r.body)
	a.answered++
	return r, true
}

// change does one thing to the directory.
func (a *administrator) change() {
	name := a.someone()
	p := a.people[name]
	switch n := a.random.IntN(16); {
	case n < 2:
		a.hire()
	case n >= 12:
		a.demand(p.id)
	case n < 5:
		a.affect(p, func(e *employee) { e.title = fmt.Sprint(a.random.IntN(1_000_000)) })
	case n < 7:
		a.affect(p, func(e *employee) { e.disabled = !e.disabled })
	case n < 9:
		a.affect(p, func(e *employee) { e.deleted = !e.deleted })
	case n < 10 && p.deleted && a.random.IntN(2) == 0:
		a.affect(p, func(e *employee) { e.purged = true })
	case !p.deleted:
		a.turnMembership(name, p.id)
	}
}

// someone is a user who is there and about whom nothing is in doubt.
func (a *administrator) someone() string {
	var names []string
	for name, p := range a.people {
		if !p.purged && p.doubtful == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names[a.random.IntN(len(names))]
}

func (a *administrator) hire() {
	a.made++
	name := fmt.Sprintf("new%d@contoso.example", a.made)
	r, ok := a.tell(http.MethodPost, "/v1.0/users", `{"userPrincipalName":"`+name+`","jobTitle":"0"}`)
	if !ok {
		return // whoever is there is found at the next inspection
	}
	id := gjson.Get(r.body, "id").String()
	a.people[name] = &employee{id: id, title: "0"}
	a.tell(http.MethodPost, a.application()+"/appRoleAssignedTo", `{"principalId":"`+id+`"}`)
}

// application is the path of the service principal.
func (a *administrator) application() string {
	path, _, _ := strings.Cut(strings.TrimPrefix(a.simulation.url, a.base), "/synchronization")
	return path
}

// affect makes one change to a user.
func (a *administrator) affect(p *employee, change func(*employee)) {
	next := *p
	change(&next)
	var ok bool
	switch {
	case next.purged:
		_, ok = a.tell(http.MethodDelete, "/v1.0/directory/deletedItems/"+p.id, "")
	case next.deleted && !p.deleted:
		_, ok = a.tell(http.MethodDelete, "/v1.0/users/"+p.id, "")
	case p.deleted && !next.deleted:
		_, ok = a.tell(http.MethodPost, "/v1.0/directory/deletedItems/"+p.id+"/restore", "")
	case p.deleted:
		return
	default:
		_, ok = a.tell(http.MethodPatch, "/v1.0/users/"+p.id, fmt.Sprintf(`{"jobTitle":%q,"accountEnabled":%t}`, next.title, !next.disabled))
	}
	if ok {
		*p = next
	} else {
		p.doubtful = &next
	}
}

// turnMembership ends a membership, or begins it.
func (a *administrator) turnMembership(name, id string) {
	if a.members[name] {
		if _, ok := a.tell(http.MethodDelete, "/v1.0/groups/"+a.group+"/members/"+id+"/$ref", ""); ok {
			delete(a.members, name)
		}
	} else if _, ok := a.tell(http.MethodPost, "/v1.0/groups/"+a.group+"/members/$ref", `{"@odata.id":"`+id+`"}`); ok {
		a.members[name] = true
	}
}

// demand provisions a user on demand, or the group with up to five members. At a clock that stands the limit of requests is
// soon reached.
func (a *administrator) demand(id string) {
	subject := `{"objectId":"` + id + `","objectTypeName":"User"}`
	if a.random.IntN(2) == 0 {
		var members []string
		for _, name := range slices.Sorted(maps.Keys(a.members)) {
			if p := a.people[name]; a.members[name] && p != nil && !p.deleted && !p.purged && len(members) < 5 {
				members = append(members, `{"objectId":"`+p.id+`","objectTypeName":"User"}`)
			}
		}
		subject = fmt.Sprintf(`{"objectId":%q,"objectTypeName":"Group","links":{"members":[%s]}}`, a.group, strings.Join(members, ","))
	}
	_, job, _ := strings.Cut(a.simulation.url, a.base)
	r := a.ask(http.MethodPost, job+"/provisionOnDemand", `{"parameters":[{"ruleId":"1","subjects":[`+subject+`]}]}`)
	switch r.status {
	case http.StatusOK:
		a.demanded++
	case 0, http.StatusTooManyRequests:
	default: // a membership may be in doubt
		require.Contains(a.t, r.body, "direct members", "%s", subject)
	}
}

// advance turns the clock to the next cycle, or to the one that was under way when the simulation was killed.
func (a *administrator) advance() {
	if r := a.ask(http.MethodPost, "/clock/advance", `{"to":"`+a.until.Format(time.RFC3339)+`"}`); r.status == http.StatusOK {
		a.until = a.until.Add(40 * time.Minute)
	} else {
		require.Zero(a.t, r.status, r.body)
	}
}

// inspect compares the directory and the log, after a start, with what was answered before.
func (a *administrator) inspect() {
	found := map[string]gjson.Result{}
	for _, u := range a.page("/v1.0/users?$top=999") {
		name := cmp.Or(u.Get("originalUserPrincipalName").String(), u.Get("userPrincipalName").String())
		if id := strings.ReplaceAll(u.Get("id").String(), "-", ""); u.Get("deletedDateTime").Exists() {
			name = strings.TrimPrefix(name, id)
		}
		found[name] = u
		if a.people[name] == nil {
			a.people[name] = readEmployee(u)
		}
	}
	for name, p := range a.people {
		u := found[name]
		here := employee{id: p.id, purged: true, title: p.title, disabled: p.disabled, deleted: p.deleted}
		if u.Exists() {
			here = *readEmployee(u)
		}
		if p.doubtful != nil && here == *p.doubtful {
			*p = *p.doubtful
		}
		p.doubtful = nil
		assert.Equal(a.t, *p, here, name)
	}
	a.inspectGroup(found)
	a.inspectLog()
}

// readEmployee is a user of the directory.
func readEmployee(u gjson.Result) *employee {
	return &employee{
		id: u.Get("id").String(), title: u.Get("jobTitle").String(), disabled: !u.Get("accountEnabled").Bool(),
		deleted: u.Get("deletedDateTime").Exists(),
	}
}

func (a *administrator) page(path string) []gjson.Result {
	r := a.ask(http.MethodGet, path, "")
	require.Equal(a.t, http.StatusOK, r.status, r.body)
	require.False(a.t, gjson.Get(r.body, `@odata\.nextLink`).Exists(), "the test reads one page only")
	return gjson.Get(r.body, "value").Array()
}

// inspectGroup allows for one membership that is not as it was answered. Deleted users are shown in no group, and are
// members again when they are restored.
func (a *administrator) inspectGroup(found map[string]gjson.Result) {
	a.group = a.page("/v1.0/groups")[0].Get("id").String()
	names, members := map[string]string{}, map[string]bool{}
	for name, u := range found {
		names[u.Get("id").String()] = name
	}
	for _, m := range a.page("/v1.0/groups/" + a.group + "/members?$top=999") {
		if name := names[m.Get("id").String()]; name != "" {
			members[name] = true
		}
	}
	different := 0
	for name, p := range a.people {
		switch {
		case p.purged:
		case p.deleted:
			members[name] = a.members[name]
		case a.members != nil && a.members[name] != members[name]:
			different++
		}
	}
	assert.LessOrEqual(a.t, different, 1, "memberships that were answered and are lost")
	a.members = members
}

// inspectLog wants the rows that were there before, each of them once.
func (a *administrator) inspectLog() {
	r := a.ask(http.MethodGet, "/v1.0/auditLogs/provisioning?$format=ndjson", "")
	require.Equal(a.t, http.StatusOK, r.status, r.body)
	rows := []string{}
	seen := map[string]bool{}
	for line := range strings.Lines(r.body) {
		id := gjson.Get(line, "id").String()
		assert.False(a.t, seen[id], "the row %s is there twice", id)
		seen[id] = true
		rows = append(rows, id)
	}
	require.GreaterOrEqual(a.t, len(rows), len(a.rows), "rows were lost")
	require.Equal(a.t, a.rows, rows[:len(a.rows)])
	a.rows = rows
}

// settle runs cycles until nothing is left to do. A restart brings members who were provisioned after their group.
func (a *administrator) settle() {
	for range 3 {
		a.advance()
	}
	_, path, _ := strings.Cut(a.simulation.url, a.base)
	a.tell(http.MethodPost, path+"/restart", `{"criteria":{"resetScope":"Watermark"}}`)
	for range 2 {
		a.advance()
	}
	a.inspectLog()
}

// compare is what must be true: who is assigned, enabled and not deleted is there and active, with the latest title; who
// else was created is there and inactive, unless he was purged; and the group has its members.
func (a *administrator) compare(target *lethalTarget) {
	resources, ids := map[string]gjson.Result{}, map[string]string{}
	for start, total := 1, 1; start <= total; start += 50 {
		some := call(a.t, fmt.Sprint(target.url, "/Users?count=50&startIndex=", start), "a-token-for-this-test", http.MethodGet, "").body
		total = int(gjson.Get(some, "totalResults").Int())
		for _, u := range gjson.Get(some, "Resources").Array() {
			resources[u.Get("userName").String()] = u
			ids[u.Get("id").String()] = u.Get("userName").String()
		}
	}
	assigned := map[string]bool{}
	for _, u := range a.page("/v1.0/users?$top=999") {
		assigned[u.Get("id").String()] = u.Get("assigned").Bool()
	}
	var members []string
	for name, p := range a.people {
		u, there := resources[name]
		switch {
		case p.purged:
			assert.False(a.t, there, "%s was purged", name)
		case assigned[p.id] && !p.disabled && !p.deleted:
			assert.True(a.t, u.Get("active").Bool(), "%s is active", name)
			assert.Equal(a.t, p.title, u.Get("title").String(), name)
		case target.posted[name] > 0:
			assert.True(a.t, there, "%s is there", name)
			assert.False(a.t, u.Get("active").Bool(), "%s is inactive: %+v", name, *p)
		}
		if a.members[name] && there && !p.deleted {
			members = append(members, name)
		}
	}
	group := call(a.t, target.url+"/Groups", "a-token-for-this-test", http.MethodGet, "")
	var present []string
	for _, m := range gjson.Get(group.body, "Resources.0.members.#.value").Array() {
		present = append(present, ids[m.String()])
	}
	assert.ElementsMatch(a.t, members, present)
}

// nameIn is what a resource that is created is called.
func nameIn(body string) string {
	return cmp.Or(gjson.Get(body, "userName").String(), gjson.Get(body, "displayName").String())
}
