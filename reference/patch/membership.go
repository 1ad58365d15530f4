package patch

import (
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// Edit is what an operation does to a multi-valued attribute that is kept as a set outside of the resource, by the value
// sub-attributes of its values: the members of a group, which may be too many to be read for the sake of one.
type Edit struct {
	// Op is Add for values that join the set, Remove for some that leave it, Replace for those that it is to have.
	Op Op
	// Values are what joins, leaves or is to remain, each with its value sub-attribute. With Selection they are the one
	// value that the operation has for what is selected, if it has any.
	Values []string
	// All says that everything leaves.
	All bool
	// Selection is what a value path selects; nil without one.
	Selection *Selection
	// Create says that a value that the selection names and does not find is to be made; otherwise that is noTarget (RFC
	// 7644 section 3.5.2.3).
	Create bool
}

// Selection picks values of the set.
type Selection struct {
	// Named are the only values that can be selected; nil if all have to be looked at.
	Named []string
	// Matches decides about a value, by its sub-attributes.
	Matches func(value map[string]any) bool
}

// Split takes the operations on one multi-valued attribute of a resource type out of the others, as edits in their order.
// Since no operation is about two attributes, it makes no difference that the two kinds are then applied one after the
// other. An operation that is wrong in itself stays among the rest, for Apply to say so. The error is a *schema.Error.
func (d Dialect) Split(t *schema.ResourceType, set *schema.Attribute,
	operations []Operation) (rest []Operation, edits []Edit, err error) {
	s := splitter{Dialect: d, ResourceType: t, set: set}
	for _, o := range operations {
		if o.Path != "" {
			err = s.split(o)
		} else {
			err = s.splitAll(o)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return s.rest, s.edits, nil
}

type splitter struct {
	Dialect
	*schema.ResourceType
	set   *schema.Attribute
	rest  []Operation
	edits []Edit
}

// split sorts an operation with a path.
func (s *splitter) split(o Operation) error {
	path, target, ours := s.leads(o.Path)
	if !ours {
		s.rest = append(s.rest, o)
		return nil
	}
	edit, err := s.edit(o, path, target)
	s.edits = append(s.edits, edit)
	return err
}

// splitAll sorts the members of the value of an operation without path.
func (s *splitter) splitAll(o Operation) error {
	object, ok := o.Value.(map[string]any)
	if !ok || o.Op == Remove {
		s.rest = append(s.rest, o)
		return nil
	}
	others := maps.Clone(object)
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if !s.QualifiedKeys && strings.ContainsAny(key, ".:[") {
			continue
		}
		path, target, ours := s.leads(key)
		if !ours {
			continue
		}
		edit, err := s.edit(Operation{Op: o.Op, Path: key, Value: object[key]}, path, target)
		if err != nil {
			return err
		}
		s.edits = append(s.edits, edit)
		delete(others, key)
	}
	if len(others) > 0 || len(object) == 0 {
		o.Value = others
		s.rest = append(s.rest, o)
	}
	return nil
}

// leads says whether a path leads to the set.
func (s *splitter) leads(text string) (Path, schema.Target, bool) {
	// A text that cannot name the set is not parsed twice.
	if !strings.Contains(strings.ToLower(text), strings.ToLower(s.set.Name)) {
		return Path{}, schema.Target{}, false
	}
	path, err := s.ParsePath(text)
	if err != nil {
		return Path{}, schema.Target{}, false
	}
	target, err := s.Resolve(path.Path)
	return path, target, err == nil && target.Attribute == s.set
}

// edit reads an operation on the set.
func (s *splitter) edit(o Operation, path Path, target schema.Target) (Edit, error) {
	if target.Sub != nil {
		// RFC 7643 section 8.7.1: the sub-attributes of a member are immutable, to change one is to have another member.
		return Edit{}, schema.Errorf(schema.MutabilityFault, "%s: expected whole values of %s, found a path to a part of them",
			target.Name(), s.set.Name)
	}
	values, err := s.values(o.Value)
	if err != nil {
		return Edit{}, err
	}
	edit := Edit{Op: o.Op, Values: values}
	if path.Filter == nil {
		edit.All = o.Op == Remove && (o.Value == nil || !s.NamedRemoval)
		return edit, nil
	}
	element, err := s.Semantics.CompileElement(path.Filter, s.set)
	if err != nil {
		return Edit{}, err
	}
	if o.Op != Remove && len(values) > 1 {
		return Edit{}, schema.Errorf(schema.InvalidValue, "path %q: expected one value, found %d", o.Path, len(values))
	}
	edit.Selection = &Selection{Named: named(path.Filter), Matches: element.Matches}
	edit.Create = o.Op == Add && s.CreateOnAdd || o.Op == Replace && s.CreateOnReplace
	return edit, nil
}

// values are the value sub-attributes of an operation's value, which may be one value or an array of them, each once.
// Whatever else a client says of them is the server's to know: Entra sends "$ref": null (D-121).
func (s *splitter) values(value any) ([]string, error) {
	if value == nil {
		return nil, nil
	}
	if _, ok := value.([]any); !ok {
		value = []any{value}
	}
	read, err := s.set.Read(value, s.Leniency)
	if err != nil {
		return nil, err
	}
	list, _ := read.([]any)
	return SetValues(s.set, list)
}

// SetValues are the value sub-attributes of a list that has been read under the schema, each once. The error is a
// *schema.Error that says that one has none.
func SetValues(set *schema.Attribute, list []any) ([]string, error) {
	values, seen := make([]string, 0, len(list)), make(map[string]bool, len(list))
	for _, element := range list {
		object, _ := element.(map[string]any)
		value, _ := object["value"].(string)
		if value == "" {
			return nil, schema.Errorf(schema.InvalidValue, "%s: expected each to have a value, found one without", set.Name)
		}
		if !seen[value] {
			seen[value] = true
			values = append(values, value)
		}
	}
	return values, nil
}

// named are the values that a filter compares the value sub-attribute with, if it can be satisfied by nothing else: value
// eq "a" or value eq "b". It is nil for any other filter.
func named(e filter.Expression) []string {
	switch e := e.(type) {
	case *filter.Comparison:
		text, ok := e.Value.(string)
		if ok && e.Operator == filter.Equal && e.Path.Sub == "" && strings.EqualFold(e.Path.Attribute, "value") {
			return []string{text}
		}
	case *filter.Or:
		left, right := named(e.Left), named(e.Right)
		if left != nil && right != nil {
			return append(left, right...)
		}
	}
	return nil
}
