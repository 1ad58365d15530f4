package steps

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// userBody writes a user for a POST from attribute paths and the cells of a table. true and false become booleans, and
// several values of one element one element. Who is said nothing else of is active.
func userBody(cells map[string]string) (string, error) {
	values := valuesOf(cells)
	if _, said := values["active"]; !said {
		values["active"] = true
	}
	return writeBody(scim.CoreUser, values)
}

// groupBody writes a group for a POST in the same way.
func groupBody(cells map[string]string) (string, error) {
	return writeBody(scim.CoreGroup, valuesOf(cells))
}

// valuesOf gives the cells of a table the JSON types that they stand for.
func valuesOf(cells map[string]string) map[string]any {
	values := map[string]any{}
	for path, cell := range cells {
		values[path] = jsonValue(cell)
	}
	return values
}

// writeBody writes a resource of a core schema from attribute paths and values.
func writeBody(schema string, values map[string]any) (string, error) {
	body, schemas := map[string]any{}, []string{schema}
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
			elementFor(at, a)[a.Sub] = values[path]
		case a.Sub != "":
			if at[a.Name] == nil {
				at[a.Name] = map[string]any{}
			}
			at[a.Name].(map[string]any)[a.Sub] = values[path]
		default:
			at[a.Name] = values[path]
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
