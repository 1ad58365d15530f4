package directory

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// span is how many people report to one manager.
const span = 8

// departments, and the jobs of those who manage nobody.
var departments = []struct {
	name string
	jobs []string
}{
	{"Sales", []string{"Account Executive", "Sales Representative", "Pre-Sales Engineer"}},
	{"Customer Service", []string{"Contact Centre Agent", "Senior Agent", "Quality Analyst"}},
	{"Engineering", []string{"Software Engineer", "Site Reliability Engineer", "QA Engineer (C#/.NET)"}},
	{"Finance", []string{"Accountant", "Payroll Specialist", "Controller"}},
	{"Human Resources", []string{"Recruiter", "HR Business Partner"}},
	{"Marketing & Communications", []string{"Copywriter", "Designer", "Event Manager"}},
	{"IT", []string{"Systems Administrator", "Service Desk Analyst", "Security Engineer"}},
	{"Legal", []string{"Counsel", "Paralegal"}},
}

// user adds the i-th user; the others are there already.
func (g *generator) user(i int, others []*object) *object {
	c := g.culture()
	people := c.People
	if c.Women != nil && g.chance(50) {
		people = *c.Women
	}
	given, surname := pick(g, people.Given), pick(g, people.Surnames)
	v := g.values
	clear(v)
	v["givenName"], v["surname"] = given.Key, surname.Key
	before, after, _ := strings.Cut(c.Order, "surname")
	v[DisplayName] = strings.Replace(before, "given", given.Key.(string), 1) + surname.Key.(string) +
		strings.Replace(after, "given", given.Key.(string), 1)
	v[AccountEnabled] = !g.chance(4)
	v["preferredLanguage"] = c.Language
	local := given.Value.(string) + "." + surname.Value.(string)
	if i%40 == 39 {
		g.guest(local)
	} else {
		g.employee(i, c, local)
	}

	o := &object{id: g.id(), attributes: userTable.pack(v)}
	g.tenant.names[nameKey(v[UserPrincipalName].(string))] = o
	g.tenant.insert(o)
	if i > 0 && v[UserType] == Member {
		g.report(o, others, i)
	}
	return o
}

// report gives the i-th user the manager whom the tree has for it, or the next one above that is no guest.
func (g *generator) report(o *object, others []*object, i int) {
	for above := (i - 1) / span; ; above = (above - 1) / span {
		manager := others[above]
		if above > 0 && userTable.text(manager.attributes, UserType) == Guest {
			continue
		}
		o.manager, o.managerChanged = manager, o.created
		if manager.reports == nil {
			manager.reports = &set{}
		}
		manager.reports.add(o, o.created)
		return
	}
}

// employee gives the values of somebody of the tenant.
func (g *generator) employee(i int, c *Culture, local string) {
	v := g.values
	name := g.free(local, g.domain)
	v[UserType], v[UserPrincipalName], v["mail"] = Member, name, name
	v[MailNickname], _, _ = strings.Cut(name, "@")
	v["proxyAddresses"] = []string{"SMTP:" + name}
	v["department"], v["jobTitle"] = place(g, i)
	v["companyName"] = "Contoso"
	v["employeeId"] = strconv.Itoa(100000 + i)
	v["country"], v["usageLocation"] = c.Country, c.UsageLocation
	v["city"], v["streetAddress"] = pick(g, c.Cities), g.digits(pick(g, c.Streets), false)
	v["postalCode"] = g.digits(c.PostalCode, true)
	v["telephoneNumber"] = g.digits(pick(g, c.Phones), false)
	if g.chance(60) {
		v["mobile"] = g.digits(pick(g, c.Mobiles), false)
	}
	if g.chance(30) {
		v["physicalDeliveryOfficeName"] = fmt.Sprintf("B%d-%d", 1+g.random.IntN(4), 100+g.random.IntN(900))
	}
	if g.chance(50) {
		hired := time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.random.IntN(7300))
		v["employeeHireDate"] = hired.Format(time.RFC3339)
	}
}

// guest gives the values of somebody who was invited: by an address of which nobody else was.
func (g *generator) guest(local string) {
	v := g.values
	number, domain := g.random.IntN(1000), pick(g, []string{"fabrikam.example", "tailspin.example", "wingtip.example"})
	for ; ; number++ {
		home := fmt.Sprintf("%s%d@%s", local, number, domain)
		name := GuestName(home, g.domain)
		if g.tenant.names[nameKey(name)] != nil {
			continue
		}
		v[UserType], v["mail"], v["otherMails"] = Guest, home, []string{home}
		v[UserPrincipalName] = name
		v[MailNickname], _, _ = strings.Cut(name, "@")
		return
	}
}

// free is a userPrincipalName that nobody has, with a number behind the name if needed.
func (g *generator) free(local, domain string) string {
	for {
		n := g.taken[local]
		g.taken[local]++
		number := ""
		if n > 0 {
			number = strconv.Itoa(n + 1)
		}
		full := local + number + "@" + domain
		if g.tenant.names[nameKey(full)] == nil {
			return full
		}
	}
}

// place is the department and the job of the i-th user: the first is at the top, the eight below have a department each,
// and everybody is in that of the one above.
func place(g *generator, i int) (department, job string) {
	if i == 0 {
		return "Management", "Chief Executive Officer"
	}
	depth, branch := 0, i
	for ; branch > span; branch = (branch - 1) / span {
		depth++
	}
	d := departments[branch-1]
	switch {
	case depth == 0:
		return d.name, "Director, " + d.name
	case depth == 1:
		return d.name, "Manager, " + d.name
	case g.chance(10):
		return d.name, "Team Lead"
	}
	return d.name, pick(g, d.jobs)
}
