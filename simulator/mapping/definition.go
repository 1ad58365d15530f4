package mapping

import (
	"slices"
	"strings"
)

// DirectoryDefinition describes the objects of one directory: for the target, the portal's attribute list.
type DirectoryDefinition struct {
	ID                string
	Name              string
	Version           string
	Discoverabilities string // AttributeNames, AttributeDataTypes, AttributeReadOnly, ReferenceAttributes, or None
	DiscoveryDateTime string // RFC 3339, or "" when nothing was discovered
	Metadata          Metadata
	Objects           []*ObjectDefinition

	raw *jsonValue
}

// ObjectDefinition describes objects of one type.
type ObjectDefinition struct {
	Name       string
	Metadata   Metadata
	Attributes []AttributeDefinition

	raw *jsonValue
}

// AttributeDefinition describes one attribute.
type AttributeDefinition struct {
	Name        string
	Type        AttributeType
	Multivalued bool
	// Required says that an object cannot be created without a value; the DefaultValue stands in for it.
	Required     bool
	DefaultValue *string
	// CaseExact says that values that differ in letter case only are different.
	CaseExact bool
	// Anchor marks the primary key.
	Anchor     bool
	Mutability Mutability
	// FlowNullValues is kept and not acted upon: the page says that null values are not provisioned.
	FlowNullValues bool
	// ReferencedObjects are what an attribute of type Reference points to.
	ReferencedObjects []ReferencedObject
	Metadata          Metadata

	raw *jsonValue
}

// ReferencedObject is one kind of object that a reference points to; without a property it is meant by its anchor.
type ReferencedObject struct {
	ReferencedObjectName string
	ReferencedProperty   string

	raw *jsonValue
}

// AttributeType is the type of an attribute's values.
type AttributeType string

const (
	TypeString    AttributeType = "String"
	TypeInteger   AttributeType = "Integer"
	TypeReference AttributeType = "Reference"
	TypeBinary    AttributeType = "Binary"
	TypeBoolean   AttributeType = "Boolean"
	TypeDateTime  AttributeType = "DateTime"
)

// Mutability says what may be done to an attribute.
type Mutability string

const (
	MutabilityReadWrite Mutability = "ReadWrite"
	MutabilityReadOnly  Mutability = "ReadOnly"
	MutabilityImmutable Mutability = "Immutable"
	MutabilityWriteOnly Mutability = "WriteOnly"
)

// attribute is the definition of the attribute, nil for none. Names are compared without case.
func (o *ObjectDefinition) attribute(name string) *AttributeDefinition {
	if o == nil {
		return nil
	}
	i := slices.IndexFunc(o.Attributes, func(a AttributeDefinition) bool { return strings.EqualFold(a.Name, name) })
	if i < 0 {
		return nil
	}
	return &o.Attributes[i]
}

// SourceDefinition is what the schema says of a source attribute; ok is false when it says nothing.
func (m *ObjectMapping) SourceDefinition(name string) (d AttributeDefinition, ok bool) {
	if found := m.source.attribute(name); found != nil {
		return *found, true
	}
	return AttributeDefinition{}, false
}

// TargetDefinition is what is known of a target attribute. One that the schema does not list is a text that is compared
// exactly, with two exceptions: active is a boolean even then, since RFC 7643, section 4.1.1 says so and no job works
// otherwise, and manager and members are references.
func (m *ObjectMapping) TargetDefinition(name string) AttributeDefinition {
	return *m.define(name)
}

// definedTarget is what is known of a row's target attribute, looked up once; name is the attribute's when it was.
type definedTarget struct {
	name string
	as   *AttributeDefinition
}

// definition is the TargetDefinition of the row's target attribute.
func (m *ObjectMapping) definition(row *AttributeMapping) *AttributeDefinition {
	if row.defined.as != nil && row.defined.name == row.TargetAttributeName {
		return row.defined.as
	}
	return m.define(row.TargetAttributeName)
}

// define is what is known of a target attribute, with the mapping's options.
func (m *ObjectMapping) define(name string) *AttributeDefinition {
	d := m.target.define(name)
	if m.options.CaselessUnlisted && m.target.attribute(name) == nil {
		d.CaseExact = false
	}
	return d
}

func (o *ObjectDefinition) define(name string) *AttributeDefinition {
	known := knownReference(name)
	if d := o.attribute(name); d != nil {
		definition := *d
		if known {
			definition.Type = TypeReference
		}
		return &definition
	}
	d := &AttributeDefinition{Name: name, Type: TypeString, CaseExact: true}
	switch {
	case known:
		d.Type, d.Multivalued = TypeReference, strings.EqualFold(name, targetMembers)
	case strings.EqualFold(name, "active"):
		d.Type = TypeBoolean
	}
	return d
}

// define finds the definitions of every mapping's objects in the schema's directories.
func (s *SynchronizationSchema) define() {
	for _, rule := range s.SynchronizationRules {
		for _, m := range rule.ObjectMappings {
			within := s.surrounding(rule, m)
			m.source, m.target = within.source, within.target
			for _, row := range m.AttributeMappings {
				row.defined = definedTarget{row.TargetAttributeName, m.define(row.TargetAttributeName)}
			}
		}
	}
}

// surrounding is what the schema says of the mapping's objects.
func (s *SynchronizationSchema) surrounding(rule *SynchronizationRule, m *ObjectMapping) surrounding {
	return surrounding{
		enabled:    m.Enabled,
		nonGallery: rule.TargetDirectoryName == nonGallery,
		source:     s.object(rule.SourceDirectoryName, m.SourceObjectName),
		target:     s.object(rule.TargetDirectoryName, m.TargetObjectName),
	}
}

func (s *SynchronizationSchema) object(directory, name string) *ObjectDefinition {
	for _, d := range s.Directories {
		for _, o := range d.Objects {
			if d.Name == directory && o.Name == name {
				return o
			}
		}
	}
	return nil
}
