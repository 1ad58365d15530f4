package patch

import (
	"maps"
	"slices"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// setList adds values to a multi-valued attribute, or replaces all of them (RFC 7644 sections 3.5.2.1, 3.5.2.3). What is
// there already is not added twice; a value that is the same but for its details gets the new details.
func (r *resource) setList(o Operation, target schema.Target) error {
	given, err := r.readList(o.Value, target)
	if err != nil {
		return err
	}
	var after []any
	if o.Op == Add {
		present, _ := r.value(target).([]any)
		after = slices.Clone(present)
	}
	places := make(map[string]int, len(after)+len(given))
	for i, element := range after {
		places[identity(target.Attribute, element)] = i
	}
	if n := len(after) + len(given); n > schema.MaxValues {
		return schema.TooMany(target.Name(), n)
	}
	primary := -1
	for _, element := range given {
		name := identity(target.Attribute, element)
		i, found := places[name]
		if !found {
			i, after = len(after), append(after, element)
			places[name] = i
		} else if object, ok := element.(map[string]any); ok {
			present, _ := after[i].(map[string]any)
			merged := maps.Clone(present)
			maps.Copy(merged, object)
			after[i] = merged
		}
		if isPrimary(element) {
			primary = i
		}
	}
	if primary >= 0 {
		onlyPrimary(after, primary)
	}
	return r.store(target, after)
}

// readList reads the value of an operation on a multi-valued attribute. One value may stand without an array around it
// (RFC 7644 section 3.5.2.1).
func (r *resource) readList(value any, target schema.Target) ([]any, error) {
	if _, ok := value.([]any); !ok && value != nil {
		value = []any{value}
	}
	read, err := target.Attribute.Read(value, r.Leniency)
	list, _ := read.([]any)
	return list, err
}

// applyValues has the values that a filter selects as target, or a sub-attribute of them.
func (r *resource) applyValues(o Operation, selection filter.Expression, target schema.Target) error {
	a := target.Attribute
	if a.Type != schema.Complex {
		return schema.Errorf(schema.InvalidPath, "path %q: expected a complex attribute in front of [", o.Path)
	}
	element, err := r.Semantics.CompileElement(selection, a)
	if err != nil {
		return err
	}
	present := r.elements(target)
	found := slices.ContainsFunc(present, func(e any) bool {
		object, ok := e.(map[string]any)
		return ok && element.Matches(object)
	})
	switch {
	case o.Op == Remove && target.Sub == nil:
		return r.store(target, fromElements(a, slices.DeleteFunc(slices.Clone(present), func(e any) bool {
			object, ok := e.(map[string]any)
			return ok && element.Matches(object)
		})))
	case o.Op == Remove && !found:
		return nil
	case !found:
		return r.create(o, selection, target)
	}
	set, err := r.setter(o, selection, target)
	if err != nil {
		return err
	}
	return r.change(target, present, element.Matches, set)
}

// create makes the value that a filter has not found, with what the filter demands of it: its type, for instance, and
// nothing else. Where it may not be made, that is noTarget.
func (r *resource) create(o Operation, selection filter.Expression, target schema.Target) error {
	made, ok := demanded(selection, target.Attribute)
	if allowed := o.Op == Add && r.CreateOnAdd || o.Op == Replace && r.CreateOnReplace; !ok || !allowed {
		return schema.Errorf(schema.NoTarget, "path %q: expected a value that the filter selects, found none", o.Path)
	}
	read, err := target.Attribute.ReadElement(made, r.Leniency)
	if err != nil {
		return err
	}
	object, ok := read.(map[string]any)
	set, err := r.setter(o, selection, target)
	if err != nil || o.Value == nil || !ok {
		return err
	}
	if err := set(object); err != nil {
		return err
	}
	after := append(slices.Clone(r.elements(target)), object)
	if isPrimary(object) {
		onlyPrimary(after, len(after)-1)
	}
	return r.store(target, fromElements(target.Attribute, after))
}

// setter is what an operation does to each selected value, which is the setter's own to change.
func (r *resource) setter(o Operation, selection filter.Expression,
	target schema.Target) (func(map[string]any) error, error) {
	if target.Sub != nil {
		value, err := r.readSub(o, target)
		return func(object map[string]any) error { return setMember(target, object, target.Sub, value) }, err
	}
	read, err := target.Attribute.ReadElement(o.Value, r.Leniency)
	if err != nil {
		return nil, err
	}
	given, _ := o.Value.(map[string]any)
	return func(object map[string]any) error {
		if o.Op == Replace {
			// The whole value is replaced, but stays one that the path selects.
			kept, _ := demanded(selection, target.Attribute)
			maps.DeleteFunc(object, func(name string, _ any) bool { return kept[name] == nil })
		}
		merged, err := merge(target, object, given, read)
		if err != nil {
			return err
		}
		clear(object)
		maps.Copy(object, merged)
		return nil
	}, nil
}

// change applies set to a copy of every value that is selected, and leaves out those of which nothing but labels remains.
func (r *resource) change(target schema.Target, present []any, selected func(map[string]any) bool,
	set func(map[string]any) error) error {
	after := make([]any, 0, len(present))
	primary, primaries := -1, 0
	for _, e := range present {
		object, ok := e.(map[string]any)
		if !ok || !selected(object) {
			after = append(after, e)
			continue
		}
		changed := maps.Clone(object)
		if err := set(changed); err != nil {
			return err
		}
		if (r.DropLabels || target.Sub == nil) && onlyLabels(changed) && !onlyLabels(object) {
			continue
		}
		if isPrimary(changed) {
			primary, primaries = len(after), primaries+1
		}
		after = append(after, changed)
	}
	if primaries > 1 {
		return schema.Errorf(schema.InvalidValue, "%s: expected primary to be true at most once, found it %d times",
			target.Name(), primaries)
	}
	if primary >= 0 {
		onlyPrimary(after, primary)
	}
	return r.store(target, fromElements(target.Attribute, after))
}
