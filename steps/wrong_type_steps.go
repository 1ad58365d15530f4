package steps

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
	"github.com/entrasim/entrasim/steps/internal/watch"
)

// wrongTypeSteps send values of another type than their attribute's. What becomes of them is the service provider's decision,
// as long as nobody is shown them.
func wrongTypeSteps() []Definition {
	return []Definition{
		{`^the user "([^"]+)" is refused, or has values of the right types$`,
			"Judges the answer to a create: after a refusal in the 400s nobody has the userName, after a success GET by id shows the types of RFC 7643 and of /Schemas.",
			`Then the user "{{unique}}-ann@contoso.example" is refused, or has values of the right types`,
			(*world).refusedOrTyped},
		{`^no attribute of (\w+) takes a value of a wrong type by (PUT|PATCH)$`,
			"Sends, one at a time, an object or a list where /Schemas describes a text, a text where it describes an object, a list or a number, and the like: refused, left out or converted, but not kept as it is.",
			"Then no attribute of bob takes a value of a wrong type by PATCH",
			(*world).takesNoWrongType},
	}
}

// wrongTypeKept is the row of a value that is stored with its wrong type, or that breaks the service provider.
const wrongTypeKept = "RFC7643-2.3-d"

func (w *world) refusedOrTyped(ctx context.Context, userName string) error {
	userName, err := w.expand(userName)
	if err != nil {
		return err
	}
	a, err := w.last()
	if err != nil {
		return err
	}
	if a.status >= http.StatusBadRequest && a.status < http.StatusInternalServerError {
		listed, la, err := w.lookUp(ctx, w.fitUserName(userName))
		if err == nil && len(listed) > 0 {
			return w.because(la.mismatch("no user "+userName+" after a refusal", fmt.Sprint(len(listed))))
		}
		return err
	}
	id := gjson.Get(a.body, "id").String()
	if a.status != http.StatusCreated || id == "" {
		return a.mismatch("201 with an id, or a refusal in the 400s", a.String())
	}
	resource, ra, err := w.read(ctx, &person{name: "the created user", id: id})
	if err != nil {
		return err
	}
	if fault := w.run.watch.Mistyped(resource); fault != "" {
		return w.because(ra.mismatch("values of the types of their attributes (GET by id)", fault))
	}
	return nil
}

// shaped is an attribute as /Schemas describes it, or a part of one that is complex.
type shaped struct {
	path, kind string
	many       bool
	// part is the sub-attribute of a list's elements which the path leads to; empty for all others.
	part string
}

// shapesOf reads from /Schemas what a client can write to a user and read back. Secrets and the manager, which Entra ID
// writes as a text, are left out.
func (w *world) shapesOf(ctx context.Context) ([]shaped, error) {
	schemas, err := w.discoveryList(ctx, "/Schemas")
	if err != nil {
		return nil, err
	}
	var all []shaped
	for _, s := range schemas {
		id := scim.Member(s, "id").String()
		prefix := id + ":"
		switch {
		case strings.EqualFold(id, scim.CoreUser):
			prefix = ""
		case !strings.EqualFold(id, scim.EnterpriseUser):
			continue
		}
		for _, a := range scim.Member(s, "attributes").Array() {
			all = append(all, shapes(prefix, a)...)
		}
	}
	return slices.DeleteFunc(all, func(x shaped) bool { return w.run.demands.Users.Lacks(x.path) }), nil
}

func shapes(prefix string, a gjson.Result) []shaped {
	x := shaped{path: prefix + scim.Member(a, "name").String(), kind: strings.ToLower(scim.Member(a, "type").String()), many: scim.Member(a, "multiValued").Bool()}
	if !writtenAndRead(a) || hardToMakeUp(x.path) {
		return nil
	}
	all := []shaped{x}
	for _, sub := range scim.Member(a, "subAttributes").Array() {
		s := shaped{path: x.path, kind: strings.ToLower(scim.Member(sub, "type").String())}
		switch name := scim.Member(sub, "name").String(); {
		case x.kind != "complex" || !writtenAndRead(sub) || scim.Member(sub, "multiValued").Bool():
			continue
		case x.many:
			s.part, s.many = name, true
		default:
			s.path += "." + name
		}
		all = append(all, s)
	}
	return all
}

func writtenAndRead(a gjson.Result) bool {
	return anyOf(scim.Member(a, "mutability"), "", "readWrite") && anyOf(scim.Member(a, "returned"), "", "default", "always")
}

