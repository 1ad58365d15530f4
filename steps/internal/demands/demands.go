// Package demands is what a service provider asks of whatever a run creates there: the attributes that it requires, the
// values that it takes and the attributes that it does not have, read from its discovery documents and the values file.
package demands

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// ExampleDomain is the domain of e-mail addresses in features; a target that allows others only has them in its place.
const ExampleDomain = "contoso.example"

// All are what a target asks of whatever a run creates there: its discovery documents merged with the values file.
// The zero value asks for nothing.
type All struct {
	Domain string
	// UserName is the form: email, plain or empty.
	UserName      string
	Users, Groups Resource
}

// Resource are those on one kind of resource.
type Resource struct {
	// URN is the core schema's.
	URN string
	// Known says that the target's schema was read. Without it nothing is said to be missing.
	Known bool
	// Attributes are those of the schema, by key.
	Attributes map[string]Attribute
	// Required are those that need a value, in a fixed order.
	Required []Requirement
	// Allowed are the values that an attribute may have, by key.
	Allowed map[string][]string
	// Unsupported are keys that the values file excludes.
	Unsupported []string
	// Types says which type of element stands for one that features name: emails.type → home → other.
	Types map[string]map[string]string
}

// Attribute is an attribute as /Schemas describes it (RFC 7643, 7).
type Attribute struct {
	Path                    string // as an Entra mapping writes it, without a selector
	kind, mutability, scope string // type, mutability and uniqueness
	returned                string
	Many, required          bool
	canonical               []string
	subs                    []Attribute
}

// Requirement is an attribute that needs a value.
type Requirement struct {
	Path     string // as an Entra mapping writes it, with a selector where the attribute has many values
	Template string
	Kind     string
}

// Read reads the target's documents; either may be missing. An attribute of the values file that the target's schema
// does not have is an error, with the nearest that it has.
func Read(schemas, types gjson.Result, v fixtures.Values) (All, error) {
	d := All{Domain: ExampleDomain, UserName: v.UserName}
	if len(v.Domains) > 0 {
		d.Domain = v.Domains[0]
	}
	var err error
	if d.Users, err = readResource("User", scim.CoreUser, schemas, types, v.File, v.Users); err != nil {
		return d, err
	}
	d.Groups, err = readResource("Group", scim.CoreGroup, schemas, types, v.File, v.Groups)
	return d, err
}

func readResource(name, urn string, schemas, types gjson.Result, file string, v fixtures.ResourceValues) (Resource, error) {
	d := Resource{URN: urn, Attributes: map[string]Attribute{}, Allowed: map[string][]string{}}
	for _, s := range scim.Member(schemas, "Resources").Array() {
		id := scim.Member(s, "id").String()
		extends, isExtension := extensionOf(name, id, types)
		switch {
		case strings.EqualFold(id, urn):
			d.Known = true
			d.read("", scim.Member(s, "attributes"))
		case extends:
			d.read(id+":", scim.Member(s, "attributes"))
			if isExtension { // demanded as such: something has to be in it
				d.demandExtension(id, scim.Member(s, "attributes"))
			}
		}
	}
	for _, t := range v.Required {
		if d.Known && !d.Has(t.Attribute) {
			return d, d.unknown(fmt.Sprintf("%s:%d:%d: %s", file, t.Line, t.Column, t.Attribute), t.Attribute)
		}
		d.demand(t.Attribute, t.Text)
	}
	for path, values := range v.Allowed {
		if d.Known && !d.Has(path) {
			return d, d.unknown(file+": allowed: "+path, path)
		}
		d.Allowed[scim.KeyOf(path)] = values
	}
	for _, path := range v.Unsupported {
		d.Unsupported = append(d.Unsupported, scim.KeyOf(path))
	}
	d.chooseTypes()
	return d, nil
}

// extensionOf says whether a schema extends a resource type, and whether the type demands it (RFC 7643, 6). Without resource
// Types the enterprise extension is the user's.
func extensionOf(name, id string, types gjson.Result) (extends, demanded bool) {
	for _, t := range scim.Member(types, "Resources").Array() {
		if !strings.EqualFold(scim.Member(t, "name").String(), name) {
			continue
		}
		for _, e := range scim.Member(t, "schemaExtensions").Array() {
			if strings.EqualFold(scim.Member(e, "schema").String(), id) {
				return true, scim.Member(e, "required").Bool()
			}
		}
	}
	return name == "User" && strings.EqualFold(id, scim.EnterpriseUser), false
}

func (d *Resource) unknown(at, path string) error {
	var known []string
	for _, a := range d.Attributes {
		known = append(known, a.Path)
	}
	slices.Sort(known)
	return fmt.Errorf("values: %s: the target's schema has no such attribute; the nearest is %s", at, fixtures.Nearest(path, known))
}

