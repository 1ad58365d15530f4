package steps

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// resourceBody writes a user for a POST from attribute paths and values. true and false become booleans, and several
// values of one element one element.
func resourceBody(values map[string]string) (string, error) {
	return writeBody(scim.CoreUser, map[string]any{"active": true}, values)
}

// groupBody writes a group for a POST in the same way.
func groupBody(values map[string]string) (string, error) {
	return writeBody(scim.CoreGroup, map[string]any{}, values)
}

func writeBody(schema string, body map[string]any, values map[string]string) (string, error) {
	schemas := []string{schema}
	for _, path := range slices.Sorted(maps.Keys(values)) {
		a, err := scim.ParseAttribute(path)
		if err != nil {
			return "", err
		}
		at := body
		if a.URN != "" {
			if body[a.URN] == nil {
				body[a.URN] = map[string]any{}
				schemas = append(schemas, a.URN)
			}
			at = body[a.URN].(map[string]any)
		}
		switch {
		case a.Selector != "":
			elementFor(at, a)[a.Sub] = jsonValue(values[path])
		case a.Sub != "":
			if at[a.Name] == nil {
				at[a.Name] = map[string]any{}
			}
			at[a.Name].(map[string]any)[a.Sub] = jsonValue(values[path])
		default:
			at[a.Name] = jsonValue(values[path])
		}
	}
	body["schemas"] = schemas
	text, err := json.Marshal(body)
	return string(text), err
}

// elementFor finds or makes the element of a multi-valued attribute that a value path names.
func elementFor(at map[string]any, a scim.Attribute) map[string]any {
	list, _ := at[a.Name].([]map[string]any)
	for _, e := range list {
		if e[a.Selector] == a.Selected {
			return e
		}
	}
	e := map[string]any{a.Selector: a.Selected}
	at[a.Name] = append(list, e)
	return e
}

func jsonValue(cell string) any {
	switch cell {
	case "true":
		return true
	case "false":
		return false
	default:
		return cell
	}
}
