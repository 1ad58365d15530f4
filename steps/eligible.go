package steps

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// definition is one attribute of /Schemas, with the path by which a PATCH names it.
type definition struct {
	path     string
	of       gjson.Result
	optional bool
}

// schemas reads /Schemas. A service provider without the document describes nothing.
func (w *world) schemas(ctx context.Context) ([]gjson.Result, *answer, error) {
	a, err := w.request(ctx, http.MethodGet, "/Schemas", "")
	if err != nil {
		return nil, nil, err
	}
	list, err := a.list()
	return list, a, err
}

// describing finds the schema with an id; URNs have no case.
func describing(schemas []gjson.Result, id string) gjson.Result {
	for _, s := range schemas {
		if strings.EqualFold(scim.Member(s, "id").String(), id) {
			return s
		}
	}
	return gjson.Result{}
}

// notForTrial are attributes that are left alone when all others are written: the keys by which Entra ID finds a resource,
// a secret, and those whose values have a form of their own (RFC 7643, 4.1.1).
var notForTrial = strings.Fields(`username externalid password locale timezone preferredlanguage profileurl`)

// keptFilled are attributes that a service provider may fill in by itself, or need, whatever its schema says: nothing
// follows from a value after they were emptied.
var keptFilled = strings.Fields(`displayname name.givenname name.familyname`)

// eligible gives the single-valued texts of a schema that a client may write freely: no canonical values, not unique, and
// returned by a read. For the core user the two parts of the name that everybody has are among them.
func eligible(schema gjson.Result, prefix string) []definition {
	var all []definition
	take := func(a gjson.Result, path string) {
		free := scim.Member(a, "type").String() == "string" && !scim.Member(a, "multiValued").Bool() &&
			anyOf(scim.Member(a, "mutability"), "", "readWrite") && anyOf(scim.Member(a, "uniqueness"), "", "none") &&
			anyOf(scim.Member(a, "returned"), "", "default", "always") && len(scim.Member(a, "canonicalValues").Array()) == 0
		if free && !slices.Contains(notForTrial, strings.ToLower(path)) {
			all = append(all, definition{path: prefix + path, of: a,
				optional: !scim.Member(a, "required").Bool() && !slices.Contains(keptFilled, strings.ToLower(path))})
		}
	}
	for _, a := range scim.Member(schema, "attributes").Array() {
		name := scim.Member(a, "name").String()
		if prefix == "" && strings.EqualFold(name, "name") {
			for _, sub := range scim.Member(a, "subAttributes").Array() {
				if part := "name." + scim.Member(sub, "name").String(); slices.Contains(keptFilled, strings.ToLower(part)) {
					take(sub, part)
				}
			}
			continue
		}
		take(a, name)
	}
	return all
}

func anyOf(v gjson.Result, texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.EqualFold(t, v.String()) })
}
