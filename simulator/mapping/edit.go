package mapping

import (
	"errors"
	"fmt"
	"slices"
)

// SetExpression makes the expression the source of the target attribute, as editing a row of the portal's mapping page
// does. A row for an attribute that has none yet is added at the end. The error is an *expression.SyntaxError, wrapped.
func (m *ObjectMapping) SetExpression(targetAttributeName, text string) error {
	source, err := newSource(text)
	if err != nil {
		return fmt.Errorf("attribute mapping of %s: %w", targetAttributeName, err)
	}
	row := m.row(targetAttributeName)
	if row.Source == nil {
		row.DefaultValue = nil // it was the constant
	}
	row.Source = source
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

// checkMatching says what is wrong with the matching attributes as a whole.
func (m *ObjectMapping) checkMatching() error {
	rows := m.matching()
	if len(rows) == 0 {
		return errors.New("expected at least one matching attribute, found none")
	}
	for i, row := range rows {
		switch {
		case row.MatchingPriority < 0:
			return fmt.Errorf("expected a matching priority of 0 or more, found %d", row.MatchingPriority)
		case row.Source == nil:
			return fmt.Errorf("expected matching attribute %s to have a source, found none", row.TargetAttributeName)
		case i > 0 && row.MatchingPriority == rows[i-1].MatchingPriority:
			return fmt.Errorf("expected each matching attribute to have a priority of its own, found %d for %s and %s",
				row.MatchingPriority, rows[i-1].TargetAttributeName, row.TargetAttributeName)
		}
	}
	return nil
}
