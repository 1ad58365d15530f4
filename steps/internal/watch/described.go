package watch

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// undescribed compares what answers show with what /Schemas says of it: the type, one value or many, and that it is shown at
// all (RFC 7643, 7). What no schema names may be there all the same.
func undescribed(s seen, past *history) string {
	for _, r := range s.resources {
		for _, schema := range scim.Member(past.schemas, "Resources").Array() {
			id := scim.Member(schema, "id").String()
			at := scim.Member(r, id)
			if strings.EqualFold(id, scim.CoreUser) && s.kind() == "User" || strings.EqualFold(id, scim.CoreGroup) && s.kind() == "Group" {
				at = r
			}
			if !at.IsObject() {
				continue
			}
			if fault := against(scim.Member(schema, "attributes"), at, ""); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// against compares an object with descriptions of its members.
func against(descriptions, object gjson.Result, below string) string {
	for _, d := range descriptions.Array() {
		name := scim.Member(d, "name").String()
		v := scim.Member(object, name)
		if !v.Exists() || v.Type == gjson.Null {
			continue
		}
		path := strings.TrimPrefix(below+"."+name, ".")
		many := scim.Member(d, "multiValued").Bool()
		switch {
		case scim.Member(d, "returned").String() == "never":
			return path + ", which is described as never returned"
		case many != v.IsArray() && scim.Member(d, "multiValued").Exists():
			return fmt.Sprintf("%s %s, described with multiValued %t", path, cut(v.Raw), many)
		}
		values := []gjson.Result{v}
		if v.IsArray() {
			values = v.Array()
		}
		for _, one := range values {
			if kind := scim.Member(d, "type").String(); one.Type != gjson.Null && !isOf(kind, one) {
				return fmt.Sprintf("%s %s, described with type %s", path, cut(one.Raw), kind)
			}
			if one.IsObject() {
				if fault := against(scim.Member(d, "subAttributes"), one, path); fault != "" {
					return fault
				}
			}
		}
	}
	return ""
}

// isOf says whether a value is of a type of RFC 7643, 2.3; of a type that it does not know it says nothing.
func isOf(kind string, v gjson.Result) bool {
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
