package schema

import "slices"

// common are the attributes of every resource (RFC 7643 section 3.1, schemas of section 3). They belong to no schema
// document; nothing modifies this list.
var common = []*Attribute{
	{Name: "schemas", Type: Reference, MultiValued: true, Required: true, Mutability: ReadWrite, Returned: Always,
		Uniqueness: UniqueNone},
	{Name: "id", Type: String, Required: true, CaseExact: true, Mutability: ReadOnly, Returned: Always,
		Uniqueness: UniqueGlobal},
	{Name: "externalId", Type: String, CaseExact: true, Mutability: ReadWrite, Returned: Default, Uniqueness: UniqueNone},
	{Name: "meta", Type: Complex, Mutability: ReadOnly, Returned: Default, Uniqueness: UniqueNone,
		SubAttributes: []*Attribute{
			meta("resourceType", String), meta("created", DateTime), meta("lastModified", DateTime),
			meta("location", Reference), meta("version", String),
		}},
}

func meta(name string, t Type) *Attribute {
	return &Attribute{Name: name, Type: t, CaseExact: true, Mutability: ReadOnly, Returned: Default, Uniqueness: UniqueNone}
}

// Assigned reports whether the attribute of this name is the service provider's to assign wholly, or describes the
// representation: schemas, id and meta. A client's values for them are not stored.
func Assigned(a *Attribute) bool {
	return a == common[0] || a == common[1] || a == common[3]
}

// Common are the attributes of every resource, in the order in which people read them.
func Common() []*Attribute { return slices.Clone(common) }

// CommonAttribute finds one of them by its name as RFC 7643 spells it; nil when there is none.
func CommonAttribute(name string) *Attribute { return find(common, name) }
