package mapping

import (
	"fmt"
	"slices"
	"strings"
)

// nonGallery is the target directory of an application that is not from the gallery.
const nonGallery = "customappsso"

const (
	thePage     = "customize-application-attributes"
	knownIssues = "known-issues"
)

// checkClause says what the schema's definitions let expect of a clause.
func (within surrounding) checkClause(n node, c FilterClause) {
	if c.operator.Arity == Binary && c.TargetOperand == "" {
		n.member("targetOperand").warn("expected a value for %s, found none", c.OperatorName)
	}
	operand := n.member("sourceOperandName")
	within.checkSourceName(operand, c.SourceOperandName)
	d := within.source.attribute(c.SourceOperandName)
	switch {
	case d == nil:
	case d.Multivalued:
		operand.fault("expected an attribute of one value, found %s: multi-valued attributes cannot be filtered by (%s)", d.Name, theScopingPage)
	case d.Type == TypeDateTime:
		operand.fault("expected an attribute that is not a date, found %s: dates cannot be filtered by (%s)", d.Name, knownIssues)
	case d.Type == TypeReference:
		operand.fault("expected an attribute that is not a reference, found %s: references cannot be filtered by (%s)", d.Name, knownIssues)
	case !slices.Contains(c.operator.Types, d.Type):
		n.member("operatorName").warn("expected an attribute of type %v for %s, found %s of type %s",
			c.operator.Types, c.OperatorName, d.Name, d.Type)
	}
}

// checkSourceName warns of a source attribute that the schema's list lacks: Graph wants it there, and directory extensions
// are found only by their exact letters.
func (within surrounding) checkSourceName(n node, name string) {
	if within.source == nil || len(within.source.Attributes) == 0 || strings.EqualFold(name, "IsSoftDeleted") {
		return
	}
	d := within.source.attribute(name)
	switch {
	case d == nil:
		n.warn("expected a source attribute of %s, found %q, which its attribute list lacks", within.source.Name, name)
	case d.Name != name && strings.HasPrefix(strings.ToLower(name), "extension_"):
		n.warn("expected %q, found %q: names of directory extensions are case-sensitive (%s)", d.Name, name, thePage)
	}
}

// checkRow says what cannot be provisioned of a row, or only in part.
func (within surrounding) checkRow(n node, row *AttributeMapping) {
	within.checkTarget(n.member("targetAttributeName"), row.TargetAttributeName)
	if row.Source == nil || row.Source.compiled == nil {
		return
	}
	source := n.member("source")
	if row.Source.Name == "appRoleAssignments" && row.Source.Type == SourceAttribute {
		source.warn("expected an expression such as SingleAppRoleAssignment([appRoleAssignments]), found the attribute itself (%s)", thePage)
	}
	for _, name := range row.Source.compiled.Attributes() {
		switch {
		case strings.EqualFold(name, "userType"), strings.EqualFold(name, "SamAccountName"):
			source.warn("expected an attribute that is offered as a source, found %s (%s)", name, knownIssues)
			continue
		case within.multivaluedExtension(name):
			source.warn("expected a directory extension of one value, found %s: multi-valued ones are not provisioned (%s)", name, thePage)
		}
		within.checkSourceName(source, name)
	}
}

func (within surrounding) multivaluedExtension(name string) bool {
	d := within.source.attribute(name)
	return d != nil && d.Multivalued && strings.HasPrefix(d.Name, "extension_")
}

func (within surrounding) checkTarget(n node, name string) {
	head, _, _ := strings.Cut(name, ".")
	head, _, _ = strings.Cut(head, "[")
	d := within.target.attribute(name)
	switch {
	case strings.EqualFold(head, "photos"):
		n.warn("expected no photo, found %q: photos are not provisioned (%s)", name, thePage)
	case d != nil && d.Mutability == MutabilityReadOnly:
		n.warn("expected an attribute that can be written, found %q, which is ReadOnly", name)
	case d == nil && within.target != nil && len(within.target.Attributes) > 0:
		n.warn("expected an attribute of %s, found %q, which its attribute list lacks: it has to be added there before use (%s)",
			within.target.Name, name, thePage)
	}
	if within.nonGallery {
		if err := checkCustomAttribute(*within.target.define(name)); err != nil {
			n.fail(err)
		}
	}
}

// checkCustomAttribute says what a custom attribute of a non-gallery application cannot be. Those of the gallery may be
// multi-valued and complex.
func checkCustomAttribute(d AttributeDefinition) error {
	attribute, custom := customAttribute(d.Name)
	if !custom {
		return nil
	}
	found := ""
	switch {
	case strings.ContainsAny(attribute, ".["):
		found = "complex"
	case d.Type == TypeReference:
		found = "a reference"
	case d.Multivalued:
		found = "multi-valued"
	default:
		return nil
	}
	return fmt.Errorf("expected a custom attribute of one simple value, found %q, which is %s: only applications of the "+
		"gallery have such (%s)", d.Name, found, thePage)
}

// customAttribute is the attribute behind the name of a schema that is neither core nor enterprise.
func customAttribute(name string) (attribute string, custom bool) {
	head, _, _ := strings.Cut(name, "[")
	colon := strings.LastIndexByte(head, ':')
	if colon < 0 || len(name) < 4 || !strings.EqualFold(name[:4], "urn:") {
		return name, false
	}
	schema := strings.ToLower(name[:colon])
	return name[colon+1:], !strings.HasPrefix(schema, "urn:ietf:params:scim:schemas:core:2.0:") && schema != enterpriseUser
}

// checkRows warns of what the rows lack as a whole: a required attribute that nothing flows to, and the flag by which users
// are disabled.
func (within surrounding) checkRows(n node, m *ObjectMapping) {
	if m.SourceObjectName == ObjectUser && !m.Mentions("IsSoftDeleted", "isSoftDeleted", "accountEnabled") {
		n.warn("expected a row with IsSoftDeleted, found none: nobody is disabled in the target (how-provisioning-works)")
	}
	if within.target == nil {
		return
	}
	for _, d := range within.target.Attributes {
		if d.Required && !d.Anchor && d.DefaultValue == nil && m.Row(d.Name) == nil {
			n.warn("expected a row for the required attribute %q, found none: no object can be created", d.Name)
		}
	}
}

// checkMatching says what is wrong with the matching attributes as a whole.
func (m *ObjectMapping) checkMatching() error {
	rows := m.matching()
	if len(rows) == 0 {
		return fmt.Errorf("expected at least one matching attribute, found none (%s)", thePage)
	}
	for i, row := range rows {
		switch {
		case row.MatchingPriority < 0:
			return fmt.Errorf("expected a matching priority of 0 or more, found %d", row.MatchingPriority)
		case row.Source == nil:
			return fmt.Errorf("expected matching attribute %s to have a source, found none", row.TargetAttributeName)
		case row.Source.selectsUnique():
			return fmt.Errorf("expected matching attribute %s to have another source than SelectUniqueValue, which is evaluated "+
				"at creation only (functions-for-customizing-application-data)", row.TargetAttributeName)
		case m.IsReference(row):
			return fmt.Errorf("expected matching attribute %s to be a value, found a reference", row.TargetAttributeName)
		case i > 0 && row.MatchingPriority == rows[i-1].MatchingPriority:
			return fmt.Errorf("expected each matching attribute to have a priority of its own, found %d for %s and %s",
				row.MatchingPriority, rows[i-1].TargetAttributeName, row.TargetAttributeName)
		}
	}
	return nil
}
