package steps

import (
	"encoding/json"
	"maps"
	"slices"
)

// resourceBody writes a user for a POST from attribute paths and values. true and false become booleans, and several
// values of one element one element.
func resourceBody(values map[string]string) (string, error) {
	return writeBody(coreUser, map[string]any{"active": true}, values)
}

// groupBody writes a group for a POST in the same way.
func groupBody(values map[string]string) (string, error) {
	return writeBody(coreGroup, map[string]any{}, values)
}

func writeBody(schema string, body map[string]any, values map[string]string) (string, error) {
	schemas := []string{schema}
	for _, path := range slices.Sorted(maps.Keys(values)) {
		a, err := parseAttribute(path)
		if err != nil {
			return "", err
		}
		at := body
		if a.urn != "" {
			if body[a.urn] == nil {
				body[a.urn] = map[string]any{}
				schemas = append(schemas, a.urn)
			}
			at = body[a.urn].(map[string]any)
		}
		switch {
		case a.selector != "":
			elementFor(at, a)[a.sub] = jsonValue(values[path])
		case a.sub != "":
			if at[a.name] == nil {
				at[a.name] = map[string]any{}
			}
			at[a.name].(map[string]any)[a.sub] = jsonValue(values[path])
		default:
			at[a.name] = jsonValue(values[path])
		}
	}
	body["schemas"] = schemas
	text, err := json.Marshal(body)
	return string(text), err
}

// elementFor finds or makes the element of a multi-valued attribute that a value path names.
func elementFor(at map[string]any, a attribute) map[string]any {
	list, _ := at[a.name].([]map[string]any)
	for _, e := range list {
		if e[a.selector] == a.selected {
			return e
		}
	}
	e := map[string]any{a.selector: a.selected}
	at[a.name] = append(list, e)
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
