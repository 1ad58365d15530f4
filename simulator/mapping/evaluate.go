package mapping

import (
	"errors"
	"fmt"
	"slices"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Source answers for the attributes of one source object; ok is false for one that it does not have.
type Source func(attribute string) (value expression.Value, ok bool)

// TargetValue is what one row of the mapping makes of an object.
type TargetValue struct {
	// Row is the place of the row among the mapping's.
	Row int
	// TargetAttributeName is the row's; Definition is what the schema says of the attribute, and must not be changed.
	TargetAttributeName string
	Definition          *AttributeDefinition
	// Value is not null and not empty: such values do not flow. Logs must ask whether it is Redacted; AppRoles says how
	// roles are to be written.
	Value expression.Value
	// FlowAlways asks for the value to be sent even if the target has it.
	FlowAlways bool
	// FlowType is the row's, for those types that depend on what the target has.
	FlowType FlowType
}

// EvaluationError says which row could not be evaluated for an object.
type EvaluationError struct {
	TargetAttributeName string
	Err                 error
}

func (e *EvaluationError) Error() string {
	return fmt.Sprintf("attribute mapping of %s: %v", e.TargetAttributeName, e.Err)
}

func (e *EvaluationError) Unwrap() error { return e.Err }

// ErrMissingValue is the cause of an EvaluationError when an object cannot be created for want of a required attribute.
var ErrMissingValue = errors.New("expected a value for the required attribute, found none")

// Evaluate is what the mapping makes of an object, in the order of its rows, one value at most for each, without
// references. The rules are the page's: a null or empty source does not flow, so that nothing is ever cleared in the
// target; a default stands in for it at creation only, unless the expression drops the attribute; a constant flows always; a row may
// be for creation only, as SelectUniqueValue is. At
// creation a required attribute takes the default of its definition if the row gives none, and is missed otherwise (Graph,
// attributeDefinition). The error is an *EvaluationError.
func (m *ObjectMapping) Evaluate(source Source, creating bool) ([]TargetValue, error) {
	return m.Evaluator().Values(source, creating)
}

// Evaluator evaluates a mapping for one object after the other, in memory that it keeps. It is not safe for concurrent use.
type Evaluator struct {
	mapping *ObjectMapping
	env     expression.Environment
	values  []TargetValue
}

// Evaluator is one for the mapping and its Environment, as they are now.
func (m *ObjectMapping) Evaluator() *Evaluator { return &Evaluator{mapping: m, env: m.Environment} }

// Values is ObjectMapping.Evaluate. They are good until the next call.
func (e *Evaluator) Values(source Source, creating bool) ([]TargetValue, error) {
	m, values := e.mapping, e.values[:0]
	e.env.Attribute = source
	for i, row := range m.AttributeMappings {
		definition := m.definition(row)
		if definition.Type == TypeReference || (row.FlowType == FlowTypeObjectAddOnly || row.Source.selectsUnique()) && !creating {
			continue
		}
		value, err := row.evaluate(&e.env)
		if err != nil {
			return nil, err
		}
		if value.IsEmpty() && !value.FlowIgnored() && row.DefaultValue != nil && (creating || row.Source == nil) {
			value = expression.String(*row.DefaultValue)
		}
		if value.IsEmpty() && creating && definition.Required {
			if definition.DefaultValue == nil {
				return nil, &EvaluationError{TargetAttributeName: row.TargetAttributeName, Err: ErrMissingValue}
			}
			value = expression.String(*definition.DefaultValue)
		}
		if value.IsEmpty() {
			continue
		}
		values = append(values, TargetValue{
			Row:                 i,
			TargetAttributeName: row.TargetAttributeName,
			Definition:          definition,
			Value:               value,
			FlowAlways:          row.FlowBehavior == FlowAlways,
			FlowType:            row.FlowType,
		})
	}
	e.values = values
	return values, nil
}

// Nulls are the target attributes, in the order of the rows, that an update has no value for: their source is null, and
// nothing drops them from the flow. References, matching attributes and rows for creation only are not among them.
func (m *ObjectMapping) Nulls(source Source) ([]string, error) {
	var names []string
	env := m.environment(source)
	for _, row := range m.AttributeMappings {
		if row.Source == nil || row.Source.selectsUnique() || row.FlowType == FlowTypeObjectAddOnly || row.MatchingPriority > 0 ||
			m.IsReference(row) {
			continue
		}
		value, err := row.evaluate(env)
		if err != nil {
			return nil, err
		}
		if value.IsEmpty() && !value.FlowIgnored() {
			names = append(names, row.TargetAttributeName)
		}
	}
	return names, nil
}

// MatchingValue is a look-up that finds an object in the target.
type MatchingValue struct {
	TargetAttributeName string
	Value               string
	// Redacted says that logs must not show the value.
	Redacted bool
}

// Log is the value for a log.
func (v MatchingValue) Log() string {
	if v.Redacted {
		return expression.RedactedText
	}
	return v.Value
}

// MatchingValues are the look-ups for an object, in the order of priority. Attributes for which it has no value are left
// out; an object with none at all cannot be matched. The error is an *EvaluationError.
func (m *ObjectMapping) MatchingValues(source Source) ([]MatchingValue, error) {
	return m.Evaluator().Matching(source)
}

// Matching is ObjectMapping.MatchingValues.
func (e *Evaluator) Matching(source Source) ([]MatchingValue, error) {
	var values []MatchingValue
	e.env.Attribute = source
	var room [4]*AttributeMapping // more are rare
	for _, row := range e.mapping.appendMatching(room[:0]) {
		value, err := row.evaluate(&e.env)
		if err != nil {
			return nil, err
		}
		if !value.IsEmpty() {
			values = append(values, MatchingValue{TargetAttributeName: row.TargetAttributeName, Value: value.Text(), Redacted: value.Redacted()})
		}
	}
	return values, nil
}

// MatchingAttributes are the target attributes by which objects are matched, in the order of priority.
func (m *ObjectMapping) MatchingAttributes() []string {
	var names []string
	for _, row := range m.matching() {
		names = append(names, row.TargetAttributeName)
	}
	return names
}

// Mentions says whether any row depends on one of the source attributes.
func (m *ObjectMapping) Mentions(attributes ...string) bool {
	for _, row := range m.AttributeMappings {
		if row.Source == nil || row.Source.compiled == nil {
			continue
		}
		for _, name := range row.Source.compiled.Attributes() {
			if slices.Contains(attributes, name) {
				return true
			}
		}
	}
	return false
}

// environment is what expressions may ask about an object.
func (m *ObjectMapping) environment(source Source) *expression.Environment {
	env := m.Environment
	env.Attribute = source
	return &env
}

func (row *AttributeMapping) evaluate(env *expression.Environment) (expression.Value, error) {
	if row.Source == nil {
		return expression.Null(), nil
	}
	value, err := row.Source.compiled.Eval(env)
	if err != nil {
		return expression.Null(), &EvaluationError{TargetAttributeName: row.TargetAttributeName, Err: err}
	}
	return value, nil
}
