// Package mapping is the configuration of what flows from the directory to the target: Microsoft Graph's
// synchronizationSchema, in the shape of GET and PUT …/synchronization/jobs/{id}/schema and of the file that the portal
// exports, and the evaluation of its attribute mappings for one object.
//
// It sends nothing and keeps no state. What a mapped value becomes on the wire is the connector's business; whether an
// object is to be created or updated is the job's.
//
// The truth comes from Graph's resource types synchronizationSchema, synchronizationRule, objectMapping, attributeMapping
// and directoryDefinition, and from Microsoft Learn, customize-application-attributes ("the page" in comments).
package mapping

import (
	"slices"
	"strings"
)

// SynchronizationSchema is the whole configuration. Parse makes one; change it with the methods of ObjectMapping.
type SynchronizationSchema struct {
	ID                   string
	Version              string
	SynchronizationRules []*SynchronizationRule
	Directories          []*DirectoryDefinition
}

// SynchronizationRule is a direction of flow between two directories.
type SynchronizationRule struct {
	ID                  string
	Name                string
	Priority            int
	Editable            bool
	SourceDirectoryName string
	TargetDirectoryName string
	ObjectMappings      []*ObjectMapping
}

// ObjectMapping says how objects of one type flow.
type ObjectMapping struct {
	Name              string
	Enabled           bool
	FlowTypes         FlowTypes
	SourceObjectName  string
	TargetObjectName  string
	AttributeMappings []*AttributeMapping
	// Scope says who is in scope besides being assigned; nil is everybody.
	Scope *Filter

	target *ObjectDefinition // types of target attributes; nil when the schema does not say
}

// FlowTypes are the actions that an object mapping allows; the portal shows them as Create, Update and Delete.
type FlowTypes struct {
	Add, Update, Delete bool
}

// AttributeMapping says where the value of one target attribute comes from.
type AttributeMapping struct {
	TargetAttributeName string
	// Source is nil for a mapping of type Constant, whose text is the DefaultValue, and for one of type None, which has
	// no text either and leaves the target alone. SetExpression and its like change it.
	Source *AttributeMappingSource
	// DefaultValue is used when the source has no value, at creation only. Nil for none.
	DefaultValue *string
	FlowType     FlowType
	FlowBehavior FlowBehavior
	// MatchingPriority is the order among the attributes by which objects are matched, from 1; 0 is not among them.
	MatchingPriority int
}

// FlowType says at which actions the mapping applies; the portal's "Apply this mapping".
type FlowType string

const (
	// FlowTypeAlways applies at creation and at each update.
	FlowTypeAlways FlowType = "Always"
	// FlowTypeObjectAddOnly applies at creation only.
	FlowTypeObjectAddOnly FlowType = "ObjectAddOnly"
	// FlowTypeMultiValueAddOnly is for multi-valued attributes; here it is the same as Always.
	FlowTypeMultiValueAddOnly FlowType = "MultiValueAddOnly"
)

// FlowBehavior says whether a value that the target already has is sent again.
type FlowBehavior string

const (
	// FlowWhenChanged sends what differs.
	FlowWhenChanged FlowBehavior = "FlowWhenChanged"
	// FlowAlways sends the value with every update, the same or not.
	FlowAlways FlowBehavior = "FlowAlways"
)

// UserRule is the rule that has the mapping of users.
func (s *SynchronizationSchema) UserRule() *SynchronizationRule {
	for _, rule := range s.SynchronizationRules {
		if rule.users() != nil {
			return rule
		}
	}
	return nil
}

// Users is the mapping of users: the enabled one of the rule that comes first by priority. Parse refuses a schema
// without; the page does not let it be switched off.
func (s *SynchronizationSchema) Users() *ObjectMapping {
	if rule := s.UserRule(); rule != nil {
		return rule.users()
	}
	return nil
}

func (r *SynchronizationRule) users() *ObjectMapping {
	for _, m := range r.ObjectMappings {
		if m.Enabled && m.SourceObjectName == "User" {
			return m
		}
	}
	return nil
}

// Row is the mapping of one target attribute, by its name without case; nil for none.
func (m *ObjectMapping) Row(targetAttributeName string) *AttributeMapping {
	for _, row := range m.AttributeMappings {
		if strings.EqualFold(row.TargetAttributeName, targetAttributeName) {
			return row
		}
	}
	return nil
}

// matching are the rows by which objects are matched, in their order.
func (m *ObjectMapping) matching() []*AttributeMapping {
	rows := slices.DeleteFunc(slices.Clone(m.AttributeMappings), func(row *AttributeMapping) bool {
		return row.MatchingPriority == 0
	})
	slices.SortStableFunc(rows, func(a, b *AttributeMapping) int { return a.MatchingPriority - b.MatchingPriority })
	return rows
}

// Clone shares nothing with s that can change.
func (s *SynchronizationSchema) Clone() *SynchronizationSchema {
	c := *s
	c.SynchronizationRules = make([]*SynchronizationRule, len(s.SynchronizationRules))
	for i, rule := range s.SynchronizationRules {
		r := *rule
		r.ObjectMappings = make([]*ObjectMapping, len(rule.ObjectMappings))
		for j, m := range rule.ObjectMappings {
			r.ObjectMappings[j] = m.clone()
		}
		c.SynchronizationRules[i] = &r
	}
	return &c
}

func (m *ObjectMapping) clone() *ObjectMapping {
	c := *m
	c.AttributeMappings = make([]*AttributeMapping, len(m.AttributeMappings))
	for i, row := range m.AttributeMappings {
		r := *row
		c.AttributeMappings[i] = &r
	}
	c.Scope = m.Scope.clone()
	return &c
}
