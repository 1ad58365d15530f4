package connector

import (
	"encoding/json"
	"strings"
)

// patcher writes the bodies of PATCH requests.
type patcher struct {
	wire    Wire
	dialect Dialect
	users   string // URL of the users, for $ref
}

// patchOperation is one operation of a body.
type patchOperation struct {
	object
	alone bool // Wire.RemovalsApart: in a body of its own
}

// bodies are the bodies of the PATCH requests that make the changes: one, more with Wire.RemovalsApart and
// Wire.OperationsPerPatch, none when there is nothing to say. Operations are in the order of the changes, except as compliant says.
func (p patcher) bodies(changes []Change) [][]byte {
	operations := p.perAttribute(changes)
	if p.dialect == DialectCompliant {
		operations = p.compliant(changes)
	}
	var bodies [][]byte
	var together []any
	flush := func() {
		if len(together) > 0 {
			bodies = append(bodies, encode(object{{"schemas", []string{patchOp}}, {"Operations", together}}))
		}
		together = nil
	}
	for _, o := range operations {
		if o.alone {
			flush()
		}
		together = append(together, o.object)
		if o.alone || len(together) == p.wire.OperationsPerPatch {
			flush()
		}
	}
	flush()
	return bodies
}

// perAttribute is one operation for each attribute, each with a path: the whole of the default dialect (Microsoft Learn,
// application-provisioning-config-problem-scim-compatibility, first of each pair of samples).
func (p patcher) perAttribute(changes []Change) []patchOperation {
	var operations []patchOperation
	for _, c := range changes {
		operations = append(operations, p.operations(c)...)
	}
	return operations
}

// compliant is what the flag selects (same page, second of each pair): an operation each for value paths, which come first
// in the sample, and for what is added or removed; all other replacements merged into one operation without a path, whose
// keys are dotted or have the URN in front. A single replacement keeps its path, as in the sample for active.
func (p patcher) compliant(changes []Change) []patchOperation {
	var apart []patchOperation
	var replaced, added []Change
	for _, c := range changes {
		switch {
		case !p.merges(c):
			apart = append(apart, p.operations(c)...)
		case c.Add && !p.wire.ReplaceOnly:
			added = append(added, c)
		default:
			replaced = append(replaced, c)
		}
	}
	merged := append(p.merged(added), p.merged(replaced)...)
	if p.wire.MergedFirst {
		return append(merged, apart...)
	}
	return append(apart, merged...)
}

// merges says whether the compliant dialect merges the change with others.
func (p patcher) merges(c Change) bool {
	switch c.Value.(type) {
	case Reference, References, Roles:
		return false // written in a pass of their own, so no sample shows them among others
	}
	switch {
	case c.Remove, c.Target.typed(), c.Add && !p.wire.MergedAdds && !p.wire.ReplaceOnly:
		return false
	case p.wire.ActiveApart && strings.EqualFold(c.Target.String(), "active"):
		return false
	}
	return true
}

func (p patcher) merged(changes []Change) []patchOperation {
	if len(changes) == 0 {
		return nil
	}
	if len(changes) == 1 && (changes[0].Add || !p.wire.PathlessSingle) {
		return p.operations(changes[0])
	}
	var values object
	for _, c := range changes {
		values = append(values, field{c.Target.String(), c.Value})
	}
	return []patchOperation{{object: object{{"op", p.op(changes[0])}, {"value", values}}}}
}

// op is the name of the operation, with a capital in the default dialect.
func (p patcher) op(c Change) string {
	name := "Replace"
	switch {
	case c.Remove:
		name = "Remove"
	case c.Add && !p.wire.ReplaceOnly:
		name = "Add"
	}
	if p.dialect == DialectCompliant {
		name = strings.ToLower(name)
	}
	return name
}

// operations are the operations with a path that make one change: one, or one for each member that the compliant dialect
// removes.
func (p patcher) operations(c Change) []patchOperation {
	one := func(op, path string, value any) []patchOperation {
		o := object{{"op", op}, {"path", path}}
		if value != nil {
			o = append(o, field{"value", value})
		}
		return []patchOperation{{object: o}}
	}
	if c.Remove && c.Value == nil && p.wire.Clearing != ClearingRemoved {
		var nothing any = ""
		if p.wire.Clearing == ClearingNull {
			nothing = json.RawMessage("null")
		}
		return one(p.op(Change{}), c.Target.String(), nothing)
	}
	switch v := c.Value.(type) {
	case Roles:
		return one(p.roles(c.Target, v))
	case Reference:
		return one(p.manager(c, v))
	case References:
		return p.members(c, v)
	case Boolean:
		if p.dialect == DialectDefault && !p.wire.JSONBooleans {
			return one(p.op(c), c.Target.String(), v.Text)
		}
	}
	return one(p.op(c), c.Target.String(), c.Value)
}

// roles is the change of roles. The assertive function's replace has a small letter in the default dialect, too.
func (p patcher) roles(t Target, roles Roles) (op, path string, value any) {
	if roles.Kind == AssertiveAppRoleAssignmentsComplex {
		return "replace", t.whole(), roles.elements()
	}
	if op = p.op(Change{Add: true}); p.dialect == DialectCompliant {
		return op, t.whole(), roles.elements()
	}
	return op, t.whole(), roles.texts()
}

// manager is the change of a reference to one resource.
func (p patcher) manager(c Change, id Reference) (op, path string, value any) {
	path = c.Target.String()
	switch {
	case c.Remove && p.wire.ManagerRemoval == ManagerFiltered:
		return p.op(c), c.Target.attribute + `[value eq "` + escapeQuotes(string(id)) + `"]`, nil
	case c.Remove && p.wire.Manager == ManagerObject:
		return p.op(Change{}), path, object{{"value", ""}}
	case c.Remove:
		return p.op(Change{}), path, ""
	case p.wire.Manager == ManagerObject:
		return p.op(c), path, object{{"value", string(id)}}
	case p.wire.Manager == ManagerList:
		ref := p.users + "/" + string(id)
		return p.op(c), c.Target.attribute, []any{object{{"$ref", ref}, {"value", string(id)}}}
	}
	return p.op(c), path, string(id)
}

// members is the change of references to several resources. No ids are no operation: a removal without them would empty
// the group (Microsoft's library reads it so).
func (p patcher) members(c Change, ids References) []patchOperation {
	path := c.Target.String()
	if c.Remove && p.dialect == DialectCompliant {
		var each []patchOperation
		for _, id := range ids {
			one := object{{"op", p.op(c)}, {"path", path + `[value eq "` + escapeQuotes(id) + `"]`}}
			each = append(each, patchOperation{object: one, alone: p.wire.RemovalsApart})
		}
		return each
	}
	if len(ids) == 0 {
		return nil
	}
	withRef := p.wire.RefInRemovals
	if !c.Remove {
		withRef = p.dialect == DialectDefault || p.wire.RefInCompliantAdds
	}
	return []patchOperation{{object: object{{"op", p.op(c)}, {"path", path}, {"value", memberValues(ids, withRef)}}}}
}
