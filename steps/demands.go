package steps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
)

// exampleDomain is the domain of e-mail addresses in features; a target that allows others only has them in its place.
const exampleDomain = "contoso.example"

// demands are what a target asks of whatever a run creates there: its discovery documents merged with the values file.
// The zero value asks for nothing.
type demands struct {
	domain string
	// userName is the form: email, plain or empty.
	userName      string
	users, groups resourceDemands
}

// resourceDemands are those on one kind of resource.
type resourceDemands struct {
	// urn is the core schema's.
	urn string
	// known says that the target's schema was read. Without it nothing is said to be missing.
	known bool
	// attributes are those of the schema, by key.
	attributes map[string]schemaAttribute
	// required are those that need a value, in a fixed order.
	required []requirement
	// allowed are the values that an attribute may have, by key.
	allowed map[string][]string
	// unsupported are keys that the values file excludes.
	unsupported []string
	// types says which type of element stands for one that features name: emails.type → home → other.
	types map[string]map[string]string
}

// schemaAttribute is an attribute as /Schemas describes it (RFC 7643, 7).
type schemaAttribute struct {
	path                    string // as an Entra mapping writes it, without a selector
	kind, mutability, scope string // type, mutability and uniqueness
	many, required          bool
	canonical               []string
	subs                    []schemaAttribute
}

// requirement is an attribute that needs a value.
type requirement struct {
	path     string // as an Entra mapping writes it, with a selector where the attribute has many values
	template string
	kind     string
}

// newDemands reads the target's documents; either may be missing. An attribute of the values file that the target's schema
// does not have is an error, with the nearest that it has.
func newDemands(schemas, types gjson.Result, v fixtures.Values) (demands, error) {
	d := demands{domain: exampleDomain, userName: v.UserName}
	if len(v.Domains) > 0 {
		d.domain = v.Domains[0]
	}
	var err error
	if d.users, err = readDemands("User", coreUser, schemas, types, v.File, v.Users); err != nil {
		return d, err
	}
	d.groups, err = readDemands("Group", coreGroup, schemas, types, v.File, v.Groups)
	return d, err
}

func readDemands(name, urn string, schemas, types gjson.Result, file string, v fixtures.ResourceValues) (resourceDemands, error) {
	d := resourceDemands{urn: urn, attributes: map[string]schemaAttribute{}, allowed: map[string][]string{}}
	for _, s := range member(schemas, "Resources").Array() {
		id := member(s, "id").String()
		extends, isExtension := extensionOf(name, id, types)
		switch {
		case strings.EqualFold(id, urn):
			d.known = true
			d.read("", member(s, "attributes"))
		case extends:
			d.read(id+":", member(s, "attributes"))
			if isExtension { // demanded as such: something has to be in it
				d.demandExtension(id, member(s, "attributes"))
			}
		}
	}
	for _, t := range v.Required {
		if d.known && !d.has(t.Attribute) {
			return d, d.unknown(fmt.Sprintf("%s:%d:%d: %s", file, t.Line, t.Column, t.Attribute), t.Attribute)
		}
		d.demand(t.Attribute, t.Text)
	}
	for path, values := range v.Allowed {
		if d.known && !d.has(path) {
			return d, d.unknown(file+": allowed: "+path, path)
		}
		d.allowed[keyOf(path)] = values
	}
	for _, path := range v.Unsupported {
		d.unsupported = append(d.unsupported, keyOf(path))
	}
	d.chooseTypes()
	return d, nil
}

// extensionOf says whether a schema extends a resource type, and whether the type demands it (RFC 7643, 6). Without resource
// types the enterprise extension is the user's.
func extensionOf(name, id string, types gjson.Result) (extends, demanded bool) {
	for _, t := range member(types, "Resources").Array() {
		if !strings.EqualFold(member(t, "name").String(), name) {
			continue
		}
		for _, e := range member(t, "schemaExtensions").Array() {
			if strings.EqualFold(member(e, "schema").String(), id) {
				return true, member(e, "required").Bool()
			}
		}
	}
	return name == "User" && strings.EqualFold(id, enterpriseUser), false
}

func (d *resourceDemands) unknown(at, path string) error {
	var known []string
	for _, a := range d.attributes {
		known = append(known, a.path)
	}
	slices.Sort(known)
	return fmt.Errorf("values: %s: the target's schema has no such attribute; the nearest is %s", at, fixtures.Nearest(path, known))
}

// read takes the attributes of one schema, whose names get the prefix.
func (d *resourceDemands) read(prefix string, attributes gjson.Result) {
	for _, a := range attributes.Array() {
		s := readAttribute(prefix, a)
		d.keep(s)
		for _, sub := range s.subs {
			d.keep(sub)
		}
		d.demandOf(s)
	}
}