// read takes the attributes of one schema, whose names get the prefix.
func (d *Resource) read(prefix string, attributes gjson.Result) {
	for _, a := range attributes.Array() {
		if scim.Member(a, "name").String() == "" { // half wrong: features say so, and nothing can be made of it here
			continue
		}
		s := readAttribute(prefix, a)
		d.keep(s)
		for _, sub := range s.subs {
			d.keep(sub)
		}
		d.demandOf(s)
	}
}

func (d *Resource) keep(a Attribute) {
	d.Attributes[scim.KeyOf(a.Path)] = a
	if len(a.canonical) > 0 && a.kind != "complex" {
		d.Allowed[scim.KeyOf(a.Path)] = a.canonical
	}
}

func readAttribute(prefix string, v gjson.Result) Attribute {
	a := Attribute{Path: prefix + scim.Member(v, "name").String(), kind: strings.ToLower(cmp.Or(scim.Member(v, "type").String(), "string")),
		mutability: strings.ToLower(scim.Member(v, "mutability").String()), scope: strings.ToLower(scim.Member(v, "uniqueness").String()),
		returned: strings.ToLower(scim.Member(v, "returned").String()),
		Many:     scim.Member(v, "multiValued").Bool(), required: scim.Member(v, "required").Bool()}
	for _, c := range scim.Member(v, "canonicalValues").Array() {
		if c.Type == gjson.String && c.Str != "" {
			a.canonical = append(a.canonical, c.Str)
		}
	}
	for _, s := range scim.Member(v, "subAttributes").Array() {
		if scim.Member(s, "name").String() == "" {
			continue
		}
		a.subs = append(a.subs, readAttribute(a.Path+".", s))
	}
	return a
}

// demandOf says what an attribute's description asks for. A required part of a single complex value counts as required
// altogether: a user with a familyName is accepted whether or not a name has to be there.
func (d *Resource) demandOf(a Attribute) {
	if a.mutability == "readonly" {
		return
	}
	inside := slices.DeleteFunc(slices.Clone(a.subs), func(s Attribute) bool { return !s.required || s.mutability == "readonly" })
	switch {
	case a.kind != "complex" && a.required:
		d.demand(a.Path, "")
	case a.kind != "complex":
	case !a.Many:
		for _, s := range inside {
			d.demand(s.Path, "")
		}
		if a.required && len(inside) == 0 && len(a.subs) > 0 {
			d.demand(firstPlain(a).Path, "")
		}
	case a.required:
		d.demand(a.Path+".value", "")
		for _, s := range inside {
			d.demand(s.Path, "")
		}
	}
}

// demandExtension makes sure that a demanded extension is there, with the first attribute that can be made up.
func (d *Resource) demandExtension(urn string, attributes gjson.Result) {
	if slices.ContainsFunc(d.Required, func(r Requirement) bool { return strings.HasPrefix(scim.KeyOf(r.Path), strings.ToLower(urn)) }) {
		return
	}
	for _, v := range attributes.Array() {
		if a := readAttribute(urn+":", v); a.kind == "string" && !a.Many && a.mutability != "readonly" {
			d.demand(a.Path, "")
			return
		}
	}
}

// firstPlain is the part of a complex attribute that people fill in first.
func firstPlain(a Attribute) Attribute {
	for _, name := range []string{"familyName", "formatted", "value"} {
		for _, s := range a.subs {
			if strings.HasSuffix(s.Path, "."+name) {
				return s
			}
		}
	}
	return a.subs[0]
}

// demand adds a requirement, or gives one that is there another template. id and userName are never made up here: who
// leaves them out means it.
func (d *Resource) demand(path, template string) {
	key := scim.KeyOf(path)
	switch key {
	case "id", "username", "schemas", "meta":
		return
	}
	for i, r := range d.Required {
		if scim.KeyOf(r.Path) == key {
			if template != "" {
				d.Required[i].Template = template
			}
			return
		}
	}
	d.Required = append(d.Required, Requirement{Path: d.spelt(path), Template: template, Kind: d.Attributes[key].kind})
}

// spelt writes a path as the schema spells it.
func (d *Resource) spelt(path string) string {
	if a, known := d.Attributes[scim.KeyOf(path)]; known && !strings.Contains(path, "[") {
		return a.Path
	}
	return path
}

// Has says whether the schema has an attribute. Of a complex one whose parts it does not list it may have any.
func (d *Resource) Has(path string) bool {
	key := scim.KeyOf(path)
	_, found := d.Attributes[key]
	if dot := strings.LastIndexByte(key, '.'); !found && dot > 0 {
		whole, listed := d.Attributes[key[:dot]]
		found = listed && whole.kind == "complex" && len(whole.subs) == 0
	}
	return found || key == "externalid" || key == "id" // common to all resources, and in no schema (RFC 7643, 3.1)
}

// Needs says whether an attribute, or a part of it, may not be taken away.
func (d *Resource) Needs(path string) bool {
	key := scim.KeyOf(path)
	return slices.ContainsFunc(d.Required, func(r Requirement) bool {
		k := scim.KeyOf(r.Path)
		return k == key || strings.HasPrefix(k, key+".") || strings.HasPrefix(k, key+":")
	})
}
