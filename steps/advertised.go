package steps

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// advertised is one attribute that Entra ID could map to: single-valued, a sub-attribute, or the value of one element of a
// known type. Its path is written as a mapping writes it.
type advertised struct {
	path string
	scim.Attribute
	kind      string // string, boolean, decimal, integer, dateTime, reference, binary
	canonical []string
	template  string // the values file's, for what it requires
	required  bool
	immutable bool
	// usual says that Entra ID's default mapping for a non-gallery application has it.
	usual bool
}

// attributesOf reads from /ResourceTypes and /Schemas what a client may write to a user, extensions included, and what it
// may not. A service provider without a readable user schema is taken to have what the default mapping needs.
func (w *world) attributesOf(ctx context.Context) (writable, readOnly []advertised, err error) {
	return w.attributesBut(ctx, neverTried)
}

// attributesBut is the same for all attributes but those that are to be left alone.
func (w *world) attributesBut(ctx context.Context, alone func(path string) bool) (writable, readOnly []advertised, err error) {
	schemas, err := w.discoveryList(ctx, "/Schemas")
	if err != nil {
		return nil, nil, err
	}
	types, err := w.discoveryList(ctx, "/ResourceTypes")
	if err != nil {
		return nil, nil, err
	}
	usual, err := w.usualTargets()
	if err != nil {
		return nil, nil, err
	}
	urns := userSchemas(types)
	for _, s := range schemas {
		id := scim.Member(s, "id").String()
		if !slices.ContainsFunc(urns, func(u string) bool { return strings.EqualFold(u, id) }) {
			continue
		}
		prefix := id + ":"
		if strings.EqualFold(id, scim.CoreUser) {
			prefix = ""
		}
		for _, a := range scim.Member(s, "attributes").Array() {
			may, mayNot := expandAttribute(prefix, a, alone)
			writable, readOnly = append(writable, may...), append(readOnly, mayNot...)
		}
	}
	if len(writable) == 0 {
		for _, path := range usual {
			writable = append(writable, advertised{path: path, kind: "string"})
		}
	}
	for i := range writable {
		x := &writable[i]
		if x.Attribute, err = scim.ParseAttribute(x.path); err != nil {
			return nil, nil, fmt.Errorf("/Schemas: %w", err)
		}
		x.usual = slices.ContainsFunc(usual, func(u string) bool { return strings.EqualFold(u, x.path) })
	}
	return w.fitAdvertised(writable), readOnly, nil
}

// discoveryList gives the resources of a discovery endpoint; none where it has no readable list, which is for the features
// about discovery to say.
func (w *world) discoveryList(ctx context.Context, path string) ([]gjson.Result, error) {
	a, err := w.request(ctx, http.MethodGet, path, "")
	if err != nil {
		return nil, err
	}
	list, err := a.list()
	if err != nil {
		return nil, nil //nolint:nilerr // judged elsewhere
	}
	return list, nil
}

// userSchemas are the URNs of the user's schema and its extensions (RFC 7643, 6).
func userSchemas(types []gjson.Result) []string {
	urns := []string{scim.CoreUser}
	for _, t := range types {
		if !strings.EqualFold(scim.Member(t, "schema").String(), scim.CoreUser) {
			continue
		}
		for _, x := range scim.Member(t, "schemaExtensions").Array() {
			urns = append(urns, scim.Member(x, "schema").String())
		}
	}
	if len(types) == 0 {
		urns = append(urns, scim.EnterpriseUser)
	}
	return urns
}

// usualTargets are the plain attributes of the profile's default mapping.
func (w *world) usualTargets() ([]string, error) {
	m, err := w.mapping()
	if err != nil {
		return nil, err
	}
	var all []string
	for _, a := range m.AttributeMappings {
		if _, err := scim.ParseAttribute(a.TargetAttributeName); err == nil && !neverTried(a.TargetAttributeName) {
			all = append(all, a.TargetAttributeName)
		}
	}
	return all, nil
}

// neverTried names what has features of its own (userName, active, the manager, roles), is a secret, or takes only what a
// program of its own makes.
func neverTried(path string) bool {
	return slices.Contains([]string{"username", "active", "manager", "roles", "entitlements", "password", "x509certificates", "groups",
		"id", "meta", "schemas"}, plainName(path))
}

// plainName is an attribute's name in lower case, without the URN before it and the parts behind it.
func plainName(path string) string {
	name := path[strings.LastIndexByte(strings.SplitN(path, "[", 2)[0], ':')+1:]
	return strings.ToLower(name[:strings.IndexAny(name+".[", ".[")])
}

// expandAttribute gives the paths of one attribute of a schema.
func expandAttribute(prefix string, a gjson.Result, alone func(path string) bool) (writable, readOnly []advertised) {
	name := prefix + scim.Member(a, "name").String()
	if mutability := scim.Member(a, "mutability").String(); mutability == "readOnly" {
		if !scim.Member(a, "multiValued").Bool() && scim.Member(a, "type").String() == "string" {
			readOnly = append(readOnly, advertised{path: name, kind: "string"})
		}
		return nil, readOnly
	} else if mutability == "writeOnly" || alone(name) || scim.Member(a, "returned").String() == "never" {
		return nil, nil
	}
	one := func(path string, from gjson.Result) {
		mutability := scim.Member(from, "mutability").String()
		kind := scim.Member(from, "type").String()
		if mutability == "readOnly" || mutability == "writeOnly" || kind == "complex" || scim.Member(from, "multiValued").Bool() {
			return
		}
		x := advertised{path: path, kind: kind, required: scim.Member(from, "required").Bool() || scim.Member(a, "required").Bool(),
			immutable: mutability == "immutable" || scim.Member(a, "mutability").String() == "immutable"}
		for _, c := range scim.Member(from, "canonicalValues").Array() {
			x.canonical = append(x.canonical, c.String())
		}
		writable = append(writable, x)
	}
	subs := scim.Member(a, "subAttributes").Array()
	switch complexType := scim.Member(a, "type").String() == "complex"; {
	case !complexType:
		one(name, a)
	case !scim.Member(a, "multiValued").Bool():
		for _, s := range subs {
			one(name+"."+scim.Member(s, "name").String(), s)
		}
	default:
		for i, t := range typesOf(subs) {
			for _, s := range subs {
				sub := scim.Member(s, "name").String()
				// All of the first type, and the value alone of the others: what differs is which element is found.
				if plainSub(sub) && (i == 0 || sub == "value" || sub == "locality") {
					one(fmt.Sprintf("%s[type eq %q].%s", name, t, sub), s)
				}
			}
		}
	}
	return writable, readOnly
}

// plainSub leaves out what tells elements apart, and what servers fill in by themselves.
func plainSub(name string) bool {
	return !slices.Contains([]string{"type", "primary", "display", "$ref", "formatted"}, name)
}

// typesOf are the canonical types of a multi-valued attribute. One without is not addressed by Entra ID's paths.
func typesOf(subs []gjson.Result) []string {
	var types []string
	for _, s := range subs {
		if scim.Member(s, "name").String() == "type" {
			for _, c := range scim.Member(s, "canonicalValues").Array() {
				types = append(types, c.String())
			}
		}
	}
	return types
}
