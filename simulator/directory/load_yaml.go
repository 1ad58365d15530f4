package directory

import (
	"fmt"
	"slices"
	"strings"
)

// readYAML plans what a file of format YAML says.
func (p *plan) readYAML(text []byte) {
	root := p.yamlDocument(text)
	if root == nil {
		return
	}
	sections := p.sections(root, "appRoles", "users", "groups", "assignments")
	for _, n := range sections["appRoles"] {
		p.yamlAppRole(n)
	}
	for _, n := range sections["users"] {
		p.yamlUser(n)
	}
	for _, n := range sections["groups"] {
		p.yamlGroup(n)
	}
	for _, n := range sections["assignments"] {
		p.requested = append(p.requested, requested{p.file, n})
	}
}

// sections are the lists under the names, which are the only ones there may be.
func (p *plan) sections(root *node, names ...string) map[string][]*node {
	sections := map[string][]*node{}
	for _, m := range p.mapping(root) {
		if p.expectName(m, names) {
			sections[m.name] = p.items(m.node)
		}
	}
	return sections
}

// expectName notes a fault unless the name of the member is among the names.
func (p *plan) expectName(m member, names []string) bool {
	if slices.Contains(names, m.name) {
		return true
	}
	p.faultf(m.at, "expected one of %s, found %q%s", strings.Join(names, ", "), m.name, didYouMean(nearest(m.name, names)))
	return false
}

func (p *plan) yamlUser(n *node) {
	d := newDraft(n)
	for _, m := range p.mapping(n) {
		switch m.name {
		case "id":
			d.id = m.node
		case "deletedDateTime":
			d.deleted = m.node
		case Manager:
			if m.node.value != nil {
				d.manager = m.node
			}
		default:
			p.setKnown(d, userTable, m)
		}
	}
	p.addUser(d)
}

// setKnown takes a value over if the name is that of an attribute.
func (p *plan) setKnown(d *draft, t *table, m member) {
	a, known := t.attribute(m.name)
	if !known {
		if len(p.faults) == faultsMax {
			p.more++ // without looking for the nearest name in each of a million users
			return
		}
		p.fault(m.at, &Error{Code: UnknownAttribute, Attribute: m.name, Nearest: nearest(m.name, t.settable())})
		return
	}
	if _, isList := m.node.value.([]*node); isList && !a.MultiValued {
		p.faultf(m.node, "expected %s, found a list", a.expects())
		return
	}
	p.set(d, m.name, m.node)
}

func (p *plan) yamlGroup(n *node) {
	d := newDraft(n)
	for _, m := range p.mapping(n) {
		switch m.name {
		case "id":
			d.id = m.node
		case "deletedDateTime":
			d.deleted = m.node
		case "members":
			d.members = p.items(m.node)
		case "kind":
			switch m.node.value {
			case string(Security):
			case string(Microsoft365):
				d.values[GroupTypes], d.nodes[GroupTypes] = []string{unified}, m.node
			default:
				p.faultf(m.node, "expected %s or %s, found %s", Security, Microsoft365, m.node.describe())
			}
		default:
			p.setKnown(d, groupTable, m)
		}
	}
	p.addGroup(d)
}

func (p *plan) yamlAppRole(n *node) {
	r := AppRole{Enabled: true}
	for _, m := range p.mapping(n) {
		if !p.expectName(m, []string{"id", "value", "displayName", "enabled"}) {
			return
		}
		if m.name == "enabled" {
			enabled, ok := m.node.value.(bool)
			if !ok {
				p.faultf(m.node, "expected true or false, found %s", m.node.describe())
				return
			}
			r.Enabled = enabled
			continue
		}
		text, ok := p.text(m.node)
		if !ok {
			return
		}
		*map[string]*string{"id": &r.ID, "value": &r.Value, "displayName": &r.DisplayName}[m.name] = text
	}
	if r.DisplayName == "" {
		r.DisplayName = r.Value
	}
	if err := checkAppRole(slices.Concat(p.tenant.roles, p.roles), r); err != nil {
		p.fault(n, err)
		return
	}
	p.roles = append(p.roles, &appRole{AppRole: r})
	p.file.loaded.AppRoles++
}

func (p *plan) yamlAssignment(n *node) {
	members := p.mapping(n)
	for _, m := range members {
		if !p.expectName(m, []string{"principal", "role"}) {
			return
		}
	}
	principal := get(members, "principal")
	if principal == nil {
		p.faultf(n, "expected a principal, found none")
		return
	}
	if !p.linkTo(principal, "user or group", "") {
		return
	}
	role := p.tenant.defaultAccess
	if at := get(members, "role"); at != nil && at.value != nil {
		var err error
		if role, err = p.roleOf(at); err != nil {
			p.fault(at, err)
			return
		}
	}
	// An assignment outlives its role's being disabled and its group's no longer being securityEnabled, so that a file can
	// have it. A group that is not securityEnabled because the file does not say so is probably a mistake.
	if o := principal.resolved; !p.saysSecurityEnabled[o] {
		if err := assignable(o, p.tenant.defaultAccess); err != nil {
			p.fault(principal, err)
			return
		}
	}
	p.assignments = append(p.assignments, plannedAssignment{principal: principal.resolved, role: role})
	p.file.loaded.Assignments++
}

// roleOf is the role with this id or value.
func (p *plan) roleOf(n *node) (*appRole, error) {
	text, _ := n.value.(string)
	if text == DefaultAccess {
		return p.tenant.defaultAccess, nil
	}
	var values []string
	for _, r := range slices.Concat(p.roles, p.tenant.roles) {
		if text != "" && (r.ID == text || r.Value == text) {
			return r, nil
		}
		values = append(values, r.Value)
	}
	if len(values) == 0 {
		return nil, fmt.Errorf("expected the id or value of an app role, found %s, and the application has none", n.describe())
	}
	return nil, fmt.Errorf("expected the id or value of an app role, found %s%s", n.describe(), didYouMean(nearest(text, values)))
}
