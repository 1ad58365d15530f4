package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// client writes users and a group of its own, and knows what it may count on. It has one request under way at a time, so
// that after a kill at most one of its writes is in doubt.
type client struct {
	t      *testing.T
	name   string
	random *rand.Rand
	url    string

	made  int
	users []*userState
	group *groupState
	// doubtful is the userName, or the displayName of the group, of a creation without an answer.
	doubtful string
}

// userState is what is known of a user whose title and nickName are always changed together, to the same number.
type userState struct {
	id, userName string
	// answered is the number that the server has confirmed, sent the one that it was last asked for.
	answered, sent int
	deleting, gone bool
	uninspected    bool
	inGroup        bool
}

// groupState is what is known of a group.
type groupState struct {
	id, name string
	// changes counts the changes of members. Each writes its number as externalId, in the same request.
	changes int
	// joining and leaving are users of a change without an answer. They come and go together.
	joining, leaving []*userState
}

func (c *client) ask(method, path, body string) reply {
	return call(c.t, c.url+path, "a-token-for-this-test", method, body)
}

// write does random writes until there is no answer.
func (c *client) write(answered func()) {
	for c.step() {
		answered()
	}
}

// step does one write and reports whether it was answered.
func (c *client) step() bool {
	living := c.living()
	switch n := c.random.IntN(10); {
	case len(living) < 3 || n < 2:
		return c.create()
	case c.group == nil:
		return c.createGroup()
	case n < 6:
		return c.change(living[c.random.IntN(len(living))])
	case n < 9:
		return c.changeMembers(living)
	default:
		return c.remove(living[c.random.IntN(len(living))])
	}
}

func (c *client) living() []*userState {
	return slices.DeleteFunc(slices.Clone(c.users), func(u *userState) bool { return u.deleting })
}

func (c *client) create() bool {
	c.made++
	c.doubtful = fmt.Sprintf("%s.%d@x.test", c.name, c.made)
	r := c.ask(http.MethodPost, "/Users", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"`+c.doubtful+
		`","title":"0","nickName":"0"}`)
	if r.status == 0 {
		return false
	}
	require.Equal(c.t, http.StatusCreated, r.status, r.body)
	c.users = append(c.users, &userState{id: gjson.Get(r.body, "id").String(), userName: c.doubtful, uninspected: true})
	c.doubtful = ""
	return true
}

func (c *client) createGroup() bool {
	c.group = &groupState{name: c.name}
	r := c.ask(http.MethodPost, "/Groups", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"`+c.name+`"}`)
	if r.status == 0 {
		return false
	}
	require.Equal(c.t, http.StatusCreated, r.status, r.body)
	c.group.id = gjson.Get(r.body, "id").String()
	return true
}

func (c *client) change(u *userState) bool {
	u.sent, u.uninspected = u.sent+1, true
	r := c.patch("/Users/"+u.id, fmt.Sprintf(`{"op":"replace","path":"title","value":"%[1]d"},
		{"op":"replace","path":"nickName","value":"%[1]d"}`, u.sent))
	if r.status == 0 {
		return false
	}
	require.Equal(c.t, http.StatusOK, r.status, r.body)
	u.answered = u.sent
	return true
}

func (c *client) patch(path, operations string) reply {
	return c.ask(http.MethodPatch, path, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[`+operations+`]}`)
}

// changeMembers turns the membership of two users around, in one request.
func (c *client) changeMembers(living []*userState) bool {
	g := c.group
	g.changes++
	operations := fmt.Sprintf(`{"op":"replace","path":"externalId","value":"%d"}`, g.changes)
	for _, i := range c.random.Perm(len(living))[:2] {
		u := living[i]
		u.uninspected = true
		if u.inGroup {
			g.leaving = append(g.leaving, u)
			operations += `,{"op":"remove","path":"members[value eq \"` + u.id + `\"]"}`
		} else {
			g.joining = append(g.joining, u)
			operations += `,{"op":"add","path":"members","value":[{"value":"` + u.id + `"}]}`
		}
	}
	r := c.patch("/Groups/"+g.id, operations)
	if r.status == 0 {
		return false
	}
	require.Equal(c.t, http.StatusNoContent, r.status, r.body)
	g.settle(true)
	return true
}

// settle ends the doubt about a change of members.
func (g *groupState) settle(done bool) {
	for _, u := range g.joining {
		u.inGroup = done
	}
	for _, u := range g.leaving {
		u.inGroup = !done
	}
	g.joining, g.leaving = nil, nil
}

