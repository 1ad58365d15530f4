package reference

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/schema"
)

// schemaFiles are the schemas and resource types of schema files, before they are put together.
type schemaFiles struct {
	schemas []*schema.Schema
	types   []typeDocument
}

// typeDocument is a resource type as RFC 7643 section 6 writes it. One whose name is served already extends that type.
type typeDocument struct {
	Name, Endpoint, Description, Schema string
	SchemaExtensions                    []extensionDocument
}

type extensionDocument struct {
	Schema   string
	Required bool
}

// withSchemaFiles are the resource types with those of the profile's schema files and of further documents. Each document
// is a Schema or ResourceType resource, an array of them, or a list as /Schemas and /ResourceTypes answer it.
func withSchemaFiles(types []*resourceType, p fixtures.Profile, documents [][]byte) ([]*resourceType, error) {
	var files schemaFiles
	for _, name := range p.Schemas {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("schema file: %w", err)
		}
		if err := files.read(text); err != nil {
			return nil, fmt.Errorf("schema file %s: %w", name, err)
		}
	}
	for i, text := range documents {
		if err := files.read(text); err != nil {
			return nil, fmt.Errorf("schema document %d: %w", i+1, err)
		}
	}
	types = slices.Clone(types)
	for _, d := range files.types {
		var err error
		if types, err = files.add(types, d); err != nil {
			return nil, fmt.Errorf("resource type %q: %w", d.Name, err)
		}
	}
	return types, files.unused()
}

// read takes in one document.
func (f *schemaFiles) read(text []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(text, &list) == nil {
		for i, element := range list {
			if err := f.read(element); err != nil {
				return fmt.Errorf("element %d: %w", i, err)
			}
		}
		return nil
	}
	var kind struct {
		Schemas    []string
		Resources  []json.RawMessage
		Endpoint   *string
		Attributes json.RawMessage
	}
	if err := json.Unmarshal(text, &kind); err != nil {
		return fmt.Errorf("expected a Schema or a ResourceType in JSON: %w", err)
	}
	is := func(urn string) bool {
		return slices.ContainsFunc(kind.Schemas, func(s string) bool { return schema.SameURN(s, urn) })
	}
	switch {
	case is(listMessage) || kind.Resources != nil:
		for i, element := range kind.Resources {
			if err := f.read(element); err != nil {
				return fmt.Errorf("element %d of Resources: %w", i, err)
			}
		}
		return nil
	case is(schemaSchema) || kind.Attributes != nil:
		return f.readSchema(text)
	case is(resourceTypeSchema) || kind.Endpoint != nil:
		var d typeDocument
		if err := json.Unmarshal(text, &d); err != nil {
			return fmt.Errorf("expected a ResourceType: %w", err)
		}
		f.types = append(f.types, d)
		return nil
	default:
		return fmt.Errorf("expected %s or %s among schemas, found %q", schemaSchema, resourceTypeSchema, kind.Schemas)
	}
}

func (f *schemaFiles) readSchema(text []byte) error {
	s, err := schema.Parse(text)
	if err != nil {
		return err
	}
	if f.schema(s.ID) != nil {
		return fmt.Errorf("schema %s: expected it once, found it twice", s.ID)
	}
	if len(s.Attributes) == 0 {
		return fmt.Errorf("schema %s: expected attributes, found none", s.ID)
	}
	f.schemas = append(f.schemas, s)
	if err := checkDefinitions(s.Attributes, false); err != nil {
		return fmt.Errorf("schema %s: %w", s.ID, err)
	}
	return nil
}

func (f *schemaFiles) schema(urn string) *schema.Schema {
	for _, s := range f.schemas {
		if schema.SameURN(s.ID, urn) {
			return s
		}
	}
	return nil
}

