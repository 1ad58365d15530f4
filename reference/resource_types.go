package reference

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/schema"
)

// resourceType is a resource type as this server serves it under a profile.
type resourceType struct {
	*schema.ResourceType
	constraints []constraint
	// indexed are the texts that are looked up by index, beside id.
	indexed []schema.Target
	// hasMembers says that the resources have members, which the store keeps as memberships.
	hasMembers bool
}

// definition is a resource type before a profile narrows it. Documents are names of files in fixtures/schemas.
type definition struct {
	name, endpoint, description string
	document                    string
	extensions                  []string
	// indexed are attributes that clients look resources up by although they are not unique.
	indexed []string
	// hasMembers says that the attribute members lists other resources.
	hasMembers bool
}

// definitions are the resource types that a profile can choose from.
func definitions() []definition {
	return []definition{{
		name: "User", endpoint: "/Users", description: "User Account",
		document: "user", extensions: []string{"enterprise-user"},
		indexed: []string{"externalId", "displayName", "emails.value"},
	}, {
		name: "Group", endpoint: "/Groups", description: "Group",
		document: "group", hasMembers: true,
		indexed: []string{"externalId", "displayName"},
	}}
}

// resourceTypes are those that the profile names, with the attributes that it keeps.
func resourceTypes(p fixtures.Profile) ([]*resourceType, error) {
	var types []*resourceType
	for _, name := range p.ResourceTypes {
		known := definitions()
		i := slices.IndexFunc(known, func(d definition) bool { return d.name == name })
		if i < 0 {
			return nil, fmt.Errorf("profile %s: expected resource types among %s, found %q", p.Name, names(known), name)
		}
		t, err := known[i].under(p)
		if err != nil {
			return nil, fmt.Errorf("profile %s: resource type %s: %w", p.Name, name, err)
		}
		types = append(types, t)
	}
	if len(types) == 0 {
		return nil, fmt.Errorf("profile %s: expected at least one resource type, found none", p.Name)
	}
	return types, nil
}

func names(known []definition) string {
	var all []string
	for _, d := range known {
		all = append(all, d.name)
	}
	return strings.Join(all, ", ")
}

// under reads the documents and narrows them to what the profile keeps, so that discovery tells the truth about it.
func (d definition) under(p fixtures.Profile) (*resourceType, error) {
	t := &schema.ResourceType{Name: d.name, Endpoint: d.endpoint, Description: d.description}
	core, err := document(d.document)
	if err != nil {
		return nil, err
	}
	kept := func(name string) bool {
		isName := func(a string) bool { return strings.EqualFold(a, name) }
		return len(p.Attributes) == 0 || slices.ContainsFunc(p.Attributes, isName)
	}
	t.Core = core.Narrow(func(a *schema.Attribute) bool { return kept(a.Name) })
	for _, name := range d.extensions {
		extension, err := document(name)
		if err != nil {
			return nil, err
		}
		if kept(extension.ID) {
			t.Extensions = append(t.Extensions, schema.Extension{Schema: extension})
		}
	}
	served := &resourceType{ResourceType: t, hasMembers: d.hasMembers}
	for _, rule := range p.Constraints {
		if rule.On() != t.Name {
			continue
		}
		c, err := newConstraint(rule, t)
		if err != nil {
			return nil, err
		}
		served.constraints = append(served.constraints, c)
		t.Core = c.declare(t.Core)
	}
	served.indexed = served.indexes(d.indexed)
	return served, nil
}

// indexes are the unique attributes and the further ones named, as far as the profile keeps them.
func (t *resourceType) indexes(further []string) []schema.Target {
	targets := uniqueTargets("", t.Core)
	for _, e := range t.Extensions {
		targets = append(targets, uniqueTargets(e.Schema.ID, e.Schema)...)
	}
	for _, name := range further {
		p, err := schema.ParsePath(name)
		if err != nil {
			continue
		}
		if target, err := t.Resolve(p); err == nil && !slices.Contains(targets, target) {
			targets = append(targets, target)
		}
	}
	return targets
}

// uniqueTargets are a schema's unique attributes. Extension is its URN if it is one.
func uniqueTargets(extension string, s *schema.Schema) []schema.Target {
	var targets []schema.Target
	for _, a := range s.Attributes {
		if a.Unique() {
			targets = append(targets, schema.Target{Extension: extension, Attribute: a})
		}
		for _, sub := range a.SubAttributes {
			if sub.Unique() {
				targets = append(targets, schema.Target{Extension: extension, Attribute: a, Sub: sub})
			}
		}
	}
	return targets
}

// document is one of the RFC's schema documents.
func document(name string) (*schema.Schema, error) {
	all, err := documents()
	if err != nil {
		return nil, err
	}
	return all[name], nil
}

// documents are the RFC's schema documents by the name of their file. They are shared by all servers of the process: a run
// of the judge starts one for each scenario.
var documents = sync.OnceValues(func() (map[string]*schema.Schema, error) {
	files, err := fs.Glob(fixtures.FS, "schemas/*.json")
	if err != nil {
		return nil, err
	}
	all := map[string]*schema.Schema{}
	for _, file := range files {
		text, err := fixtures.FS.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if all[strings.TrimSuffix(path.Base(file), ".json")], err = schema.Parse(text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return all, nil
})

// validate checks attributes that are about to be stored: the profile's constraints, then what the schema requires.
func (t *resourceType) validate(attributes map[string]any) error {
	for name, value := range attributes {
		if set := t.members(); set != nil && name == set.Name {
			continue
		}
		if list, ok := value.([]any); ok && len(list) > schema.MaxValues {
			return schema.TooMany(name, len(list))
		}
	}
	for _, c := range t.constraints {
		if err := c.check(attributes); err != nil {
			return err
		}
	}
	return t.CheckRequired(attributes)
}

// check is validate for attributes that have not come over SCIM: their types are checked, too. The error is for people.
func (t *resourceType) check(attributes map[string]any) error {
	read, err := t.ReadAttributes(attributes, schema.Leniency{})
	if err == nil {
		err = t.validate(read)
	}
	if err != nil {
		return errors.New(problem(err).Detail)
	}
	return nil
}
