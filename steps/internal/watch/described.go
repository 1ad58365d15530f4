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
				at = scim.Member(r, schema.name)
			}
			if fault := schema.against(at, ""); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// Mistyped says which value of a user has another type than RFC 7643 or /Schemas gives its attribute; nothing if none has.
func (w *Watch) Mistyped(user gjson.Result) string {
	if fault := mistyped(seen{}, user); fault != "" {
		return fault
	}
	past := &history{schemas: w.descriptions()}
	return undescribed(seen{path: []string{"Users"}, resources: []gjson.Result{user}}, past)
}

// against compares an object with the descriptions of its members; anything else has none.
func (d description) against(object gjson.Result, below string) string {
	if !object.IsObject() {
		return ""
	}
	for _, d := range d.members {
		v := scim.Member(object, d.name)
		if !v.Exists() || v.Type == gjson.Null {
			continue
		}
		path := strings.TrimPrefix(below+"."+d.name, ".")
		switch {
		case d.never:
			return path + ", which is described as never returned"
		case d.many != nil && *d.many != v.IsArray():
			return fmt.Sprintf("%s %s, described with multiValued %t", path, cut(v.Raw), *d.many)
		}
		values := []gjson.Result{v}
		if v.IsArray() {
			values = v.Array()
		}
		for _, one := range values {
			if one.Type != gjson.Null && !IsOf(d.kind, one) {
				return fmt.Sprintf("%s %s, described with type %s", path, cut(one.Raw), d.kind)
			}
			if fault := d.against(one, path); fault != "" {
				return fault
			}
		}
	}
	return ""
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
		for _, m := range scim.Member(r, "members").Array() {
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
