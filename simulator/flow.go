package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// flow is a job's schema made ready to run.
type flow struct {
	users  *pipe
	groups *pipe // nil when groups are not mapped
}

// pipe is the mapping of one type of object.
type pipe struct {
	rule    *mapping.SynchronizationRule
	mapping *mapping.ObjectMapping
	targets map[string]connector.Target // by target attribute name
	rows    []connector.Target          // the same by the rows of the mapping
	// evaluator serves one object after the other.
	evaluator *mapping.Evaluator
	// references are the names of the target attributes that refer to other objects.
	references []string
	// mapsSoftDelete says that an object's being disabled can show in the target.
	mapsSoftDelete bool
	// sourceSystem and targetSystem are the ids of the directories of the schema; empty for one that has none.
	sourceSystem, targetSystem string
	// probe is the attribute that a probe asks for: the first matching one.
	probe connector.Target
}

// newFlow takes the schema over; the caller's copy may change later without effect. Functions is what expressions may ask
// besides attributes.
func newFlow(schema *mapping.SynchronizationSchema, scoping mapping.Options, functions expression.Environment) (*flow, error) {
	if schema == nil || schema.Users() == nil {
		return nil, errors.New("schema: expected a mapping of users, found none")
	}
	schema = schema.Clone()
	schema.SetOptions(scoping)
	schema.Users().Environment = functions
	users, err := newPipe(schema, schema.UserRule(), schema.Users())
	f := &flow{users: users}
	if groups := schema.Groups(); groups != nil {
		groups.Environment = functions
		var fault error
		f.groups, fault = newPipe(schema, schema.GroupRule(), groups)
		err = errors.Join(err, fault)
	}
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return f, nil
}

// systems finds the ids of the directories that the rule names.
func (p *pipe) systems(schema *mapping.SynchronizationSchema) {
	for _, d := range schema.Directories {
		switch d.Name {
		case p.rule.SourceDirectoryName:
			p.sourceSystem = d.ID
		case p.rule.TargetDirectoryName:
			p.targetSystem = d.ID
		}
	}
}