// checkDefinitions is what RFC 7643 demands of attribute definitions and the schema package does not check: values of the
// characteristics (section 7), one name once (section 2.1), no complex sub-attribute (section 2.3.8).
func checkDefinitions(attributes []*schema.Attribute, sub bool) error {
	seen := map[string]bool{}
	mutabilities := []schema.Mutability{schema.ReadOnly, schema.ReadWrite, schema.Immutable, schema.WriteOnly}
	for _, a := range attributes {
		folded := strings.ToLower(a.Name)
		switch {
		case seen[folded]:
			return fmt.Errorf("attribute %s: expected it once, found it twice", a.Name)
		case !sub && slices.Contains([]string{"schemas", "id", "externalid", "meta"}, folded):
			return fmt.Errorf("attribute %s: expected another name, for this one is common to all resources", a.Name)
		case sub && a.Type == schema.Complex:
			return fmt.Errorf("attribute %s: expected a sub-attribute that is not complex itself", a.Name)
		case !slices.Contains(mutabilities, a.Mutability):
			return fmt.Errorf("attribute %s: mutability %q is not known", a.Name, a.Mutability)
		case !slices.Contains([]schema.Returned{schema.Always, schema.Never, schema.Default, schema.OnRequest}, a.Returned):
			return fmt.Errorf("attribute %s: returned %q is not known", a.Name, a.Returned)
		case !slices.Contains([]schema.Uniqueness{schema.UniqueNone, schema.UniqueServer, schema.UniqueGlobal}, a.Uniqueness):
			return fmt.Errorf("attribute %s: uniqueness %q is not known", a.Name, a.Uniqueness)
		}
		seen[folded] = true
		if err := checkDefinitions(a.SubAttributes, true); err != nil {
			return fmt.Errorf("attribute %s: %w", a.Name, err)
		}
	}
	return nil
}

// contradicts reports whether the document says something else of a resource type than what it is.
func (d typeDocument) contradicts(t *resourceType) bool {
	return d.Endpoint != "" && d.Endpoint != t.Endpoint || d.Schema != "" && !schema.SameURN(d.Schema, t.Core.ID)
}

// add extends a resource type that is served already, or makes a new one.
func (f *schemaFiles) add(types []*resourceType, d typeDocument) ([]*resourceType, error) {
	i := slices.IndexFunc(types, func(t *resourceType) bool { return strings.EqualFold(t.Name, d.Name) })
	if i < 0 {
		made, err := f.make(types, d)
		if err != nil {
			return nil, err
		}
		types, i = append(types, made), len(types)
	} else if t := types[i]; d.contradicts(t) {
		return nil, fmt.Errorf("expected endpoint %s and schema %s, which it has already, found %s and %s",
			t.Endpoint, t.Core.ID, d.Endpoint, d.Schema)
	}
	for _, e := range d.SchemaExtensions {
		if types[i].Extension(e.Schema) != nil {
			continue
		}
		extension := f.schema(e.Schema)
		if extension == nil {
			return nil, fmt.Errorf("schemaExtensions: expected a schema of the files, found %q", e.Schema)
		}
		extended := types[i].with(schema.Extension{Schema: extension, Required: e.Required})
		extended.indexed = slices.Concat(extended.indexed, uniqueTargets(extension.ID, extension))
		types[i] = extended
	}
	return types, nil
}

func (f *schemaFiles) make(types []*resourceType, d typeDocument) (*resourceType, error) {
	name, isPath := strings.CutPrefix(d.Endpoint, "/")
	segments := pathSegments(d.Endpoint)
	if p, err := schema.ParsePath(d.Name); err != nil || p.URN != "" || p.Sub != "" {
		return nil, fmt.Errorf("name: expected letters, digits, - and _, found %q", d.Name)
	}
	if !isPath || len(segments) != 1 || segments[0] != name {
		return nil, fmt.Errorf("endpoint: expected a slash and one path segment, found %q", d.Endpoint)
	}
	taken := []string{"Me", "Bulk", ".search", "Schemas", "ResourceTypes", "ServiceProviderConfig"}
	for _, t := range types {
		taken = append(taken, strings.TrimPrefix(t.Endpoint, "/"))
	}
	if slices.ContainsFunc(taken, func(other string) bool { return strings.EqualFold(other, name) }) {
		return nil, fmt.Errorf("endpoint: expected one that is not in use, found %s", d.Endpoint)
	}
	core := f.schema(d.Schema)
	if core == nil {
		return nil, fmt.Errorf("schema: expected one of the files, found %q", d.Schema)
	}
	made := &resourceType{ResourceType: &schema.ResourceType{
		Name: d.Name, Endpoint: d.Endpoint, Description: d.Description, Core: core,
	}}
	made.indexed = made.indexes([]string{"externalId"})
	return made, nil
}

// unused is an error for a schema that no resource type has, which is nearly always a mistyped URN.
func (f *schemaFiles) unused() error {
	for _, s := range f.schemas {
		used := slices.ContainsFunc(f.types, func(d typeDocument) bool {
			return schema.SameURN(d.Schema, s.ID) || slices.ContainsFunc(d.SchemaExtensions, func(e extensionDocument) bool {
				return schema.SameURN(e.Schema, s.ID)
			})
		})
		if !used {
			return fmt.Errorf("schema %s: expected a resource type that has it as schema or extension, found none", s.ID)
		}
	}
	return nil
}
