package directory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// draft is an object as a reader found it: values by attribute name, and the nodes that they come from.
type draft struct {
	at      *node
	id      *node
	deleted *node
	manager *node
	members []*node
	values  map[string]any
	nodes   map[string]*node
}

func newDraft(at *node) *draft {
	return &draft{at: at, values: map[string]any{}, nodes: map[string]*node{}}
}

// set takes a value over as that of an attribute.
func (p *plan) set(d *draft, attribute string, n *node) {
	value, err := n.scalar()
	if err != nil {
		p.fault(n, err)
		return
	}
	d.values[attribute], d.nodes[attribute] = value, n
}

// addUser plans a user.
func (p *plan) addUser(d *draft) {
	attributes, err := newUserAttributes(d.values)
	if err != nil {
		p.refuse(d, err)
		return
	}
	o := &object{attributes: userTable.pack(attributes)}
	n := &planned{object: o, file: p.file, at: d.at, manager: d.manager}
	if !p.identify(d, n) {
		return
	}
	if n.deleted.IsZero() {
		name := o.name()
		other, twice := p.byName[nameKey(name)]
		holder, taken := p.tenant.names[nameKey(name)]
		switch {
		case twice:
			p.faultf(d.node(UserPrincipalName), "expected a userPrincipalName that is free, found %q in %s, too", name, p.lineOf(other))
			return
		case taken:
			p.fault(d.node(UserPrincipalName), &Error{Code: NameTaken, Attribute: UserPrincipalName, Value: name, Holder: holder.id})
			return
		}
		p.byName[nameKey(name)] = n
	}
	p.users = append(p.users, n)
	p.file.loaded.Users++
}

// addGroup plans a group.
func (p *plan) addGroup(d *draft) {
	attributes, err := newGroupAttributes(d.values)
	if err != nil {
		p.refuse(d, err)
		return
	}
	o := &object{attributes: groupTable.pack(attributes), members: &members{}}
	n := &planned{object: o, file: p.file, at: d.at, members: d.members}
	if !p.identify(d, n) {
		return
	}
	if !n.deleted.IsZero() && kindOf(attributes[GroupTypes]) != Microsoft365 {
		p.faultf(d.deleted, "expected a Microsoft 365 group, found a security group, which is not soft-deleted")
		return
	}
	title, _ := attributes[DisplayName].(string)
	p.byTitle[title] = append(p.byTitle[title], n)
	p.saysSecurityEnabled[o] = d.nodes[SecurityEnabled] != nil
	p.groups = append(p.groups, n)
	p.file.loaded.Groups++
}

// lineOf says where an object of the plan stands.
func (p *plan) lineOf(other *planned) string {
	if other.file == p.file {
		return fmt.Sprintf("line %d", other.at.line)
	}
	return fmt.Sprintf("line %d of %s", other.at.line, other.file.name)
}

// identify gives the planned object its id and date of deletion.
func (p *plan) identify(d *draft, n *planned) (ok bool) {
	if d.deleted != nil && d.deleted.value != nil {
		text, _ := d.deleted.value.(string)
		at, err := time.Parse(time.RFC3339, text)
		if err != nil || at.IsZero() {
			p.faultf(d.deleted, "expected a date and time such as 2026-03-01T00:00:00Z (RFC 3339), found %s", d.deleted.describe())
			return false
		}
		n.deleted = at.UTC()
	}
	if d.id == nil || d.id.value == nil {
		return true
	}
	id, ok := p.text(d.id)
	if !ok {
		return false
	}
	other, twice := p.byID[id]
	_, taken := p.tenant.objects[id]
	switch {
	case twice:
		p.faultf(d.id, "expected an id that is free, found %q in %s, too", id, p.lineOf(other))
		return false
	case taken:
		p.faultf(d.id, "expected an id that is free, found %q in the tenant", id)
		return false
	}
	n.object.id = id
	p.byID[id] = n
	return true
}

// node is the node that an attribute comes from, or that of the object.
func (d *draft) node(attribute string) *node {
	if n := d.nodes[attribute]; n != nil {
		return n
	}
	return d.at
}

