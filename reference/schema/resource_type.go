package schema

import "fmt"

// ResourceType is a kind of resource (RFC 7643 section 6): a core schema and its extensions, under an endpoint.
type ResourceType struct {
	// Name is what meta.resourceType says, for instance User.
	Name string
	// Endpoint is the path below the base URL, with its slash: /Users.
	Endpoint string
	// Description is for people.
	Description string
	// Core is the base schema. Its attributes stand at the root of a resource.
	Core *Schema
	// Extensions are the schema extensions. The attributes of each stand in an object under its URN.
	Extensions []Extension
}

// Extension is a schema extension of a resource type.
type Extension struct {
	Schema *Schema
	// Required says that every resource must have it.
	Required bool
}

// Target is what a path means for a resource type.
type Target struct {
	// Extension is the URN under which the attribute stands, in the schema's own spelling; empty for core and common
	// attributes.
	Extension string
	// Attribute is nil when the path is a bare extension URN, that is, the extension's whole object.
	Attribute *Attribute
	// Sub is nil when the path has no sub-attribute.
	Sub *Attribute
}

// Name is the canonical notation of the target: URN only for extensions, names in the schema's spelling.
func (t Target) Name() string {
	switch {
	case t.Attribute == nil:
		return t.Extension
	case t.Sub != nil:
		return prefixed(t.Extension, t.Attribute.Name+"."+t.Sub.Name)
	default:
		return prefixed(t.Extension, t.Attribute.Name)
	}
}

// Leaf is the most specific attribute: the sub-attribute when there is one.
func (t Target) Leaf() *Attribute {
	if t.Sub != nil {
		return t.Sub
	}
	return t.Attribute
}

// Extension finds an extension's schema by URN, in any case; nil when the resource type does not have it.
func (t *ResourceType) Extension(urn string) *Schema {
	for _, e := range t.Extensions {
		if SameURN(e.Schema.ID, urn) {
			return e.Schema
		}
	}
	return nil
}

// Resolve says what a path means. A path without URN is a common or core attribute; if there is none, one of an
// extension, because Microsoft's reference check filters by manager without its URN. The error says which part of the
// path is not known; there is no target then.
func (t *ResourceType) Resolve(p Path) (Target, error) {
	target, ok := t.attribute(p)
	if !ok {
		return Target{}, fmt.Errorf("%s has no attribute %q", t.Name, Path{URN: p.URN, Attribute: p.Attribute})
	}
	if p.Sub == "" {
		return target, nil
	}
	if target.Attribute == nil {
		return Target{}, fmt.Errorf("%q is a schema: expected an attribute of it", target.Extension)
	}
	if target.Sub = target.Attribute.Sub(p.Sub); target.Sub == nil {
		return Target{}, fmt.Errorf("attribute %q of %s has no sub-attribute %q", target.Attribute.Name, t.Name, p.Sub)
	}
	return target, nil
}

func (t *ResourceType) attribute(p Path) (Target, bool) {
	switch {
	case p.URN == "":
		for _, attributes := range [][]*Attribute{t.Core.Attributes, common} {
			if a := find(attributes, p.Attribute); a != nil {
				return Target{Attribute: a}, true
			}
		}
		for _, e := range t.Extensions {
			if a := e.Schema.Attribute(p.Attribute); a != nil {
				return Target{Extension: e.Schema.ID, Attribute: a}, true
			}
		}
	case SameURN(p.URN, t.Core.ID):
		for _, attributes := range [][]*Attribute{t.Core.Attributes, common} {
			if a := find(attributes, p.Attribute); a != nil {
				return Target{Attribute: a}, true
			}
		}
	default:
		if e := t.Extension(p.URN); e != nil {
			a := e.Attribute(p.Attribute)
			return Target{Extension: e.ID, Attribute: a}, a != nil
		}
		// The last segment of a bare URN looks like an attribute.
		if e := t.Extension(p.URN + ":" + p.Attribute); e != nil {
			return Target{Extension: e.ID}, true
		}
	}
	return Target{}, false
}

func prefixed(urn, name string) string {
	if urn == "" {
		return name
	}
	return urn + ":" + name
}
