package connector

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// createBody is the body of a POST, in the shape and member order of the samples in Microsoft Learn,
// use-scim-to-provision-users-and-groups: schemas, externalId and the name first, then core attributes by name, then
// extensions. The schemas of a user are always core and enterprise; a custom extension is not among them though its object
// is in the body (customize-application-attributes). meta.resourceType and an empty roles are always there. Both dialects
// send JSON booleans here.
func createBody(kind resourceType, wire Wire, attributes []Attribute) ([]byte, error) {
	core, extensions := newBranch(), newBranch()
	core.omitPrimary, extensions.omitPrimary = wire.OmitPrimary, wire.OmitPrimary
	for _, a := range attributes {
		branch := core
		if a.Target.schema != "" {
			branch = extensions.branch(a.Target.schema)
		}
		if err := branch.put(creation(a, wire)); err != nil {
			return nil, err
		}
	}
	core.branch("meta").leaves["resourceType"] = kind.name
	schemas := kind.schemas
	switch {
	case kind.name == userType.name && core.forms("roles") == 0:
		core.leaves["roles"] = []any{}
	case kind.name == groupType.name && wire.EmptyMembers && core.forms(members) == 0:
		core.leaves[members] = []any{}
	}
	if kind.name == groupType.name && wire.PlainGroupSchema {
		schemas = schemas[:1]
	}

	body := object{{"schemas", schemas}}
	body = append(body, core.object(kind.first...)...)
	return encode(append(body, extensions.object(enterpriseUser)...)), nil
}

// creation is an attribute with its value as a POST has it.
func creation(a Attribute, wire Wire) Attribute {
	switch v := a.Value.(type) {
	case Roles:
		a.Target.sub, a.Target.filterName, a.Target.filterValue = "", "", ""
		a.Value = v.elements()
	case References:
		a.Value = memberValues(v, false)
	case Reference:
		a.Value = string(v)
		if wire.Manager == ManagerObject {
			a.Value = object{{"value", string(v)}}
		}
	}
	return a
}

// branch is a JSON object under construction.
type branch struct {
	leaves   map[string]any
	branches map[string]*branch
	elements map[string][]*typedElement // of multi-valued attributes
	// omitPrimary is Wire.OmitPrimary.
	omitPrimary bool
}

// typedElement is one element of a multi-valued attribute, known by its condition.
type typedElement struct {
	condition string
	*branch
}

func newBranch() *branch {
	return &branch{leaves: map[string]any{}, branches: map[string]*branch{}, elements: map[string][]*typedElement{}}
}

func (b *branch) branch(name string) *branch {
	if b.branches[name] == nil {
		b.branches[name] = newBranch()
		b.branches[name].omitPrimary = b.omitPrimary
	}
	return b.branches[name]
}

// put places one attribute. Two that want the same member to be different things are a fault of the mapping.
func (b *branch) put(a Attribute) error {
	t := a.Target
	place, name := b, t.attribute
	switch {
	case t.typed():
		place, name = b.element(t), t.sub
	case t.sub != "":
		place, name = b.branch(t.attribute), t.sub
	}
	place.leaves[name] = a.Value
	if b.forms(t.attribute) > 1 {
		return fmt.Errorf("target attribute %q: expected %s to be one value, one object or typed elements throughout "+
			"the mapping, found a mixture", t, t.attribute)
	}
	return nil
}

// forms is in how many ways the member is there: as a value, an object or typed elements.
func (b *branch) forms(name string) int {
	n := 0
	if _, ok := b.leaves[name]; ok {
		n++
	}
	if b.branches[name] != nil {
		n++
	}
	if b.elements[name] != nil {
		n++
	}
	return n
}

// element is the element that the condition of t describes; sub-attributes of the same condition share one. Microsoft's
// library always writes primary, also where RFC 7643 has none (addresses). Which of several elements is the primary one is
// not documented: samples show it for type work, so that one is.
func (b *branch) element(t Target) *branch {
	condition := t.filterName + " " + t.filterValue
	for _, e := range b.elements[t.attribute] {
		if e.condition == condition {
			return e.branch
		}
	}
	e := &typedElement{condition: condition, branch: newBranch()}
	b.elements[t.attribute] = append(b.elements[t.attribute], e)
	if !b.omitPrimary {
		e.leaves["primary"] = t.filterName == "type" && strings.EqualFold(t.filterValue, "work")
	}
	e.leaves[t.filterName] = t.filterValue
	if value, ok := ParseBoolean(t.filterValue); ok && t.filterName == "primary" {
		e.leaves["primary"] = value // the condition compares a boolean with the text "True"
	}
	return e.branch
}

// object is the finished object: first the members named, then the others by name.
func (b *branch) object(first ...string) object {
	var o object
	for name, value := range b.leaves {
		o = append(o, field{name, value})
	}
	for name, child := range b.branches {
		if name == "name" { // as in the sample
			o = append(o, field{name, child.object("formatted", "familyName", "givenName")})
		} else {
			o = append(o, field{name, child.object()})
		}
	}
	for name, elements := range b.elements {
		list := make([]any, len(elements))
		for i, e := range elements {
			list[i] = e.object()
		}
		o = append(o, field{name, list})
	}
	rank := func(f field) int {
		if at := slices.Index(first, f.name); at >= 0 {
			return at
		}
		return len(first)
	}
	slices.SortFunc(o, func(x, y field) int { return cmp.Or(cmp.Compare(rank(x), rank(y)), strings.Compare(x.name, y.name)) })
	return o
}
