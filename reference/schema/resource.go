package schema

import (
	"maps"
	"slices"
	"strings"
)

// ReadResource checks the JSON object of a resource as a client sends it in a POST, its schemas included, and returns what
// ReadAttributes does. The error is an *Error.
func (t *ResourceType) ReadResource(object map[string]any, l Leniency) (map[string]any, error) {
	if err := t.checkSchemas(object, l); err != nil {
		return nil, err
	}
	return t.ReadAttributes(object, l)
}

// ReadAttributes checks the members of a resource's JSON object and returns the attributes to store: canonical names, an
// object for each extension under its URN, without schemas, id and meta. Read-only and unknown attributes are ignored
// (RFC 7644 section 3.3), as Entra's default mappings must not fail for a server that lacks some of them (D-042). Whether
// anything required is missing is for CheckRequired to say. The error is an *Error.
func (t *ResourceType) ReadAttributes(object map[string]any, l Leniency) (map[string]any, error) {
	attributes := make(map[string]any, len(object))
	for _, key := range slices.Sorted(maps.Keys(object)) {
		target, ok := t.member(key)
		if !ok {
			continue
		}
		if _, twice := attributes[target.Name()]; twice {
			return nil, Errorf(InvalidSyntax, "%s: expected once, found twice, in different letter case", target.Name())
		}
		read, err := t.readTarget(target, object[key], l)
		if err != nil {
			return nil, err
		}
		if read != nil {
			attributes[target.Name()] = read
		}
	}
	return attributes, nil
}

// member is what a member of a resource's JSON object stands for, if a client's value for it counts.
func (t *ResourceType) member(key string) (Target, bool) {
	if e := t.Extension(key); e != nil {
		return Target{Extension: e.ID}, true
	}
	target, ok := t.attribute(Path{Attribute: key})
	if !ok || target.Extension != "" || Assigned(target.Attribute) || target.Attribute.Mutability == ReadOnly {
		return Target{}, false
	}
	return target, true
}

func (t *ResourceType) readTarget(target Target, value any, l Leniency) (any, error) {
	if target.Attribute == nil {
		return t.ReadExtension(target.Extension, value, l)
	}
	read, err := target.Attribute.Read(value, l)
	if err != nil || !target.Attribute.Kept() {
		return nil, err
	}
	return read, nil
}

// ReadExtension checks the object of an extension, by its URN, and returns its attributes in canonical form, nil if there
// are none. The error is an *Error.
func (t *ResourceType) ReadExtension(urn string, value any, l Leniency) (any, error) {
	if value == nil {
		return nil, nil
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, mismatch(urn, "an object", value)
	}
	s := t.Extension(urn)
	read := make(map[string]any, len(object))
	for _, key := range slices.Sorted(maps.Keys(object)) {
		a := s.Attribute(key)
		if a == nil || a.Mutability == ReadOnly {
			continue
		}
		if _, twice := read[a.Name]; twice {
			return nil, Errorf(InvalidSyntax, "%s:%s: expected once, found twice, in different letter case", urn, a.Name)
		}
		one, err := a.Read(object[key], l)
		if err != nil {
			return nil, err
		}
		if one != nil && a.Kept() {
			read[a.Name] = one
		}
	}
	if len(read) == 0 {
		return nil, nil
	}
	return read, nil
}

// checkSchemas wants the base schema among schemas, and by the letter no others than those of the resource type, each once
// (RFC 7643 section 3). That an extension is used without being named is not objected to: Entra never names a custom one.
func (t *ResourceType) checkSchemas(object map[string]any, l Leniency) error {
	var schemas any
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if strings.EqualFold(key, "schemas") {
			schemas = object[key]
		}
	}
	list, ok := schemas.([]any)
	if !ok {
		return Errorf(InvalidSyntax, "schemas: expected an array with %s, found %s", t.Core.ID, kind(schemas))
	}
	named := map[string]bool{}
	for _, v := range list {
		urn, ok := v.(string)
		folded := strings.ToLower(urn)
		if known := ok && (SameURN(urn, t.Core.ID) || t.Extension(urn) != nil); !l.AnySchemas && !known {
			return Errorf(InvalidValue, "schemas: expected %s and schema extensions of %s, found %s", t.Core.ID, t.Name, Quote(v))
		}
		if !l.AnySchemas && named[folded] {
			return Errorf(InvalidValue, "schemas: expected each once, found %s twice", urn)
		}
		named[folded] = true
	}
	if !named[strings.ToLower(t.Core.ID)] {
		return Errorf(InvalidSyntax, "schemas: expected %s among them, found it missing", t.Core.ID)
	}
	return nil
}

// CheckRequired wants every required attribute and every required extension (RFC 7643 section 6) to have a value; an empty
// string is none. The error is an *Error with InvalidValue.
func (t *ResourceType) CheckRequired(attributes map[string]any) error {
	if err := checkRequired(t.Core.Attributes, attributes, ""); err != nil {
		return err
	}
	for _, e := range t.Extensions {
		object, given := attributes[e.Schema.ID].(map[string]any)
		if !given && !e.Required {
			continue
		}
		if err := checkRequired(e.Schema.Attributes, object, e.Schema.ID+":"); err != nil {
			return err
		}
		if !given {
			return Errorf(InvalidValue, "%s: expected the extension, for it is required, found none", e.Schema.ID)
		}
	}
	return nil
}

// checkRequired looks at one level; prefix stands in front of the names in errors.
func checkRequired(definitions []*Attribute, attributes map[string]any, prefix string) error {
	for _, a := range definitions {
		if !a.Required || a.Mutability == ReadOnly || !a.Kept() {
			continue
		}
		if value, ok := attributes[a.Name]; !ok || value == "" {
			return Errorf(InvalidValue, "%s%s: expected a value, for the attribute is required, found none", prefix, a.Name)
		}
	}
	return nil
}

func kind(value any) string {
	switch value.(type) {
	case nil:
		return "nothing"
	case string:
		return "a string"
	case map[string]any:
		return "an object"
	case []any:
		return "an array"
	default:
		return "a number or boolean"
	}
}
