package directory

import (
	"math"
	"strconv"
)

// groups adds n groups with members from among the users.
func (g *generator) groups(users []*object, n int) {
	g.titles, g.nicknames = map[string]int{}, map[string]int{}
	var security []*object
	for i := range n {
		o := g.group(i)
		for _, member := range g.sample(users, groupSize(i, len(users))) {
			g.tenant.join(o, member)
		}
		if i%7 == 6 {
			continue // a Microsoft 365 group has no groups in it and is in none
		}
		if i%5 == 4 && len(security) > 0 {
			g.tenant.join(o, pick(g, security))
		}
		security = append(security, o)
	}
}

// groupSize is how many members the i-th group has: half of all, then fewer and fewer, by a power law as in real tenants.
func groupSize(i, users int) int {
	if users == 0 {
		return 0
	}
	return max(1, int(float64(users)/2/math.Pow(float64(i+1), 1.3)))
}

// group adds the i-th group without members.
func (g *generator) group(i int) *object {
	title := pick(g, departments).name + " " + pick(g, []string{"EMEA", "APAC", "Americas", "Deutschland", "日本", "Россия", "فريق", "Équipe"})
	g.titles[title]++
	if n := g.titles[title]; n > 1 {
		title += " " + strconv.Itoa(n)
	}
	given := map[string]any{DisplayName: title, SecurityEnabled: true, MailNickname: g.nickname(title)}
	if i%7 == 6 {
		given[GroupTypes] = []string{unified}
		given["mail"] = "group" + strconv.Itoa(i) + "@" + g.domain
	}
	if g.chance(40) {
		given["description"] = "Everybody in " + title
	}
	attributes, err := newGroupAttributes(given)
	if err != nil {
		panic(err) // the names above are fit for groups
	}
	o := &object{id: g.id(), attributes: groupTable.pack(attributes), members: &members{}}
	g.tenant.insert(o)
	return o
}

// nickname is one that no other group of this tenant was given: without letters of other scripts some titles are alike.
func (g *generator) nickname(title string) string {
	name := nickname(title)
	g.nicknames[name]++
	for n := g.nicknames[name]; n > 1; n++ {
		if numbered := name + "." + strconv.Itoa(n); g.nicknames[numbered] == 0 {
			g.nicknames[name], g.nicknames[numbered] = n, 1
			return numbered
		}
	}
	return name
}

// sample are n different users: every so many from somewhere on, all around.
func (g *generator) sample(users []*object, n int) []*object {
	if n == 0 {
		return nil
	}
	picked := make([]*object, 0, n)
	at, step := g.random.IntN(len(users)), max(1, len(users)/n)
	for range n {
		picked = append(picked, users[at%len(users)])
		at += step
	}
	return picked
}
