// Package patch is the reference server's reading of SCIM PATCH: RFC 7644 section 3.5.2, and the dialects in which
// Microsoft Entra ID speaks it. What Entra sends beyond the RFC is documented by Microsoft Learn ("Known issues and
// resolutions with SCIM 2.0 protocol compliance") and by the defect entries named beside each switch.
//
// It works on the attributes of one resource and knows neither HTTP nor the store. What it is given is never modified:
// whatever changes is copied first, the rest is shared with the original.
package patch

import (
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// Dialect says what is accepted. The zero value is the letter of RFC 7644.
type Dialect struct {
	// Leniency is about values, Grammar and Semantics about the filters of value paths.
	Leniency  schema.Leniency
	Grammar   filter.Grammar
	Semantics filter.Semantics
	// AnyCase takes Add, Replace and Remove in any letter case (D-075).
	AnyCase bool
	// QualifiedKeys takes the keys of an operation without path as paths: name.givenName, or an attribute behind its
	// schema's URN (D-083, D-084, D-085).
	QualifiedKeys bool
	// CreateOnAdd and CreateOnReplace make the value that a value path with a filter does not find, with the sub-attributes
	// that the filter demands. Without them that is noTarget (RFC 7644 section 3.5.2.3) (D-088).
	CreateOnAdd, CreateOnReplace bool
	// NamedRemoval has a value that comes with a removal name what is to go, of a multi-valued attribute (D-113, D-114). By
	// the letter such a value means nothing, and all of them go (RFC 7644 section 3.5.2.2).
	NamedRemoval bool
	// DropLabels leaves out a value of which a change has left nothing but labels, such as its type: Entra would find it by
	// its path, and take it for an address. By the letter it stays.
	DropLabels bool
	// IgnoreUnknown passes over attributes that the schema does not have. Without it, they are an error.
	IgnoreUnknown bool
}

// Entra is a dialect that takes both of Entra's.
func Entra() Dialect {
	return Dialect{
		Leniency:        schema.Entra(),
		Semantics:       filter.Semantics{StringBooleans: true},
		AnyCase:         true,
		QualifiedKeys:   true,
		CreateOnAdd:     true,
		CreateOnReplace: true,
		NamedRemoval:    true,
		DropLabels:      true,
	}
}

// Apply applies the operations in order and returns the resulting attributes: all of them or, with an error, none. The
// attributes are those of a stored resource, by canonical names. Whether required attributes still have values that are
// not empty is for ResourceType.CheckRequired to say. The error is a *schema.Error.
func (d Dialect) Apply(t *schema.ResourceType, attributes map[string]any, operations []Operation) (map[string]any, error) {
	r := &resource{Dialect: d, ResourceType: t, attributes: maps.Clone(attributes)}
	if r.attributes == nil {
		r.attributes = map[string]any{}
	}
	for _, o := range operations {
		if err := r.apply(o); err != nil {
			return nil, err
		}
	}
	return r.attributes, nil
}

// resource is the state between two operations. The map itself is its own; every value in it may be shared.
type resource struct {
	Dialect
	*schema.ResourceType
	attributes map[string]any
}

func (r *resource) apply(o Operation) error {
	if o.Path == "" {
		return r.applyAll(o)
	}
	path, err := r.ParsePath(o.Path)
	if err != nil {
		return err
	}
	target, err := r.Resolve(path.Path)
	if err != nil {
		if r.IgnoreUnknown {
			return nil
		}
		return schema.Errorf(schema.InvalidPath, "path %q: %v", o.Path, err)
	}
	return r.applyAt(o, path, target)
}

// applyAll is an operation without path: its value is a set of attributes (RFC 7644 sections 3.5.2.1 and 3.5.2.3). A JSON
// object has no order, so names are taken alphabetically.
func (r *resource) applyAll(o Operation) error {
	if o.Op == Remove {
		return schema.Errorf(schema.NoTarget, "remove: expected a path, found none")
	}
	object, ok := o.Value.(map[string]any)
	if !ok {
		return schema.Errorf(schema.InvalidValue, "%s without path: expected an object of attributes as value", o.Op)
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if err := r.applyMember(Operation{Op: o.Op, Path: key, Value: object[key]}); err != nil {
			return err
		}
	}
	return nil
}

// applyMember is one member of such a value. Schemas and meta describe the representation and are the server's to set:
// a client that sends back what it has read means no harm by them.
func (r *resource) applyMember(o Operation) error {
	if target, err := r.Resolve(schema.Path{Attribute: o.Path}); err == nil {
		if name := target.Attribute.Name; schema.Assigned(target.Attribute) && name != "id" {
			return nil
		}
		return r.applyAt(o, Path{Path: schema.Path{Attribute: o.Path}}, target)
	}
	if extension := r.Extension(o.Path); extension != nil {
		return r.applyExtension(o, extension)
	}
	if r.QualifiedKeys && strings.ContainsAny(o.Path, ".:[") {
		return r.apply(o)
	}
	if r.IgnoreUnknown {
		return nil
	}
	return schema.Errorf(schema.InvalidValue, "%s without path: %s has no attribute %q", o.Op, r.Name, o.Path)
}

// applyAt dispatches on what the path leads to.
func (r *resource) applyAt(o Operation, path Path, target schema.Target) error {
	if target.Attribute == nil {
		return r.applyExtension(o, r.Extension(target.Extension))
	}
	if err := writable(o, target); err != nil {
		return err
	}
	switch {
	case schema.Assigned(target.Attribute):
		// Only schemas comes here. It always follows from what the resource has, so there is nothing to set.
		return nil
	case !target.Attribute.Kept():
		_, err := target.Attribute.Read(o.Value, r.Leniency)
		return err
	case path.Filter != nil:
		return r.applyValues(o, path.Filter, target)
	case target.Sub != nil:
		return r.applySub(o, target)
	case o.Op == Remove:
		return r.remove(o, target)
	case target.Attribute.MultiValued:
		return r.setList(o, target)
	case target.Attribute.Type == schema.Complex:
		return r.setComplex(o, target)
	default:
		return r.setSimple(o, target)
	}
}

// applyExtension has a whole extension as target. The RFC's grammar has no such path, but its rules for operations
// without path treat the extension's object like any complex attribute.
func (r *resource) applyExtension(o Operation, extension *schema.Schema) error {
	if o.Op == Remove || o.Value == nil {
		for _, a := range extension.Attributes {
			target := schema.Target{Extension: extension.ID, Attribute: a}
			if r.value(target) == nil {
				continue
			}
			if err := r.unassign(target); err != nil {
				return err
			}
		}
		return nil
	}
	object, ok := o.Value.(map[string]any)
	if !ok {
		return schema.Errorf(schema.InvalidValue, "%s: expected an object", extension.ID)
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if err := r.apply(Operation{Op: o.Op, Path: extension.ID + ":" + key, Value: object[key]}); err != nil {
			return err
		}
	}
	return nil
}

// writable refuses what the service provider alone may set (RFC 7644 section 3.5.2).
func writable(o Operation, target schema.Target) error {
	attribute := target.Attribute
	if attribute.Mutability != schema.ReadOnly && target.Sub != nil {
		attribute = target.Sub
	}
	if attribute.Mutability == schema.ReadOnly || o.Op == Remove && schema.Assigned(target.Attribute) {
		return schema.Errorf(schema.MutabilityFault, "%s: expected an attribute that can be modified, found mutability %s",
			target.Name(), schema.ReadOnly)
	}
	return nil
}

// value is the target attribute's present value, nil if it has none.
func (r *resource) value(target schema.Target) any {
	if target.Extension == "" {
		return r.attributes[target.Attribute.Name]
	}
	object, _ := r.attributes[target.Extension].(map[string]any)
	return object[target.Attribute.Name]
}

// store puts a value in the target attribute's place; nil, and an empty array or object, unassign it (RFC 7643 section
// 2.5). An extension's object comes and goes with its attributes. Immutable attributes keep the value that they have.
func (r *resource) store(target schema.Target, value any) error {
	a := target.Attribute
	if isEmpty(value) {
		value = nil
	}
	before := r.value(target)
	if a.Mutability == schema.Immutable && before != nil && !schema.SameValue(before, value) {
		return immutable(target)
	}
	if value == nil && before != nil && a.Required {
		return required(target)
	}
	if target.Extension == "" {
		assign(r.attributes, a.Name, value)
		return nil
	}
	object, _ := r.attributes[target.Extension].(map[string]any)
	if object = maps.Clone(object); object == nil {
		object = map[string]any{}
	}
	assign(object, a.Name, value)
	if len(object) == 0 {
		delete(r.attributes, target.Extension)
	} else {
		r.attributes[target.Extension] = object
	}
	return nil
}

func (r *resource) unassign(target schema.Target) error { return r.store(target, nil) }

func assign(object map[string]any, name string, value any) {
	if value == nil {
		delete(object, name)
	} else {
		object[name] = value
	}
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return value == nil
}

// required is the answer to a removal that a schema forbids (RFC 7644 section 3.5.2.2).
func required(target schema.Target) error {
	return schema.Errorf(schema.MutabilityFault, "%s: expected to keep a value, for the attribute is required", target.Name())
}

func immutable(target schema.Target) error {
	return schema.Errorf(schema.MutabilityFault, "%s: expected the value to stay as it is, found mutability %s",
		target.Name(), schema.Immutable)
}
