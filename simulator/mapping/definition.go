package mapping

import "strings"

// DirectoryDefinition describes the objects of one directory: for the target, the portal's attribute list.
type DirectoryDefinition struct {
	ID      string
	Name    string
	Objects []*ObjectDefinition
}

// ObjectDefinition describes objects of one type.
type ObjectDefinition struct {
	Name       string
	Attributes []AttributeDefinition
}

// AttributeDefinition describes one attribute.
type AttributeDefinition struct {
	Name        string
	Type        AttributeType
	Multivalued bool
	Required    bool
	// CaseExact says that values that differ in letter case only are different.
	CaseExact bool
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

// targetDefinition is what is known of a target attribute. One that the schema does not list is a text that is compared
// exactly; active alone is a boolean even then, since RFC 7643, section 4.1.1 says so and no job works otherwise.
func (m *ObjectMapping) targetDefinition(name string) AttributeDefinition {
	if m.target != nil {
		for _, a := range m.target.Attributes {
			if strings.EqualFold(a.Name, name) {
				return a
			}
		}
	}
	if strings.EqualFold(name, "active") {
		return AttributeDefinition{Name: name, Type: TypeBoolean, CaseExact: true}
	}
	return AttributeDefinition{Name: name, Type: TypeString, CaseExact: true}
}

// define finds the definition of the mapping's target object in the schema's directories.
func (s *SynchronizationSchema) define(rule *SynchronizationRule, m *ObjectMapping) {
	for _, d := range s.Directories {
		if d.Name != rule.TargetDirectoryName {
			continue
		}
		for _, o := range d.Objects {
			if o.Name == m.TargetObjectName {
				m.target = o
			}
		}
	}
}
