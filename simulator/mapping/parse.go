package mapping

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Parse reads a synchronizationSchema: the answer of GET …/schema, or the file that the portal's schema editor downloads,
// with or without a byte order mark. Members that it does not know are kept and written again. The error has all faults
// at once as Faults, each with its JSON path, for instance
//
//	line 40, column 31: $.synchronizationRules[0].objectMappings[0].attributeMappings[4].source.expression: 1:9: …
//
// and there is no schema then. Expressions and scoping filters are compiled here, so that a schema that loads can be
// evaluated. Clauses, matching attributes and limits of an object mapping that is not enabled are not judged.
func Parse(text []byte) (*SynchronizationSchema, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	root, err := readDocument(text)
	if err != nil {
		return nil, fmt.Errorf("synchronizationSchema: %w", err)
	}
	s := parseSchema(root)
	root.found.place(text)
	if len(root.found.faults) > 0 {
		return nil, fmt.Errorf("synchronizationSchema: %w", root.found.faults)
	}
	s.Warnings = root.found.warnings
	return s, nil
}

// surrounding is what is known of an object mapping when its parts are read.
type surrounding struct {
	enabled        bool
	nonGallery     bool
	source, target *ObjectDefinition // nil when the schema does not say
}

func parseSchema(n node) *SynchronizationSchema {
	if !n.object() {
		return nil
	}
	s := parseSchemaMembers(n)
	for _, d := range n.member("directories").list() {
		s.Directories = append(s.Directories, parseDirectory(d))
	}
	rules := n.member("synchronizationRules")
	for _, r := range rules.list() {
		s.SynchronizationRules = append(s.SynchronizationRules, s.parseRule(r))
	}
	if len(n.found.faults) == 0 && s.Users() == nil {
		rules.fault("expected an enabled mapping of the source object User, which cannot be switched off "+
			"(customize-application-attributes), found %s", s.foundUsers())
	}
	s.define()
	return s
}

// foundUsers says what there is instead of an enabled mapping of users.
func (s *SynchronizationSchema) foundUsers() string {
	for _, r := range s.SynchronizationRules {
		for _, m := range r.ObjectMappings {
			if m.SourceObjectName == ObjectUser {
				return "one that is not enabled"
			}
		}
	}
	return "none"
}

func parseSchemaMembers(n node) *SynchronizationSchema {
	return &SynchronizationSchema{ID: n.member("id").text(), Version: n.member("version").text(), raw: n.value}
}

func (s *SynchronizationSchema) parseRule(n node) *SynchronizationRule {
	n.object()
	rule := parseRuleMembers(n)
	for _, m := range n.member("objectMappings").list() {
		rule.ObjectMappings = append(rule.ObjectMappings, s.parseObjectMapping(m, rule))
	}
	return rule
}

func parseRuleMembers(n node) *SynchronizationRule {
	return &SynchronizationRule{
		ID:                  n.member("id").text(),
		Name:                n.member("name").text(),
		Priority:            n.member("priority").number(),
		Editable:            n.member("editable").flag(false),
		SourceDirectoryName: n.member("sourceDirectoryName").name(),
		TargetDirectoryName: n.member("targetDirectoryName").name(),
		Metadata:            parseMetadata(n.member("metadata")),
		raw:                 n.value,
	}
}

func (s *SynchronizationSchema) parseObjectMapping(n node, rule *SynchronizationRule) *ObjectMapping {
	n.object()
	m := parseObjectMappingMembers(n)
	within := s.surrounding(rule, m)
	m.Scope = parseFilter(n.member("scope"), within)
	seen := map[string]bool{}
	for _, row := range n.member("attributeMappings").list() {
		parsed := parseAttributeMapping(row)
		name := strings.ToLower(parsed.TargetAttributeName)
		if seen[name] && name != "" {
			row.member("targetAttributeName").fault("expected one mapping for each attribute, found a second for %q",
				parsed.TargetAttributeName)
		}
		seen[name] = true
		m.AttributeMappings = append(m.AttributeMappings, parsed)
		if m.Enabled {
			within.checkRow(row, parsed)
		}
	}
	if m.Enabled && slices.Contains([]string{ObjectUser, ObjectGroup}, m.SourceObjectName) {
		m.source, m.target = within.source, within.target
		// A priority that is none has its fault already.
		wrong := slices.ContainsFunc(m.AttributeMappings, func(row *AttributeMapping) bool { return row.MatchingPriority < 0 })
		if err := m.checkMatching(); err != nil && !wrong {
			n.member("attributeMappings").fail(err)
		}
		within.checkRows(n.member("attributeMappings"), m)
	}
	return m
}

