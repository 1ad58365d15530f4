package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// immutableSteps are about attributes that a client may set once (RFC 7643, 7). The core schemas have none that a user's
// resource shows, so that what is tried is what the service provider's own schemas describe.
func immutableSteps() []Definition {
	return []Definition{
		{`^the user (\w+) has a value of each immutable attribute$`,
			"Creates a user by POST with a value for every attribute that /Schemas describes as immutable. Where there is none that a client can write, or none that a read shows, the scenario is not applicable.",
			"Given the user bob has a value of each immutable attribute",
			(*world).existsWithImmutable},
		{`^a (PATCH|PUT) changes no immutable attribute of (\w+)$`,
			"Sends another value for each attribute that /Schemas describes as immutable, one at a time: it is refused or ignored, and the value stays. A PUT with the value that is there is taken.",
			"Then a PATCH changes no immutable attribute of bob",
			(*world).immutableStays},
		{`^/Schemas describes (\w+)\.(\w+) of groups as immutable$`,
			"Not applicable where it does not.",
			"Given /Schemas describes members.value of groups as immutable",
			(*world).describesImmutable},
	}
}

const (
	putImmutable   = "RFC7644-3.5.1-c"
	patchImmutable = "RFC7644-3.5.2-k"
	// namedMutability is about the words of a refusal.
	namedMutability = "RFC7644-3.5.1-e"
)

// hardToMakeUp names attributes whose values are a secret, or what only the service provider or another resource can give.
func hardToMakeUp(path string) bool {
	return slices.Contains([]string{"password", "manager", "x509certificates", "groups", "id", "meta", "schemas"}, plainName(path))
}

// immutableOf gives the user's immutable attributes, and a user who has all of them and what everybody needs.
func (w *world) immutableOf(ctx context.Context, name string) ([]advertised, map[string]any, error) {
	all, _, err := w.attributesBut(ctx, hardToMakeUp)
	if err != nil {
		return nil, nil, err
	}
	all = slices.DeleteFunc(all, func(x advertised) bool { return !x.immutable })
	if len(all) == 0 {
		return nil, nil, notApplicable("needs an attribute that a client can write and /Schemas describes as immutable")
	}
	address := w.address(w.unique + "-" + name)
	given := strings.ToUpper(name[:1]) + name[1:]
	values := map[string]any{"userName": w.fitUserName(address), "active": true, "displayName": given + " Example",
		"name.givenName": given, "name.familyName": "Example", `emails[type eq "work"].value`: address}
	for number, x := range all {
		if values[x.path] == nil {
			values[x.path] = w.fittingValue(x, number, 0)
		}
	}
	return all, values, nil
}

func (w *world) existsWithImmutable(ctx context.Context, name string) error {
	all, values, err := w.immutableOf(ctx, name)
	if err != nil {
		return err
	}
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return err
	}
	a, err := w.postUser(ctx, body)
	if err != nil {
		return err
	}
	p := &person{name: name, userName: fmt.Sprint(values["userName"]), id: gjson.Get(a.body, "id").String()}
	if a.status != http.StatusCreated || p.id == "" {
		return a.mismatch("201 with an id", a.String())
	}
	w.people[name] = p
	resource, _, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(x advertised) bool { return x.In(resource).Exists() }) {
		return notApplicable("needs an immutable attribute that a read shows")
	}
	return nil
}

func (w *world) immutableStays(ctx context.Context, method, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	all, values, err := w.immutableOf(ctx, name)
	if err != nil {
		return err
	}
	f := &fixed{fanout: &fanout{world: w, person: p, what: "changed"}, values: values}
	if err := f.again(ctx); err != nil {
		return err
	}
	if method == http.MethodPut {
		f.row = putImmutable
		if err := f.sameAgain(ctx); err != nil {
			return err
		}
	} else {
		f.row = patchImmutable
	}
	for number, x := range all {
		if !x.In(f.state).Exists() {
			continue
		}
		try := f.tryPatch
		if method == http.MethodPut {
			try = f.tryPut
		}
		if err := try(ctx, x, f.other(x, number)); err != nil {
			return err
		}
	}
	return f.found.orNil()
}

// fixed tries to change what is immutable.
type fixed struct {
	*fanout
	values map[string]any // what the user was made of
	row    string         // which requirement a change breaches
}

// other is a value that the attribute has not.
func (f *fixed) other(x advertised, number int) any {
	if strings.EqualFold(x.path, "userName") {
		return f.fitUserName(f.address(f.unique + "-other"))
	}
	has := x.In(f.state).String()
	for round := 1; round < 3; round++ {
		if v := f.fittingValue(x, number, round); !strings.EqualFold(fmt.Sprint(v), has) {
			return v
		}
	}
	return nil // one canonical value: there is none to change it to
}

