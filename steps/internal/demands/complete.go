package demands

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Complete writes an object with values added that it does not have. Elements of a list each get what they lack; a list
// that is not there gets one element.
func (d *Resource) Complete(object gjson.Result, missing map[string]any) string {
	return d.completeAt("", object, missing)
}

func (d *Resource) completeAt(prefix string, object gjson.Result, missing map[string]any) string {
	var members []string
	has := map[string]bool{}
	object.ForEach(func(key, value gjson.Result) bool {
		name, text := strings.ToLower(key.String()), value.Raw
		for m, add := range missing {
			parts, isObject := add.(map[string]any)
			if !strings.EqualFold(m, name) {
				continue
			}
			has[m] = true
			switch {
			case isObject && value.IsObject():
				text = d.completeAt(PathBelow(prefix, m), value, parts)
			case isObject && value.IsArray() && d.Attributes[scim.KeyOf(PathBelow(prefix, m))].Many:
				text = d.completeEach(PathBelow(prefix, m), value, parts)
			}
		}
		if name == "schemas" && prefix == "" {
			text = withExtensions(value, missing)
		}
		members = append(members, key.Raw+":"+text)
		return true
	})
	var names []string
	for m := range missing {
		if !has[m] {
			names = append(names, m)
		}
	}
	slices.Sort(names)
	for _, m := range names {
		value := missing[m]
		if parts, isObject := value.(map[string]any); isObject && (d.Attributes[scim.KeyOf(PathBelow(prefix, m))].Many || KnownLists[strings.ToLower(m)]) {
			value = []any{d.element(m, parts)}
		}
		text, err := json.Marshal(value)
		if err != nil {
			continue
		}
		quoted, _ := json.Marshal(m) // a string cannot fail
		members = append(members, string(quoted)+":"+string(text))
	}
	return "{" + strings.Join(members, ",") + "}"
}

// KnownLists are lists of RFC 7643, 4.1, for a target without a schema.
var KnownLists = map[string]bool{"emails": true, "phonenumbers": true, "addresses": true, "roles": true, "entitlements": true}

// PathBelow is the path of a member of what is at the prefix: emails.value, urn:…:User:department.
func PathBelow(prefix, name string) string {
	switch {
	case prefix == "":
		return name
	case scim.IsURN(prefix) && strings.Count(prefix, ":") > 1 && !strings.Contains(prefix[strings.LastIndexByte(prefix, ':'):], "."):
		return prefix + ":" + name
	}
	return prefix + "." + name
}

// element is a first element of a list: of the type for work, where elements have types.
func (d *Resource) element(name string, parts map[string]any) map[string]any {
	e := map[string]any{}
	if kind, ok := d.TypeFor(name, "work"); ok && (!d.Known || d.Has(name+".type")) {
		e["type"] = kind
	}
	for k, v := range parts {
		e[k] = v
	}
	return e
}

func (d *Resource) completeEach(prefix string, list gjson.Result, parts map[string]any) string {
	var all []string
	for _, e := range list.Array() {
		if !e.IsObject() {
			return list.Raw
		}
		all = append(all, d.completeAt(prefix, e, parts))
	}
	if len(all) == 0 {
		text, err := json.Marshal([]any{d.element(prefix, parts)})
		if err != nil {
			return list.Raw
		}
		return string(text)
	}
	return "[" + strings.Join(all, ",") + "]"
}

func withExtensions(schemas gjson.Result, missing map[string]any) string {
	var all []string
	for _, s := range schemas.Array() {
		all = append(all, s.Raw)
	}
	for m := range missing {
		if scim.IsURN(m) && !scim.Contains(schemas, m) {
			quoted, _ := json.Marshal(m) // a string cannot fail
			all = append(all, string(quoted))
		}
	}
	slices.Sort(all)
	return "[" + strings.Join(slices.Compact(all), ",") + "]"
}
