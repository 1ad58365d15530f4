package mapping

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Parse reads a synchronizationSchema. Members that it does not know are ignored, as an exported schema has many. The error
// joins all faults, each with its JSON path, for instance
//
//	$.synchronizationRules[0].objectMappings[0].attributeMappings[4].source.expression: 1:9: …
//
// Expressions and scoping filters are compiled here, so that a schema that loads can be evaluated. The two other kinds of
// filter groups are a fault: Graph does not say what they do, and leaving one out could provision people who are out of
// scope.
func Parse(text []byte) (*SynchronizationSchema, error) {
	root, err := readDocument(text)
	if err != nil {
		return nil, fmt.Errorf("synchronizationSchema: %w", err)
	}
	s := parseSchema(root)
	if s != nil && len(*root.faults) == 0 && s.Users() == nil {
		root.member("synchronizationRules").fault("expected an enabled mapping of the source object User, found none")
	}
	if len(*root.faults) > 0 {
		return nil, fmt.Errorf("synchronizationSchema: %w", errors.Join(*root.faults...))
	}
	return s, nil
}

func parseSchema(n node) *SynchronizationSchema {
	if !n.object() {
		return nil
	}
	s := &SynchronizationSchema{ID: n.member("id").text(), Version: n.member("version").text()}
	for _, d := range n.member("directories").list() {
		s.Directories = append(s.Directories, parseDirectory(d))
	}
	for _, r := range n.member("synchronizationRules").list() {
		s.SynchronizationRules = append(s.SynchronizationRules, parseRule(r))
	}
	slices.SortStableFunc(s.SynchronizationRules, func(a, b *SynchronizationRule) int {
		return cmp.Compare(a.Priority, b.Priority)
	})
	for _, rule := range s.SynchronizationRules {
		for _, m := range rule.ObjectMappings {
			s.define(rule, m)
		}
	}
	return s
}

func parseDirectory(n node) *DirectoryDefinition {
	n.object()
	d := &DirectoryDefinition{ID: n.member("id").text(), Name: n.member("name").name()}
	for _, o := range n.member("objects").list() {
		o.object()
		object := &ObjectDefinition{Name: o.member("name").name()}
		for _, a := range o.member("attributes").list() {
			a.object()
			object.Attributes = append(object.Attributes, AttributeDefinition{
				Name: a.member("name").name(),
				Type: oneOf(a.member("type"), TypeString, TypeInteger, TypeReference, TypeBinary, TypeBoolean, TypeDateTime),
				// Whether Graph's default is exact is not known; exact sends a change of letter case, as a user expects.
				CaseExact:   a.member("caseExact").flag(true),
				Multivalued: a.member("multivalued").flag(false),
				Required:    a.member("required").flag(false),
			})
		}
		d.Objects = append(d.Objects, object)
	}
	return d
}

func parseRule(n node) *SynchronizationRule {
	n.object()
	rule := &SynchronizationRule{
		ID:                  n.member("id").text(),
		Name:                n.member("name").text(),
		Priority:            n.member("priority").number(),
		Editable:            n.member("editable").flag(false),
		SourceDirectoryName: n.member("sourceDirectoryName").name(),
		TargetDirectoryName: n.member("targetDirectoryName").name(),
	}
	for _, m := range n.member("objectMappings").list() {
		rule.ObjectMappings = append(rule.ObjectMappings, parseObjectMapping(m))
	}
	return rule
}

func parseObjectMapping(n node) *ObjectMapping {
	n.object()
	m := &ObjectMapping{
		Name:             n.member("name").text(),
		Enabled:          n.member("enabled").flag(true),
		FlowTypes:        parseFlowTypes(n.member("flowTypes")),
		SourceObjectName: n.member("sourceObjectName").name(),
		TargetObjectName: n.member("targetObjectName").name(),
	}
	m.Scope = parseFilter(n.member("scope"), m.Enabled)
	for _, row := range n.member("attributeMappings").list() {
		parsed := parseAttributeMapping(row)
		if m.Row(parsed.TargetAttributeName) != nil {
			row.member("targetAttributeName").fault("expected one mapping for each attribute, found a second for %q",
				parsed.TargetAttributeName)
		}
		m.AttributeMappings = append(m.AttributeMappings, parsed)
	}
	if m.Enabled && m.SourceObjectName == "User" {
		if err := m.checkMatching(); err != nil {
			n.member("attributeMappings").fault("%w", err)
		}
	}
	return m
}

// parseFlowTypes reads "Add, Update, Delete"; null is all three.
func parseFlowTypes(n node) FlowTypes {
	if n.value == nil {
		return FlowTypes{Add: true, Update: true, Delete: true}
	}
	var f FlowTypes
	for word := range strings.SplitSeq(n.text(), ",") {
		switch strings.TrimSpace(word) {
		case "Add":
			f.Add = true
		case "Update":
			f.Update = true
		case "Delete":
			f.Delete = true
		case "", "None":
		default:
			n.wrong(`a list of "Add", "Update" and "Delete"`)
		}
	}
	return f
}

func parseAttributeMapping(n node) *AttributeMapping {
	n.object()
	row := &AttributeMapping{
		TargetAttributeName: n.member("targetAttributeName").name(),
		DefaultValue:        n.member("defaultValue").optional(),
		FlowType:            oneOf(n.member("flowType"), FlowTypeAlways, FlowTypeObjectAddOnly, FlowTypeMultiValueAddOnly),
		FlowBehavior:        oneOf(n.member("flowBehavior"), FlowWhenChanged, FlowAlways),
		MatchingPriority:    n.member("matchingPriority").number(),
	}
	if strings.EqualFold(row.TargetAttributeName, "id") {
		n.member("targetAttributeName").fault("expected an attribute that can be written, found %q", row.TargetAttributeName)
	}
	if source := n.member("source"); source.value != nil {
		row.Source = parseSource(source)
	}
	return row
}

// parseSource compiles the expression; without one, a source of type Attribute is the attribute of its name.
func parseSource(n node) *AttributeMappingSource {
	if !n.object() {
		return nil
	}
	text := n.member("expression").text()
	declared := oneOf(n.member("type"), SourceAttribute, SourceConstant, SourceFunction)
	if text == "" && declared == SourceAttribute {
		text = "[" + n.member("name").name() + "]"
	}
	source, err := newSource(text)
	if err != nil {
		n.member("expression").fault("%w", err)
	}
	return source
}