func (d *resourceDemands) keep(a schemaAttribute) {
	d.attributes[keyOf(a.path)] = a
	if len(a.canonical) > 0 {
		d.allowed[keyOf(a.path)] = a.canonical
	}
}

func readAttribute(prefix string, v gjson.Result) schemaAttribute {
	a := schemaAttribute{path: prefix + member(v, "name").String(), kind: strings.ToLower(cmp.Or(member(v, "type").String(), "string")),
		mutability: strings.ToLower(member(v, "mutability").String()), scope: strings.ToLower(member(v, "uniqueness").String()),
		many: member(v, "multiValued").Bool(), required: member(v, "required").Bool()}
	for _, c := range member(v, "canonicalValues").Array() {
		if c.Type == gjson.String && c.Str != "" {
			a.canonical = append(a.canonical, c.Str)
		}
	}
	for _, s := range member(v, "subAttributes").Array() {
		a.subs = append(a.subs, readAttribute(a.path+".", s))
	}
	return a
}

// demandOf says what an attribute's description asks for. A required part of a single complex value counts as required
// altogether: a user with a familyName is accepted whether or not a name has to be there.
func (d *resourceDemands) demandOf(a schemaAttribute) {
	if a.mutability == "readonly" {
		return
	}
	inside := slices.DeleteFunc(slices.Clone(a.subs), func(s schemaAttribute) bool { return !s.required || s.mutability == "readonly" })
	switch {
	case a.kind != "complex" && a.required:
		d.demand(a.path, "")
	case a.kind != "complex":
	case !a.many:
		for _, s := range inside {
			d.demand(s.path, "")
		}
		if a.required && len(inside) == 0 && len(a.subs) > 0 {
			d.demand(firstPlain(a).path, "")
		}
	case a.required:
		d.demand(a.path+".value", "")
		for _, s := range inside {
			d.demand(s.path, "")
		}
	}
}

// demandExtension makes sure that a demanded extension is there, with the first attribute that can be made up.
func (d *resourceDemands) demandExtension(urn string, attributes gjson.Result) {
	if slices.ContainsFunc(d.required, func(r requirement) bool { return strings.HasPrefix(keyOf(r.path), strings.ToLower(urn)) }) {
		return
	}
	for _, v := range attributes.Array() {
		if a := readAttribute(urn+":", v); a.kind == "string" && !a.many && a.mutability != "readonly" {
			d.demand(a.path, "")
			return
		}
	}
}

// firstPlain is the part of a complex attribute that people fill in first.
func firstPlain(a schemaAttribute) schemaAttribute {
	for _, name := range []string{"familyName", "formatted", "value"} {
		for _, s := range a.subs {
			if strings.HasSuffix(s.path, "."+name) {
				return s
			}
		}
	}
	return a.subs[0]
}

// demand adds a requirement, or gives one that is there another template. id and userName are never made up here: who
// leaves them out means it.
func (d *resourceDemands) demand(path, template string) {
	key := keyOf(path)
	switch key {
	case "id", "username", "schemas", "meta":
		return
	}
	for i, r := range d.required {
		if keyOf(r.path) == key {
			if template != "" {
				d.required[i].template = template
			}
			return
		}
	}
	d.required = append(d.required, requirement{path: d.spelt(path), template: template, kind: d.attributes[key].kind})
}

// spelt writes a path as the schema spells it.
func (d *resourceDemands) spelt(path string) string {
	if a, known := d.attributes[keyOf(path)]; known && !strings.Contains(path, "[") {
		return a.path
	}
	return path
}

func (d *resourceDemands) has(path string) bool {
	key := keyOf(path)
	_, found := d.attributes[key]
	return found || key == "externalid" || key == "id" // common to all resources, and in no schema (RFC 7643, 3.1)
}

// needs says whether an attribute, or a part of it, may not be taken away.
func (d *resourceDemands) needs(path string) bool {
	key := keyOf(path)
	return slices.ContainsFunc(d.required, func(r requirement) bool {
		k := keyOf(r.path)
		return k == key || strings.HasPrefix(k, key+".") || strings.HasPrefix(k, key+":")
	})
}

// keyOf is a path in lower case, without selectors and without the core schemas' URNs: emails[type eq "work"].value and
// urn:…:core:2.0:User:emails.value are both emails.value.
func keyOf(path string) string {
	key := strings.ToLower(path)
	for _, core := range []string{coreUser, coreGroup} {
		key = strings.TrimPrefix(key, strings.ToLower(core)+":")
	}
	for {
		open := strings.IndexByte(key, '[')
		if open < 0 {
			return key
		}
		end := strings.IndexByte(key[open:], ']')
		if end < 0 {
			return key[:open]
		}
		key = key[:open] + key[open+end+1:]
	}
}
