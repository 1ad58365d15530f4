package patch

import (
	"maps"
	"slices"

	"github.com/entrasim/entrasim/reference/schema"
)

// remove unassigns an attribute. Of a multi-valued one, a value given with the operation names what is to go and the rest
// stays: Entra's default dialect removes members so (D-113, D-114), and to remove all of them would be a loss that the
// RFC does not ask for.
func (r *resource) remove(o Operation, target schema.Target) error {
	if o.Value == nil || !target.Attribute.MultiValued || !r.NamedRemoval {
		return r.unassign(target)
	}
	listed, err := r.readList(o.Value, target)
	if err != nil {
		return err
	}
	leaving := identities(target.Attribute, listed)
	present, _ := r.value(target).([]any)
	staying := slices.DeleteFunc(slices.Clone(present), func(element any) bool {
		return isLeaving(target.Attribute, element, leaving)
	})
	return r.store(target, staying)
}

// setSimple adds or replaces the value of a singular attribute without sub-attributes.
func (r *resource) setSimple(o Operation, target schema.Target) error {
	value, err := target.Attribute.Read(o.Value, r.Leniency)
	if err != nil {
		return err
	}
	return r.store(target, value)
}

// setComplex adds or replaces sub-attributes; those that are not named stay (RFC 7644 section 3.5.2.3). A bare string is
// the whole value, so that a new manager does not keep the $ref of the old one.
func (r *resource) setComplex(o Operation, target schema.Target) error {
	value := o.Value
	// Microsoft's older sample sets a manager by an array of one (MS-SCIM).
	if list, ok := value.([]any); ok && len(list) == 1 && r.Leniency.BareValues {
		value = list[0]
	}
	read, err := target.Attribute.ReadElement(value, r.Leniency)
	if err != nil {
		return err
	}
	if object, ok := value.(map[string]any); ok && (!r.Leniency.BareValues || object["value"] != "") {
		before, _ := r.value(target).(map[string]any)
		read, err = merge(target, before, object, read)
		if err != nil {
			return err
		}
	}
	return r.store(target, read)
}

// merge is before with the sub-attributes of read in place of its own, and without those that are null in given.
func merge(target schema.Target, before, given map[string]any, read any) (map[string]any, error) {
	after := maps.Clone(before)
	if after == nil {
		after = map[string]any{}
	}
	for name, value := range given {
		if sub := target.Attribute.Sub(name); sub != nil && value == nil && sub.Mutability != schema.ReadOnly {
			if err := setMember(target, after, sub, nil); err != nil {
				return nil, err
			}
		}
	}
	members, _ := read.(map[string]any)
	for name, value := range members {
		if err := setMember(target, after, target.Attribute.Sub(name), value); err != nil {
			return nil, err
		}
	}
	return after, nil
}

// setMember puts a value in a sub-attribute's place in a complex value, which must be the caller's own to change.
func setMember(target schema.Target, object map[string]any, sub *schema.Attribute, value any) error {
	target.Sub = sub
	before := object[sub.Name]
	if sub.Mutability == schema.Immutable && before != nil && !schema.SameValue(before, value) {
		return immutable(target)
	}
	if value == nil && before != nil && sub.Required {
		return required(target)
	}
	assign(object, sub.Name, value)
	return nil
}

// applySub has a sub-attribute as target, without a filter: of a complex attribute, or of every value of a multi-valued
// one.
func (r *resource) applySub(o Operation, target schema.Target) error {
	value, err := r.readSub(o, target)
	if err != nil {
		return err
	}
	if !target.Attribute.MultiValued {
		object, _ := r.value(target).(map[string]any)
		if object = maps.Clone(object); object == nil {
			object = map[string]any{}
		}
		if err := setMember(target, object, target.Sub, value); err != nil {
			return err
		}
		return r.store(target, object)
	}
	present, _ := r.value(target).([]any)
	if len(present) == 0 && value != nil {
		return r.store(target, []any{map[string]any{target.Sub.Name: value}})
	}
	return r.change(target, present, func(map[string]any) bool { return true }, func(object map[string]any) error {
		return setMember(target, object, target.Sub, value)
	})
}

// readSub is the value for a sub-attribute; nil to unassign it.
func (r *resource) readSub(o Operation, target schema.Target) (any, error) {
	if o.Op == Remove {
		return nil, nil
	}
	return target.Sub.Read(o.Value, r.Leniency)
}
