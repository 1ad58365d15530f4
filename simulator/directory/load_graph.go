package directory

import (
	"strings"
)

// readGraph plans what a file of format Graph says.
func (p *plan) readGraph(text []byte) {
	p.file.lenient = true
	root := p.jsonDocument(text)
	if root == nil {
		return
	}
	for _, n := range p.graphObjects(root) {
		p.graphObject(n)
	}
}

// graphObjects are the objects of an answer of Graph.
func (p *plan) graphObjects(root *node) []*node {
	members, ok := root.value.([]member)
	if !ok {
		return p.items(root)
	}
	if value := get(members, "value"); value != nil {
		if get(members, "@odata.nextLink") != nil {
			p.file.ignored["@odata.nextLink"]++
		}
		return p.items(value)
	}
	return []*node{root}
}

func (p *plan) graphObject(n *node) {
	members := p.mapping(n)
	if get(members, "@removed") != nil {
		p.file.ignored["@removed"]++
		return
	}
	switch kind := graphKind(members); kind {
	case aUser:
		p.graphUser(n, members)
	case aGroup:
		p.graphGroup(n, members)
	case "":
		p.faultf(n, "expected a user or a group: @odata.type, userPrincipalName or groupTypes; found none of them")
	default:
		p.file.ignored[kind]++
	}
}

// graphKind is what kind of object it is: user, group, the @odata.type of another, or empty.
func graphKind(members []member) string {
	if typ := get(members, "@odata.type"); typ != nil {
		text, _ := typ.value.(string)
		switch text {
		case "#microsoft.graph.user":
			return aUser
		case "#microsoft.graph.group":
			return aGroup
		}
		return text
	}
	switch {
	case get(members, UserPrincipalName) != nil:
		return aUser
	case get(members, GroupTypes) != nil, get(members, SecurityEnabled) != nil, get(members, "members") != nil:
		return aGroup
	}
	return ""
}

// graphUserNames are the source attributes of Graph's properties that have another name (Graph, user resource type).
var graphUserNames = map[string]string{
	"mobilePhone": "mobile", "faxNumber": "facsimileTelephoneNumber", "officeLocation": "physicalDeliveryOfficeName",
	"onPremisesImmutableId": "immutableId", "onPremisesSyncEnabled": "dirSyncEnabled",
}

func (p *plan) graphUser(n *node, members []member) {
	d := newDraft(n)
	for _, m := range members {
		switch m.name {
		case "id":
			d.id = m.node
		case "deletedDateTime":
			d.deleted = m.node
		case Manager:
			d.manager = graphReference(m.node)
		case "businessPhones":
			p.graphFirst(d, "telephoneNumber", m)
		case "imAddresses":
			p.graphFirst(d, "sipProxyAddress", m)
		case "onPremisesExtensionAttributes":
			for _, extension := range p.mapping(m.node) {
				p.graphProperty(d, userTable, extension, extension.name)
			}
		case "employeeOrgData":
			for _, part := range p.mapping(m.node) {
				p.graphProperty(d, userTable, part, "employeeOrgData."+part.name)
			}
		default:
			name, renamed := graphUserNames[m.name]
			if !renamed {
				name = m.name
			}
			p.graphProperty(d, userTable, m, name)
		}
	}
	p.addUser(d)
}

func (p *plan) graphGroup(n *node, members []member) {
	d := newDraft(n)
	for _, m := range members {
		switch m.name {
		case "id":
			d.id = m.node
		case "deletedDateTime":
			d.deleted = m.node
		case "members", "members@delta":
			for _, item := range p.items(m.node) {
				if properties, ok := item.value.([]member); ok && get(properties, "@removed") != nil {
					continue
				}
				if reference := graphReference(item); reference != nil {
					d.members = append(d.members, reference)
				}
			}
		case "onPremisesSyncEnabled":
			p.graphProperty(d, groupTable, m, "dirSyncEnabled")
		default:
			p.graphProperty(d, groupTable, m, m.name)
		}
	}
	p.addGroup(d)
}

// graphReference is the node of the object id in an expanded object; nil for nothing.
func graphReference(n *node) *node {
	if members, ok := n.value.([]member); ok {
		return get(members, "id")
	}
	if n.value == nil {
		return nil
	}
	return n
}

// graphProperty takes a property over as an attribute, or counts it as ignored.
func (p *plan) graphProperty(d *draft, t *table, m member, attribute string) {
	a, known := t.attribute(attribute)
	switch {
	case m.node.value == nil || strings.HasPrefix(m.name, "@odata.") && m.name != "@odata.nextLink":
	case !known || a.Derived || a.Type == TypeReference:
		p.file.ignored[m.name]++
	case a.Type == typeAnyScalar && isList(m.node): // which are not provisioned (customize-application-attributes)
		p.file.ignored[m.name]++
	default:
		p.set(d, attribute, m.node)
	}
}

func isList(n *node) bool {
	_, ok := n.value.([]*node)
	return ok
}

// graphFirst takes the first element of a list over as an attribute; the others count as ignored.
func (p *plan) graphFirst(d *draft, attribute string, m member) {
	items := p.items(m.node)
	if len(items) == 0 {
		return
	}
	p.set(d, attribute, items[0])
	if others := len(items) - 1; others > 0 {
		p.file.ignored[m.name] += others
	}
}
