// Package mapping is the configuration of what flows from the directory to the target: Microsoft Graph's
// synchronizationSchema, in the shape of GET and PUT …/synchronization/jobs/{id}/schema and of the file that the portal
// exports, and the evaluation of its scoping filters and attribute mappings for one object.
//
// It sends nothing and keeps no state. What a mapped value becomes on the wire is the connector's business; whether an
// object is to be created or updated, and which resource a reference points to, is the job's.
//
// The truth comes from Graph's resource types synchronizationSchema, synchronizationRule, objectMapping, attributeMapping,
// filter and directoryDefinition, and from Microsoft Learn, customize-application-attributes ("the page" in comments).
package mapping

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Source objects that are provisioned.
const (
	ObjectUser  = "User"
	ObjectGroup = "Group"
)

// SynchronizationSchema is the whole configuration. Parse makes one; change it with the methods of ObjectMapping. It may
// be evaluated by many goroutines at once while nobody changes it.
type SynchronizationSchema struct {
	ID                   string
	Version              string
	SynchronizationRules []*SynchronizationRule
	Directories          []*DirectoryDefinition
	// Warnings are what Parse found that is no fault, and yet may not do what the author thinks.
	Warnings Faults

	raw *jsonValue // what was read; nil for what was made since
}

// SynchronizationRule is a direction of flow between two directories.
type SynchronizationRule struct {
	ID                  string
	Name                string
	Priority            int // the lowest comes first
	Editable            bool
	SourceDirectoryName string
	TargetDirectoryName string
	Metadata            Metadata
	ObjectMappings      []*ObjectMapping

	raw *jsonValue
}

// ObjectMapping says how objects of one type flow.
type ObjectMapping struct {
	Name              string
	Enabled           bool
	FlowTypes         FlowTypes
	SourceObjectName  string
	TargetObjectName  string
	Metadata          Metadata
	AttributeMappings []*AttributeMapping
	// Scope says who is in scope besides being assigned; nil is everybody.
	Scope *Filter
	// Environment is what expressions may ask besides the attributes of the object: the time, random numbers, options. It
	// is no part of Graph's resource, but the job's, and may be zero.
	Environment expression.Environment

	raw            *jsonValue
	options        Options
	source, target *ObjectDefinition // nil when the schema does not say
}

// FlowTypes are the actions that an object mapping allows; the portal shows them as Create, Update and Delete.
type FlowTypes struct {
	Add, Update, Delete bool
}

// String gives the flow types as Graph writes them: "Add, Update, Delete".
func (f FlowTypes) String() string {
	var words []string
	for _, flow := range []struct {
		allowed bool
		word    string
	}{{f.Add, "Add"}, {f.Update, "Update"}, {f.Delete, "Delete"}} {
		if flow.allowed {
			words = append(words, flow.word)
		}
	}
	return cmp.Or(strings.Join(words, ", "), "None")
}

// UserRule is the rule that has the mapping of users.
func (s *SynchronizationSchema) UserRule() *SynchronizationRule { return s.ruleOf(ObjectUser) }

// Users is the mapping of users: the enabled one of the rule that comes first by priority. Parse refuses a schema
// without; the page does not let it be switched off.
func (s *SynchronizationSchema) Users() *ObjectMapping { return s.UserRule().enabled(ObjectUser) }

// GroupRule is the rule that has the mapping of groups; nil without one.
func (s *SynchronizationSchema) GroupRule() *SynchronizationRule { return s.ruleOf(ObjectGroup) }

// Groups is the mapping of groups, chosen as that of users is; nil when there is none, or it is switched off.
func (s *SynchronizationSchema) Groups() *ObjectMapping { return s.GroupRule().enabled(ObjectGroup) }

// ruleOf is the first rule by priority that has an enabled mapping of the source object. The rules stay in the order of
// the document.
func (s *SynchronizationSchema) ruleOf(sourceObjectName string) *SynchronizationRule {
	var first *SynchronizationRule
	for _, rule := range s.SynchronizationRules {
		if rule.enabled(sourceObjectName) != nil && (first == nil || rule.Priority < first.Priority) {
			first = rule
		}
	}
	return first
}

func (r *SynchronizationRule) enabled(sourceObjectName string) *ObjectMapping {
	if r == nil {
		return nil
	}
	for _, m := range r.ObjectMappings {
		if m.Enabled && m.SourceObjectName == sourceObjectName {
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
func (m *ObjectMapping) matching() []*AttributeMapping { return m.appendMatching(nil) }

func (m *ObjectMapping) appendMatching(rows []*AttributeMapping) []*AttributeMapping {
	for _, row := range m.AttributeMappings {
		if row.MatchingPriority != 0 {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b *AttributeMapping) int { return cmp.Compare(a.MatchingPriority, b.MatchingPriority) })
	return rows
}