func parseObjectMappingMembers(n node) *ObjectMapping {
	return &ObjectMapping{
		Name:             n.member("name").text(),
		Enabled:          n.member("enabled").flag(true),
		FlowTypes:        parseFlowTypes(n.member("flowTypes")),
		SourceObjectName: n.member("sourceObjectName").name(),
		TargetObjectName: n.member("targetObjectName").name(),
		Metadata:         parseMetadata(n.member("metadata")),
		raw:              n.value,
	}
}

// parseFlowTypes reads "Add, Update, Delete"; null is all three.
func parseFlowTypes(n node) FlowTypes {
	if n.value.isNull() {
		return FlowTypes{Add: true, Update: true, Delete: true}
	}
	var f FlowTypes
	for word := range strings.SplitSeq(n.text(), ",") {
		switch strings.ToLower(strings.TrimSpace(word)) {
		case "add":
			f.Add = true
		case "update":
			f.Update = true
		case "delete":
			f.Delete = true
		case "", "none":
		default:
			n.wrong(`a list of "Add", "Update" and "Delete"`)
		}
	}
	return f
}

func parseAttributeMapping(n node) *AttributeMapping {
	n.object()
	row := &AttributeMapping{
		TargetAttributeName:     n.member("targetAttributeName").name(),
		DefaultValue:            n.member("defaultValue").optional(),
		ExportMissingReferences: n.member("exportMissingReferences").flag(false),
		FlowType: oneOf(n.member("flowType"), FlowTypeAlways, FlowTypeObjectAddOnly, FlowTypeMultiValueAddOnly,
			FlowTypeValueAddOnly, FlowTypeAttributeAddOnly),
		FlowBehavior:     oneOf(n.member("flowBehavior"), FlowWhenChanged, FlowAlways),
		MatchingPriority: n.member("matchingPriority").number(),
		raw:              n.value,
	}
	if strings.EqualFold(row.TargetAttributeName, "id") {
		n.member("targetAttributeName").fault("expected an attribute that can be written, found %q, the primary key "+
			"(customize-application-attributes)", row.TargetAttributeName)
	}
	if source := n.member("source"); !source.value.isNull() {
		row.Source = parseSource(source)
	}
	return row
}

// parseSource compiles the expression; without one, a source of type Attribute is the attribute of its name, one of type
// Constant its name, and one of type Function what its parameters say.
func parseSource(n node) *AttributeMappingSource {
	if !n.object() {
		return nil
	}
	text := n.member("expression").text()
	declared := oneOf(n.member("type"), SourceAttribute, SourceConstant, SourceFunction)
	if text == "" && declared == SourceAttribute {
		text = "[" + n.member("name").name() + "]"
	}
	if text == "" && (declared == SourceFunction || declared == SourceConstant && n.member("name").text() != "") {
		compiled, err := expression.ParseTree(parseTree(n))
		if err != nil {
			n.member("parameters").fault("%w", err)
			return nil
		}
		return sourceOf(compiled)
	}
	source, err := newSource(text)
	if err != nil {
		n.member("expression").fail(err)
		return &AttributeMappingSource{Expression: text} // the row is not without a source; nobody gets to evaluate it
	}
	return source
}

// parseTree reads a source with its parameters; null is an argument that is left empty.
func parseTree(n node) *expression.Tree {
	if n.value.isNull() || !n.object() {
		return nil
	}
	t := &expression.Tree{
		Expression: n.member("expression").text(),
		Name:       n.member("name").text(),
		Type:       string(oneOf(n.member("type"), SourceAttribute, SourceConstant, SourceFunction)),
	}
	for _, p := range n.member("parameters").list() {
		p.object()
		t.Parameters = append(t.Parameters, expression.TreeParameter{
			Key: p.member("key").name(), Value: parseTree(p.member("value")),
		})
	}
	return t
}
