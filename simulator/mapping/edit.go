package mapping

import (
	"cmp"
	"fmt"
	"slices"
)

// SetExpression makes the expression the source of the target attribute, as editing a row of the portal's mapping page
// does. A row for an attribute that has none yet is added at the end. The error is an *expression.SyntaxError, wrapped, or
// says why the attribute cannot be matched by this source.
func (m *ObjectMapping) SetExpression(targetAttributeName, text string) error {
	source, err := newSource(text)
	if err != nil {
		return fmt.Errorf("attribute mapping of %s: %w", targetAttributeName, err)
	}
	row := m.row(targetAttributeName)
	before := row.Source
	row.Source = source
	if row.MatchingPriority > 0 {
		if err := m.checkMatching(); err != nil {
			row.Source = before
			return fmt.Errorf("attribute mapping of %s: %w", targetAttributeName, err)
		}
	}
	if before == nil {
		row.DefaultValue = nil // it was the constant
	}
	return nil
}

// SetAttribute makes the source attribute the source of the target attribute: mapping type Direct.
func (m *ObjectMapping) SetAttribute(targetAttributeName, sourceAttribute string) error {
	return m.SetExpression(targetAttributeName, "["+sourceAttribute+"]")
}

// SetConstant makes the text the value of the target attribute for every object: mapping type Constant.
func (m *ObjectMapping) SetConstant(targetAttributeName, text string) {
	row := m.row(targetAttributeName)
	row.Source, row.DefaultValue = nil, &text
}

// SetMatching makes the target attribute one of those by which objects are matched, in the place of the priority from 1;
// 0 takes it out. It is an error to have no row for it, to give two rows one priority, or to leave no matching attribute.
func (m *ObjectMapping) SetMatching(targetAttributeName string, priority int) error {
	row := m.Row(targetAttributeName)
	if row == nil {
		return fmt.Errorf("attribute mapping: expected a row for %s, found none", targetAttributeName)
	}
	before := row.MatchingPriority
	row.MatchingPriority = priority
	if err := m.checkMatching(); err != nil {
		row.MatchingPriority = before
		return fmt.Errorf("attribute mapping of %s: %w", targetAttributeName, err)
	}
	return nil
}

// Remove takes the row of the target attribute away. It is an error to have none, and to remove the last matching one:
// at least one must remain (the page).
func (m *ObjectMapping) Remove(targetAttributeName string) error {
	row := m.Row(targetAttributeName)
	if row == nil {
		return fmt.Errorf("attribute mapping: expected a row for %s, found none", targetAttributeName)
	}
	at := slices.Index(m.AttributeMappings, row)
	rest := slices.Delete(slices.Clone(m.AttributeMappings), at, at+1)
	if err := (&ObjectMapping{AttributeMappings: rest}).checkMatching(); err != nil {
		return fmt.Errorf("attribute mapping of %s: %w", targetAttributeName, err)
	}
	m.AttributeMappings = rest
	return nil
}

// SetEnabled switches the mapping on or off. It is an error to switch that of users off (the page), and to switch one on
// that cannot be evaluated.
func (m *ObjectMapping) SetEnabled(enabled bool) error {
	var err error
	switch {
	case !enabled && m.SourceObjectName == ObjectUser:
		err = fmt.Errorf("expected the mapping of users to stay enabled (%s)", thePage)
	case enabled:
		if err = m.Scope.compile(); err == nil {
			err = m.checkMatching()
		}
	}
	if err != nil {
		return fmt.Errorf("object mapping of %s: %w", m.SourceObjectName, err)
	}
	m.Enabled = enabled
	return nil
}

// DefineTargetAttribute adds an attribute to the target's attribute list, or changes the one of its name, as the portal's
// "Edit attribute list" does. Other mappings with the same target object know it, too. It is an error when the schema does
// not define the target object, and for a custom attribute of a non-gallery application that is a reference, multi-valued
// or complex.
func (s *SynchronizationSchema) DefineTargetAttribute(m *ObjectMapping, d AttributeDefinition) error {
	if m.target == nil {
		return fmt.Errorf("attribute list: expected a definition of %s, found none", m.TargetObjectName)
	}
	if s.isNonGallery(m) {
		if err := checkCustomAttribute(d); err != nil {
			return fmt.Errorf("attribute list: %w", err)
		}
	}
	d.Type, d.Mutability = cmp.Or(d.Type, TypeString), cmp.Or(d.Mutability, MutabilityReadWrite)
	if known := m.target.attribute(d.Name); known != nil {
		d.raw = known.raw
		*known = d
	} else {
		m.target.Attributes = append(m.target.Attributes, d)
	}
	s.define()
	return nil
}

func (s *SynchronizationSchema) isNonGallery(m *ObjectMapping) bool {
	return slices.ContainsFunc(s.SynchronizationRules, func(r *SynchronizationRule) bool {
		return r.TargetDirectoryName == nonGallery && slices.Contains(r.ObjectMappings, m)
	})
}

// row is the row of the target attribute, made if there is none.
func (m *ObjectMapping) row(targetAttributeName string) *AttributeMapping {
	if row := m.Row(targetAttributeName); row != nil {
		return row
	}
	row := &AttributeMapping{
		TargetAttributeName: targetAttributeName, FlowType: FlowTypeAlways, FlowBehavior: FlowWhenChanged,
	}
	m.AttributeMappings = append(m.AttributeMappings, row)
	return row
}