// sameAgain replaces the user with what is there: input that matches is no change (RFC 7644, 3.5.1).
func (f *fixed) sameAgain(ctx context.Context) error {
	a, err := f.put(ctx, f.values)
	if err != nil {
		return err
	}
	switch {
	case a.status == http.StatusOK || a.status == http.StatusNoContent:
		return f.again(ctx)
	case strings.EqualFold(gjson.Get(a.body, "scimType").String(), "mutability"):
		f.accuse(a, f.row, "200 or 204 to a PUT with the values that are there", a.String())
		return f.found
	}
	return notApplicable("needs a PUT that is taken, found %s", a.String())
}

func (f *fixed) put(ctx context.Context, values map[string]any) (*answer, error) {
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return nil, err
	}
	if body, err = f.fitBody("/Users", body); err != nil {
		return nil, err
	}
	return f.request(ctx, http.MethodPut, userPath(f.person.id), body)
}

// tryPut leaves elements of lists alone: one with another value is another element.
func (f *fixed) tryPut(ctx context.Context, x advertised, value any) error {
	if x.Selector != "" || value == nil {
		return nil
	}
	values := map[string]any{}
	for path, v := range f.values {
		values[path] = v
	}
	values[x.path] = value
	a, err := f.put(ctx, values)
	if err != nil {
		return err
	}
	return f.judge(ctx, x, a, "a PUT with another value of "+x.path)
}

func (f *fixed) tryPatch(ctx context.Context, x advertised, value any) error {
	var operations []map[string]any
	if value != nil {
		operations = append(operations, map[string]any{"op": "replace", "path": x.path, "value": value})
	}
	if value != nil && x.Selector == "" {
		operations = append(operations, map[string]any{"op": "replace", "value": inObject(x, value)},
			map[string]any{"op": "add", "path": x.path, "value": value})
	}
	if x.Selector == "" {
		operations = append(operations, map[string]any{"op": "remove", "path": x.path})
	}
	for _, o := range operations {
		a, err := f.send(ctx, o)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("%s of %s", o["op"], x.path)
		if o["path"] == nil {
			what += " without a path"
		}
		if err := f.judge(ctx, x, a, what); err != nil {
			return err
		}
		if !x.In(f.state).Exists() {
			return nil // gone, which has been said
		}
	}
	return nil
}

// inObject is the value of an operation without a path, in the form of RFC 7644, 3.5.2.1.
func inObject(x advertised, value any) map[string]any {
	if x.Sub != "" {
		value = map[string]any{x.Sub: value}
	}
	o := map[string]any{x.Name: value}
	if x.URN != "" {
		o = map[string]any{x.URN: o}
	}
	return o
}

// judge compares the user with what he was: whatever the answer is, nothing of him has changed.
func (f *fixed) judge(ctx context.Context, x advertised, a *answer, what string) error {
	before := f.state
	if err := f.again(ctx); err != nil {
		return err
	}
	was, is := x.In(before), x.In(f.state)
	var m *mismatch
	switch {
	case was.String() != is.String():
		f.accuse(a, f.row, "after "+what+" the immutable value as it was, "+describe(was), describe(is))
	case f.row == patchImmutable && errors.As(f.compareStates(a, before, f.state, nil), &m):
		f.accuse(a, fanoutNeighbours, "nothing changes with "+what, m.Actual)
	case a.status >= http.StatusInternalServerError && a.status != http.StatusNotImplemented:
		f.accuse(a, f.row, "a refusal in the 400s to "+what, a.String())
	case a.status >= http.StatusBadRequest && (a.status != http.StatusBadRequest || !strings.EqualFold(gjson.Get(a.body, "scimType").String(), "mutability")):
		f.accuse(a, namedMutability, "400 with scimType mutability to "+what, a.String())
	}
	return nil
}

func (f *fixed) accuse(a *answer, row, expected, actual string) {
	m := a.mismatch(expected, actual)
	m.Requirement, m.Cause = row, causeOf(a.record.Exchange())
	f.found = append(f.found, m)
}

func (w *world) describesImmutable(ctx context.Context, name, sub string) error {
	list, err := w.discoveryList(ctx, "/Schemas")
	if err != nil {
		return err
	}
	described := named(scim.Member(describing(list, scim.CoreGroup), "attributes"), name)
	part := named(scim.Member(described, "subAttributes"), sub)
	if !strings.EqualFold(scim.Member(part, "mutability").String(), "immutable") {
		return notApplicable("needs %s.%s that /Schemas describes as immutable", name, sub)
	}
	return nil
}