// newPipe takes over one mapping of a schema. The error joins all faults, each with its path in the JSON.
func newPipe(schema *mapping.SynchronizationSchema, rule *mapping.SynchronizationRule, m *mapping.ObjectMapping) (*pipe, error) {
	p := &pipe{rule: rule, mapping: m, evaluator: m.Evaluator(), targets: map[string]connector.Target{}}
	p.systems(schema)
	var faults []error
	for i, row := range m.AttributeMappings {
		target, err := connector.ParseTarget(row.TargetAttributeName)
		if err != nil {
			faults = append(faults, fmt.Errorf("$.synchronizationRules[%d].objectMappings[%d].attributeMappings[%d].targetAttributeName: %w",
				slices.Index(schema.SynchronizationRules, rule), slices.Index(rule.ObjectMappings, m), i, err))
			continue
		}
		p.targets[row.TargetAttributeName], p.rows = target, append(p.rows, target)
		if m.IsReference(row) && row.Source != nil {
			p.references = append(p.references, row.TargetAttributeName)
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	p.mapsSoftDelete = m.Mentions(isSoftDeleted, isSoftDeletedOfThePage, directory.AccountEnabled)
	p.probe = p.targets[m.MatchingAttributes()[0]]
	return p, nil
}

// pipe is the mapping of a type of object that the job provisions.
func (f *flow) pipe(typ objectType) *pipe {
	if typ == groupObject {
		return f.groups
	}
	return f.users
}

// difference is one attribute that the target is to get.
type difference struct {
	connector.Change
	old string // the target's value before, for the log
	// redacted says that the log must not show the values: the mapping has the function Redact.
	redacted bool
}

// modified is the difference as the log shows it.
func (d *difference) modified() auditlog.ModifiedProperty {
	p := auditlog.ModifiedProperty{DisplayName: d.Target.String(), OldValue: d.old, Redacted: d.redacted}
	ids, references := d.Value.(connector.References)
	_, manager := d.Value.(connector.Reference)
	switch {
	case manager && d.Remove:
	case references && d.Remove:
		p.OldValue = someOf(ids)
	case references:
		p.NewValue = someOf(ids)
	default:
		p.NewValue = connector.Text(d.Value)
	}
	return p
}

// creation is every mapped value of an object, for a POST, behind those of a slice.
func (p *pipe) creation(to []difference, source mapping.Source) ([]difference, error) {
	return p.evaluate(to, source, true, nothing)
}

// update is every mapped value of an object that the target does not have, for a PATCH, behind those of a slice. Has gives what
// it is known to have. If nothing differs there is nothing to send, except what flows always.
func (p *pipe) update(to []difference, source mapping.Source, has func(connector.Target) any) ([]difference, error) {
	return p.evaluate(to, source, false, has)
}

// nothing is what a resource has that is to be made.
func nothing(connector.Target) any { return nil }

func (p *pipe) evaluate(to []difference, source mapping.Source, creating bool, has func(connector.Target) any) ([]difference, error) {
	values, err := p.evaluator.Values(source, creating)
	if err != nil {
		return nil, err
	}
	return p.appendDifferences(slices.Grow(to, len(values)), values, has), nil
}

func (p *pipe) appendDifferences(differences []difference, values []mapping.TargetValue, has func(connector.Target) any) []difference {
	for i := range values {
		v := &values[i]
		target, wanted := p.rows[v.Row], wireValue(v)
		roles, areRoles := wanted.(connector.Roles)
		if areRoles {
			target = connector.RolesTarget // whichever part of a role the mapping names
		}
		found := has(target)
		if !v.FlowAlways && connector.Same(wanted, found, v.Definition.CaseExact) {
			continue
		}
		differences = append(differences, difference{
			Change: connector.Change{Attribute: connector.Attribute{Target: target, Value: wanted}, Add: found == nil || areRoles && !roles.Assertive()},
			old:    connector.Text(found), redacted: v.Value.Redacted(),
		})
	}
	return differences
}

// wireValue is a mapped value as the connector takes it, by the type of the target attribute. A text that does not fit the
// type is passed on as it is: what Entra does with it is not known, and the target's refusal says more than ours.
func wireValue(v *mapping.TargetValue) any {
	if roles, flow := v.Value.AppRoles(); flow != expression.NoRoleFlow {
		return wireRoles(roles, flow)
	}
	if items := v.Value.Items(); items != nil {
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = item.Text()
		}
		return texts
	}
	text := v.Value.Text()
	switch v.Definition.Type {
	case mapping.TypeBoolean:
		if b, ok := connector.ParseBoolean(text); ok {
			return b
		}
	case mapping.TypeInteger:
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return json.Number(text)
		}
	}
	return text
}

// wireRoles are application roles as the connector takes them.
func wireRoles(roles []expression.AppRole, flow expression.RoleFlow) connector.Roles {
	w := connector.Roles{Kind: map[expression.RoleFlow]connector.RoleKind{
		expression.SingleRole: connector.SingleAppRoleAssignment, expression.RolesComplex: connector.AppRoleAssignmentsComplex,
		expression.AssertiveRolesComplex: connector.AssertiveAppRoleAssignmentsComplex,
	}[flow]}
	for _, r := range roles {
		w.List = append(w.List, connector.Role{ID: r.ID, Value: r.Name(), DisplayName: r.DisplayName})
	}
	return w
}

// attributes are the differences as the body of a POST, behind those of a slice.
func attributes(list []connector.Attribute, differences []difference) []connector.Attribute {
	for i := range differences {
		list = append(list, differences[i].Attribute)
	}
	return list
}

// changes are the differences as the body of a PATCH.
func changes(differences []difference) []connector.Change {
	list := make([]connector.Change, len(differences))
	for i, d := range differences {
		list[i] = d.Change
	}
	return list
}

// sourceValue is an attribute of the directory as the expression language knows it.
func sourceValue(value any) expression.Value {
	switch v := value.(type) {
	case string:
		return expression.String(v)
	case bool:
		return expression.Bool(v)
	case int64: // of a directory extension
		return expression.Number(float64(v))
	case []string:
		return expression.Strings(v...)
	}
	return expression.Null()
}