// refuse notes why the directory does not take an object, at the attribute at fault.
func (p *plan) refuse(d *draft, err error) {
	refused := (*Error)(nil)
	if !errors.As(err, &refused) {
		p.fault(d.at, err)
		return
	}
	at := d.node(refused.Attribute)
	if at != d.at && refused.Code == InvalidValue { // the node's key has the name already
		if value := refused.Value; value != nil {
			err = fmt.Errorf("expected %s, found %s", refused.Expected, at.describe())
			if at.written != "" && refused.Expected == aText {
				err = fmt.Errorf("expected a text, found the number %[1]s: write it as \"%[1]s\"", at.written)
			}
		} else if refused.Found != "" {
			err = fmt.Errorf("expected %s, found %s", refused.Expected, refused.Found)
		}
	}
	p.fault(at, err)
}

// resolve finds whom a reference means: by object id, userPrincipalName, or the display name of one group only.
func (p *plan) resolve(n *node) (o *object, candidates int) {
	text, _ := n.value.(string)
	if found := p.byID[text]; found != nil {
		return found.object, 1
	}
	if o := p.tenant.objects[text]; o != nil && !o.purged {
		return o, 1
	}
	if found := p.byName[nameKey(text)]; found != nil {
		return found.object, 1
	}
	if o := p.tenant.names[nameKey(text)]; o != nil {
		return o, 1
	}
	if strings.TrimSpace(text) == "" {
		return nil, 0
	}
	var groups []*object
	for _, g := range p.byTitle[text] {
		groups = append(groups, g.object)
	}
	if len(groups) == 0 {
		groups = p.groupsOfTenant()[text]
	}
	if len(groups) == 1 {
		return groups[0], 1
	}
	return nil, len(groups)
}

// groupsOfTenant are the groups that the tenant has already, by displayName.
func (p *plan) groupsOfTenant() map[string][]*object {
	if p.tenantGroups == nil {
		p.tenantGroups = map[string][]*object{}
		for _, g := range p.tenant.groups {
			if !g.purged {
				title := groupTable.text(g.attributes, DisplayName)
				p.tenantGroups[title] = append(p.tenantGroups[title], g)
			}
		}
	}
	return p.tenantGroups
}

// link resolves the references between the planned objects, and then the assignments. Of a lenient file those to objects that
// are not known are passed over: an export of users need not have their managers, nor one of groups the devices in them.
func (p *plan) link() {
	for _, u := range p.users {
		p.file = u.file
		if u.manager != nil && !p.linkTo(u.manager, aUser, Manager) {
			u.manager = nil
		}
	}
	for _, g := range p.groups {
		p.file = g.file
		g.members = slices.DeleteFunc(g.members, func(m *node) bool {
			if !p.linkTo(m, "user or group", "members") {
				return true
			}
			if err := nestable(g.object, m.resolved); err != nil {
				p.fault(m, err)
			}
			return false
		})
	}
	for _, r := range p.requested {
		p.file = r.file
		p.yamlAssignment(r.assignment)
	}
}

// linkTo resolves one reference, and notes what is wrong with it.
func (p *plan) linkTo(n *node, noun string, ignored string) bool {
	o, candidates := p.resolve(n)
	switch {
	case o != nil && (noun != aUser || !o.isGroup()):
		n.resolved = o
		return true
	case o != nil:
		p.faultf(n, "expected a user, found the group %s", n.describe())
	case p.file.lenient:
		p.file.ignored[ignored]++
	case candidates > 1:
		p.faultf(n, "expected one group, found %d with the name %s: give its id", candidates, n.describe())
	default:
		p.faultf(n, "expected the id or name of a %s, found %s%s", noun, n.describe(), p.suggestion(n, noun))
	}
	return false
}

// suggestion is the name that a reference without an object was probably meant to be.
func (p *plan) suggestion(n *node, noun string) string {
	text, ok := n.value.(string)
	if len(p.faults) == faultsMax {
		return "" // nobody will read it
	}
	var known []string
	for _, u := range p.users {
		known = append(known, u.object.name())
	}
	if noun != aUser {
		for title := range p.byTitle {
			known = append(known, title)
		}
		slices.Sort(known)
	}
	if !ok || len(known) == 0 || len(known) > 10_000 {
		return ""
	}
	return didYouMean(nearest(text, known))
}