// wrong are values that cannot be taken for the attribute's, and a few that can be converted.
func (x shaped) wrong() []any {
	object, list, text := map[string]any{"entrasim": "x"}, []any{"x", "y"}, "entrasim"
	switch {
	case x.part != "" && x.kind == "boolean":
		return []any{[]any{map[string]any{x.part: text}}, []any{map[string]any{x.part: object}}}
	case x.part != "":
		return []any{[]any{map[string]any{x.part: object}}, []any{map[string]any{x.part: list}}}
	case x.many && x.kind == "complex":
		return []any{text, []any{text}, []any{nil}, []any{1, 2}}
	case x.many:
		return []any{object, []any{object}, []any{nil}}
	case x.kind == "complex":
		return []any{text, list, 7}
	case x.kind == "boolean":
		return []any{text, 7, object, list}
	case x.kind == "integer", x.kind == "decimal":
		return []any{text, true, object, list}
	}
	return []any{object, list, 7, true}
}

func (w *world) takesNoWrongType(ctx context.Context, name, method string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	all, err := w.shapesOf(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return notApplicable("needs a user's schema")
	}
	f := &fanout{world: w, person: p, what: "set"}
	if err := f.again(ctx); err != nil {
		return err
	}
	for _, x := range all {
		for _, value := range x.wrong() {
			a, err := f.sendWrong(ctx, method, x, value)
			if err != nil {
				return err
			}
			if a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotImplemented {
				return notApplicable("needs a %s that is offered, found %s", method, a.String())
			}
			wronged, err := f.judgeWrong(ctx, x, a, value)
			if err != nil {
				return err
			}
			if wronged {
				break // one finding for each attribute says enough
			}
		}
	}
	return f.found.orNil()
}

// sendWrong sends the user with one wrong value, or the one value alone.
func (f *fanout) sendWrong(ctx context.Context, method string, x shaped, value any) (*answer, error) {
	if method == http.MethodPatch {
		return f.send(ctx, map[string]any{"op": "replace", "path": x.path, "value": value})
	}
	given := strings.ToUpper(f.person.name[:1]) + f.person.name[1:]
	values := map[string]any{"userName": f.person.userName, "active": true, "displayName": given + " Example",
		"name.givenName": given, "name.familyName": "Example", `emails[type eq "work"].value`: f.person.userName}
	maps.DeleteFunc(values, func(path string, _ any) bool {
		return plainName(path) == plainName(x.path) && (path == x.path || x.kind == "complex" || x.many)
	})
	values[x.path] = value
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return nil, err
	}
	if body, err = f.fitBody("/Users", body); err != nil {
		return nil, err
	}
	return f.request(ctx, method, userPath(f.person.id), body)
}

// judgeWrong looks at the user after a wrong value was sent, and says whether something is wrong with him.
func (f *fanout) judgeWrong(ctx context.Context, x shaped, a *answer, value any) (bool, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return false, err
	}
	what := x.path + " " + string(text)
	before := f.state
	if err := f.again(ctx); err != nil {
		return false, err
	}
	accuse := func(expected, actual string) {
		m := a.mismatch(expected, actual)
		m.Requirement, m.Cause = wrongTypeKept, causeOf(a.record.Exchange())
		f.found = append(f.found, m)
	}
	at, err := scim.ParseAttribute(x.path)
	if err != nil {
		return false, err
	}
	var m *mismatch
	switch got := at.In(f.state); {
	case !x.fits(got):
		accuse("after "+what+" a value of the type "+x.described()+", or none", x.path+" "+describe(got))
	case a.status >= http.StatusInternalServerError:
		accuse("a refusal in the 400s of "+what+", or a success", a.String())
	case a.status >= http.StatusBadRequest && errors.As(f.compareStates(a, before, f.state, nil), &m):
		accuse("nothing changes with a refusal of "+what, m.Actual)
	default:
		return false, nil
	}
	return true, nil
}

func (x shaped) described() string {
	switch {
	case x.part != "":
		return "of a list whose elements have " + x.part + " as " + x.kind
	case x.many:
		return "of a list of " + x.kind
	}
	return x.kind
}

// fits says whether a value that is shown is of the attribute's type. No value is.
func (x shaped) fits(v gjson.Result) bool {
	if !v.Exists() || v.Type == gjson.Null {
		return true
	}
	if !x.many {
		return watch.IsOf(x.kind, v)
	}
	return v.IsArray() && !slices.ContainsFunc(v.Array(), func(e gjson.Result) bool {
		if x.part == "" {
			return !watch.IsOf(x.kind, e)
		}
		part := scim.Member(e, x.part)
		return part.Exists() && part.Type != gjson.Null && !watch.IsOf(x.kind, part)
	})
}
