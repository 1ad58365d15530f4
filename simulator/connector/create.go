package connector

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// createOutline is the body of a POST but for the values, in the shape and member order of the samples in Microsoft Learn,
// use-scim-to-provision-users-and-groups: schemas, externalId and the name first, then core attributes by name, then
// extensions. The schemas of a user are always core and enterprise; a custom extension is not among them though its object
// is in the body (customize-application-attributes). meta.resourceType and an empty roles are always there.
func createOutline(kind resourceType, wire *Wire, attributes []Attribute) (*outline, error) {
	rule := primaryRule{omit: wire.OmitPrimary, of: wire.Primary}
	core, extensions := &branch{primary: rule}, &branch{primary: rule}
	for i, a := range attributes {
		branch := core
		if a.Target.schema != "" {
			branch = extensions.branch(a.Target.schema)
		}
		if err := branch.put(Attribute{a.placed(), place(i)}); err != nil {
			return nil, err
		}
	}
	core.branch("meta").set("resourceType", kind.name)
	schemas := kind.schemas
	switch {
	case kind.name == userType.name && core.forms("roles") == 0:
		core.set("roles", []any{})
	case kind.name == groupType.name && wire.EmptyMembers && core.forms(members) == 0:
		core.set(members, []any{})
	}
	if kind.name == groupType.name && wire.PlainGroupSchema {
		schemas = schemas[:1]
	}

	body := object{{"schemas", schemas}}
	body = append(body, core.object(kind.first...)...)
	return newOutline(append(body, extensions.object(enterpriseUser)...)), nil
}

// placed is the attribute as which a value is put into a POST: roles are one as a whole, whichever part of it the mapping names.
func (a Attribute) placed() Target {
	if _, roles := a.Value.(Roles); !roles {
		return a.Target
	}
	whole := *a.Target.path
	whole.sub, whole.filterName, whole.filterValue = "", "", ""
	return Target{&whole}
}

// created is the value as a POST has it. Both dialects send JSON booleans here.
func (a Attribute) created(wire *Wire) any {
	switch v := a.Value.(type) {
	case Roles:
		return v.elements()
	case References:
		return memberValues(v, false)
	case Reference:
		if wire.Manager == ManagerObject {
			return object{{"value", string(v)}}
		}
		return string(v)
	}
	return a.Value
}

// branch is a JSON object under construction. The value of a member may be a *branch and a typedElements as well, until
// object finishes it.
type branch struct {
	members []field
	primary primaryRule
}

// typedElements are the elements of a multi-valued attribute, each known by its condition.
type typedElements []typedElement

type typedElement struct {
	condition string
	*branch
}

// form is the member of this name whose value is a T, and where it is in b.members: a new one if there is none.
func form[T any](b *branch, name string) (value T, at int) {
	for i, m := range b.members {
		if v, ok := m.value.(T); ok && m.name == name {
			return v, i
		}
	}
	b.members = append(b.members, field{name, value})
	return value, len(b.members) - 1
}

// set gives the member a value, in place of the one that it has.
func (b *branch) set(name string, value any) {
	for i, m := range b.members {
		switch m.value.(type) {
		case *branch, typedElements:
			continue
		}
		if m.name == name {
			b.members[i].value = value
			return
		}
	}
	b.members = append(b.members, field{name, value})
}

func (b *branch) branch(name string) *branch {
	child, at := form[*branch](b, name)
	if child == nil {
		child = &branch{primary: b.primary}
		b.members[at].value = child
	}
	return child
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
	place.set(name, a.Value)
	if b.forms(t.attribute) > 1 {
		return fmt.Errorf("target attribute %q: expected %s to be one value, one object or typed elements throughout "+
			"the mapping, found a mixture", t, t.attribute)
	}
	return nil
}

// forms is in how many ways the member is there: as a value, an object or typed elements.
func (b *branch) forms(name string) int {
	n := 0
	for _, m := range b.members {
		if m.name == name {
			n++
		}
	}
	return n
}

// element is the element that the condition of t describes; sub-attributes of the same condition share one. Microsoft's
// library always writes primary, also where RFC 7643 has none (addresses). Which of several elements is the primary one is
// not documented: see Wire.Primary.
func (b *branch) element(t Target) *branch {
	condition := t.filterName + " " + t.filterValue
	elements, at := form[typedElements](b, t.attribute)
	for _, e := range elements {
		if e.condition == condition {
			return e.branch
		}
	}
	e := &branch{}
	elements = append(elements, typedElement{condition, e})
	b.members[at].value = elements
	if !b.primary.omit {
		e.set("primary", b.primary.of.is(t, len(elements)))
	}
	e.set(t.filterName, t.filterValue)
	if value, ok := ParseBoolean(t.filterValue); ok && t.filterName == "primary" {
		e.set("primary", value) // the condition compares a boolean with the text "True"
	}
	return e
}

// primaryRule is what Wire says of primary.
type primaryRule struct {
	omit bool
	of   Primary
}

// is says whether an element is the primary one; nth counts from 1.
func (p Primary) is(t Target, nth int) bool {
	switch p {
	case PrimaryFirst:
		return nth == 1
	case PrimaryEach:
		return true
	case PrimaryNone:
		return false
	}
	return t.filterName == "type" && strings.EqualFold(t.filterValue, "work")
}

// object is the finished object: first the members named, then the others by name. The branch must not be used afterwards.
func (b *branch) object(first ...string) object {
	o := object(b.members)
	for i, m := range o {
		switch v := m.value.(type) {
		case *branch:
			if m.name == "name" { // as in the sample
				o[i].value = v.object("formatted", "familyName", "givenName")
			} else {
				o[i].value = v.object()
			}
		case typedElements:
			list := make([]any, len(v))
			for i, e := range v {
				list[i] = e.object()
			}
			o[i].value = list
		}
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
