package watch

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// description is what /Schemas says of an attribute, or of a schema as a whole.
type description struct {
	name, kind string
	many       *bool // nil: it does not say
	never      bool  // returned
	members    []description
}

// readDescriptions reads /Schemas once for all answers of a run.
func readDescriptions(schemas gjson.Result) []description {
	var all []description
	for _, schema := range scim.Member(schemas, "Resources").Array() {
		all = append(all, description{
			name: scim.Member(schema, "id").String(), members: readAttributes(scim.Member(schema, "attributes")),
		})
	}
	return all
}

func readAttributes(attributes gjson.Result) []description {
	var all []description
	for _, a := range attributes.Array() {
		d := description{
			name: scim.Member(a, "name").String(), kind: scim.Member(a, "type").String(),
			never: scim.Member(a, "returned").String() == "never", members: readAttributes(scim.Member(a, "subAttributes")),
		}
		if many := scim.Member(a, "multiValued"); many.Exists() {
			d.many = new(many.Bool())
		}
		all = append(all, d)
	}
	return all
}

// undescribed compares what answers show with what /Schemas says of it: the type, one value or many, and that it is shown at
// all (RFC 7643, 7). What no schema names may be there all the same.
func undescribed(s seen, past *history) string {
	for _, r := range s.resources {
		for _, schema := range past.schemas {
			at := r
			if core := strings.EqualFold(schema.name, scim.CoreUser) && s.kind() == "User" ||
				strings.EqualFold(schema.name, scim.CoreGroup) && s.kind() == "Group"; !core {
				at = scim.ReadObject(r.Member(schema.name))
			}
			if path, fault := schema.against(at); fault != "" {
				return path + fault
			}
		}
	}
	return ""
}

// Mistyped says which value of a user has another type than RFC 7643 or /Schemas gives its attribute; nothing if none has.
func (w *Watch) Mistyped(user gjson.Result) string {
	object := scim.ReadObject(user)
	if fault := mistyped(seen{}, object); fault != "" {
		return fault
	}
	past := &history{schemas: w.descriptions()}
	return undescribed(seen{path: []string{"Users"}, resources: []scim.Object{object}}, past)
}

// against compares an object with the descriptions of its members. It gives the path of the first one that is not as it
// is described, and what follows the path in a sentence.
func (d description) against(object scim.Object) (path, fault string) {
	for _, d := range d.members {
		v := object.Member(d.name)
		if !v.Exists() || v.Type == gjson.Null {
			continue
		}
		switch {
		case d.never:
			return d.name, ", which is described as never returned"
		case d.many != nil && *d.many != v.IsArray():
			return d.name, fmt.Sprintf(" %s, described with multiValued %t", cut(v.Raw), *d.many)
		}
		values := []gjson.Result{v}
		if v.IsArray() {
			values = v.Array()
		}
		for _, one := range values {
			if one.Type != gjson.Null && !IsOf(d.kind, one) {
				return d.name, fmt.Sprintf(" %s, described with type %s", cut(one.Raw), d.kind)
			}
			if len(d.members) == 0 {
				continue
			}
			if below, fault := d.against(scim.ReadObject(one)); fault != "" {
				return d.name + "." + below, fault
			}
		}
	}
	return "", ""
}

// IsOf says whether a value is of a type of RFC 7643, 2.3; of a type that it does not know it says nothing.
func IsOf(kind string, v gjson.Result) bool {
	switch strings.ToLower(kind) {
	case "string", "reference", "binary", "datetime":
		return v.Type == gjson.String
	case "boolean":
		return v.IsBool()
	case "integer", "decimal":
		return v.Type == gjson.Number
	case "complex":
		return v.IsObject()
	}
	return true
}

// mistaken looks at members whose type or $ref is of another kind of resource than earlier answers showed under their id, or
// whose $ref is another's.
func mistaken(s seen, past *history) string {
	for _, r := range s.resources {
		for _, m := range r.Member("members").Array() {
			id, kind, ref := scim.Member(m, "value").String(), scim.Member(m, "type").String(), scim.Member(m, "$ref").String()
			_, isUser := past.created["Users/"+id]
			_, isGroup := past.created["Groups/"+id]
			if isUser == isGroup || id == "" { // nothing is known of it
				continue
			}
			plain, err := url.PathUnescape(ref)
			if isUser && strings.EqualFold(kind, "Group") || isGroup && strings.EqualFold(kind, "User") {
				return fmt.Sprintf("the type %s of %s, which is another", kind, id)
			}
			if ref != "" && (err != nil || !strings.Contains(plain, id) || isUser && strings.Contains(plain, "Groups/"+id) || isGroup && strings.Contains(plain, "Users/"+id)) {
				return fmt.Sprintf("the $ref %s of %s", cut(ref), id)
			}
		}
	}
	return ""
}