func (c *client) remove(u *userState) bool {
	u.deleting, u.uninspected = true, true
	r := c.ask(http.MethodDelete, "/Users/"+u.id, "")
	if r.status == 0 {
		return false
	}
	require.Equal(c.t, http.StatusNoContent, r.status, r.body)
	u.gone, u.inGroup = true, false
	return true
}

// inspect compares what the server has after a start with what it may have, as far as it was written to since the last
// time, and settles what was in doubt.
func (c *client) inspect(url string) {
	c.url = url
	if c.doubtful != "" {
		c.adoptUser()
	}
	if c.group != nil && c.group.id == "" {
		c.adoptGroup()
	}
	for _, u := range c.users {
		if u.uninspected && !u.gone {
			c.inspectUser(u)
		}
	}
	c.inspectGroup()
	for _, u := range c.users {
		if u.uninspected && !u.deleting {
			c.inspectGroupsOf(u)
		}
		u.uninspected = false
	}
}

// adoptUser finds the user whose creation was not answered: it is whole, or not there.
func (c *client) adoptUser() {
	found := c.find("/Users", `userName eq "`+c.doubtful+`"`)
	if len(found) == 1 {
		c.users = append(c.users, &userState{id: found[0].Get("id").String(), userName: c.doubtful, uninspected: true})
	}
	assert.LessOrEqual(c.t, len(found), 1)
	c.doubtful = ""
}

func (c *client) adoptGroup() {
	found := c.find("/Groups", `displayName eq "`+c.group.name+`"`)
	if len(found) == 0 {
		c.group = nil
		return
	}
	assert.Len(c.t, found, 1)
	c.group.id = found[0].Get("id").String()
}

func (c *client) find(endpoint, filter string) []gjson.Result {
	r := c.ask(http.MethodGet, endpoint+"?filter="+url.QueryEscape(filter), "")
	assert.Equal(c.t, http.StatusOK, r.status, r.body)
	return gjson.Get(r.body, "Resources").Array()
}

func (c *client) inspectUser(u *userState) {
	r := c.ask(http.MethodGet, "/Users/"+u.id, "")
	if u.deleting && r.status == http.StatusNotFound {
		u.gone, u.inGroup = true, false
		return
	}
	u.deleting = false
	assert.Equal(c.t, http.StatusOK, r.status, "%s: %s", u.userName, r.body)
	title, nickName := gjson.Get(r.body, "title").Int(), gjson.Get(r.body, "nickName").Int()
	assert.Equal(c.t, title, nickName, "%s: half a PATCH", u.userName)
	assert.Contains(c.t, []int64{int64(u.answered), int64(u.sent)}, title, "%s: answered or sent", u.userName)
	u.answered, u.sent = int(title), int(title)
	assert.Len(c.t, c.find("/Users", `userName eq "`+u.userName+`"`), 1, "%s is indexed", u.userName)
}

// inspectGroup wants the members that were answered, with all of the change in doubt or with nothing of it.
func (c *client) inspectGroup() {
	if c.group == nil {
		return
	}
	r := c.ask(http.MethodGet, "/Groups/"+c.group.id, "")
	assert.Equal(c.t, http.StatusOK, r.status, "%s: %s", c.group.name, r.body)
	members := map[string]bool{}
	for _, id := range gjson.Get(r.body, "members.#.value").Array() {
		members[id.String()] = true
	}
	if g := c.group; len(g.joining)+len(g.leaving) > 0 {
		g.settle(gjson.Get(r.body, "externalId").Int() == int64(g.changes))
	}
	want := map[string]bool{}
	for _, u := range c.users {
		if u.inGroup && !u.gone {
			want[u.id] = true
		}
	}
	assert.Equal(c.t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(members)), "members of %s", c.group.name)
}

// inspectGroupsOf wants the user to say the same as the group.
func (c *client) inspectGroupsOf(u *userState) {
	r := c.ask(http.MethodGet, "/Users/"+u.id+"?attributes=groups", "")
	assert.Equal(c.t, u.inGroup, gjson.Get(r.body, "groups.#").Int() == 1, "%s: groups of the user", u.userName)
}

// inspectAll looks at everything that was ever written.
func (c *client) inspectAll() {
	for _, u := range c.users {
		if u.gone {
			assert.Equal(c.t, http.StatusNotFound, c.ask(http.MethodGet, "/Users/"+u.id, "").status, "%s was deleted", u.userName)
			continue
		}
		c.inspectUser(u)
		c.inspectGroupsOf(u)
	}
}
