package steps

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// fanoutSteps try one thing on each attribute that the service provider's own schema has.
func fanoutSteps() []Definition {
	return []Definition{
		{`^each writable attribute of (\w+) can be (added|replaced|removed|cleared with ""|cleared with null)$`,
			"PATCHes every attribute that /Schemas lets a client write, one at a time, in the path forms of the dialect. The value has to be there, or gone, and nothing else may change. Each attribute that fails is a finding of its own.",
			"Then each writable attribute of bob can be replaced",
			(*world).eachAttribute},
		{`^a user created with each writable attribute has all of them$`,
			"Creates a user by POST with a value for every attribute that /Schemas lets a client write, and reads it by id and by filter.",
			"Then a user created with each writable attribute has all of them",
			(*world).createdWithAll},
		{`^no read-only attribute of (\w+) can be written$`,
			"PATCHes every attribute that /Schemas reserves for the server: it is refused or ignored, and nothing changes.",
			"Then no read-only attribute of bob can be written",
			(*world).readOnlyStays},
	}
}

// Rows that a finding of the fan-out names: what Entra ID's default mapping has weighs more than the rest of a schema.
const (
	fanoutUsual = "MS-SCIM-31"
	fanoutOther = "MS-SCIM-32"
	fanoutClear = "MS-SCIM-33"
	// fanoutNeighbours is about what else changes, which no schema allows.
	fanoutNeighbours = "RFC7644-3.5.2-j"
)

func (w *world) eachAttribute(ctx context.Context, name, what string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	f := &fanout{world: w, person: p, what: what}
	if f.state, _, err = w.read(ctx, p); err != nil {
		return err
	}
	for number, x := range all {
		if f.leftOut(x) {
			continue
		}
		if err := f.try(ctx, x, number); err != nil {
			return err
		}
	}
	return f.found.orNil()
}

// fanout is one kind of change, tried on each attribute of one user.
type fanout struct {
	*world
	person *person
	what   string
	state  gjson.Result // the user before the change
	found  mismatches
}

// leftOut says which attributes the schema keeps from such a change. Text alone can be empty.
func (f *fanout) leftOut(x advertised) bool {
	switch {
	case x.immutable:
		return true
	case f.what == "added" || f.what == "replaced":
		return false
	case x.required, strings.EqualFold(x.Name, "displayName"), strings.EqualFold(x.path, `emails[type eq "work"].value`):
		return true // what a product may need of everybody, whatever its schema says
	case x.formatted():
		return true // what a server may make up of the other parts (RFC 7643, 4.1.1)
	case f.what == `cleared with ""`:
		// An empty text is no phone number and no address, whoever asks.
		return x.kind != "string" || len(x.canonical) > 0 || x.Selector != "" && x.Sub == "value"
	}
	return false
}

func (f *fanout) try(ctx context.Context, x advertised, number int) error {
	present := x.In(f.state).Exists()
	if f.what != "added" && !present {
		if _, err := f.send(ctx, f.addition(x, f.fittingValue(x, number, 0))); err != nil {
			return err
		}
		if err := f.again(ctx); err != nil || !x.In(f.state).Exists() {
			return err // what cannot be added is a finding of the scenario about adding
		}
	}
	op, want := f.operation(x, number, present)
	a, err := f.send(ctx, op)
	if err != nil {
		return err
	}
	before := f.state
	if a.status != http.StatusOK && a.status != http.StatusNoContent {
		f.blame(x, a, "200 or 204 for "+x.path+" "+f.what, a.String())
		return nil
	}
	if err := f.again(ctx); err != nil {
		return err
	}
	expected := newExpectation(cellAbsent)
	if want != nil {
		expected = newExpectation(fmt.Sprint(want))
	}
	phone := want != nil && strings.EqualFold(x.Name, "phoneNumbers") && samePhone(fmt.Sprint(want), x.In(f.state).String())
	derived := want != nil && x.formatted() && madeOfParts(f.state)
	if !phone && !derived && !expected.metByAny(x.Candidates(f.state), false) {
		f.blame(x, a, x.path+" "+expected.String(), x.path+" "+describe(x.In(f.state)))
		return nil
	}
	if old := x.In(before); f.what == "replaced" && !x.formatted() && old.Exists() && old.String() != fmt.Sprint(want) &&
		newExpectation(old.String()).metByAny(x.Candidates(f.state), false) {
		f.blame(x, a, "the new value of "+x.path+" instead of the old one", "both")
		return nil
	}
	// A whole element may go with its value (RFC 7644, 3.5.2.2), and one that was not there comes with more.
	var m *mismatch
	if errors.As(f.compareStates(a, before, f.state, []string{strings.TrimSuffix(x.path, ".value")}), &m) {
		f.blame(x, a, "a change of "+x.path+" alone", m.Actual)
		f.found[len(f.found)-1].Requirement = fanoutNeighbours
	}
	return nil
}

// operation writes the change in the dialect's form, and gives the value that has to be there afterwards.
func (f *fanout) operation(x advertised, number int, present bool) (op any, want any) {
	round := 1
	if v := x.In(f.state); v.Exists() && v.String() == fmt.Sprint(f.fittingValue(x, number, round)) {
		round = 2
	}
	value := f.fittingValue(x, number, round)
	switch f.what {
	case "added":
		if f.standard() && x.Selector != "" && !present {
			return f.addition(x, value), value
		}
		return f.change("Add", x, value), value
	case "replaced":
		return f.change("Replace", x, value), value
	case "removed":
		return map[string]any{"op": f.op("Remove"), "path": x.path}, nil
	case `cleared with ""`:
		return f.change("Replace", x, ""), nil
	default:
		return f.change("Replace", x, nil), nil
	}
}

// standard says that only the RFC's forms may be sent.
func (f *fanout) standard() bool { return f.run.profile() == "rfc" }

func (f *fanout) op(name string) string {
	if f.dialect == connector.DialectDefault && !f.standard() {
		return name
	}
	return strings.ToLower(name)
}

// change is one operation: with a path in the default dialect and for value paths, without one and with the dotted or
// URN-prefixed name as a key in the compliant one (Microsoft Learn, application-provisioning-config-problem-scim-compatibility).
func (f *fanout) change(op string, x advertised, value any) any {
	if b, isBool := value.(bool); isBool && f.dialect == connector.DialectDefault && !f.standard() {
		value = strings.ToUpper(fmt.Sprint(b)[:1]) + fmt.Sprint(b)[1:]
	}
	if f.dialect == connector.DialectCompliant && !f.standard() && x.Selector == "" && op == "Replace" {
		return map[string]any{"op": f.op(op), "value": map[string]any{x.path: value}}
	}
	return map[string]any{"op": f.op(op), "path": x.path, "value": value}
}

// addition makes a value in the form that every server knows: a whole element, or an add with a path.
func (f *fanout) addition(x advertised, value any) any {
	if x.Selector == "" {
		return map[string]any{"op": "add", "path": x.path, "value": value}
	}
	if len(x.Candidates(f.state)) == 0 {
		name := x.Name
		if x.URN != "" {
			name = x.URN + ":" + name
		}
		for _, e := range scim.ElementsWith(scim.Member(f.state, x.Name), x.Selector, x.Selected) {
			if e.Exists() { // it is there with another sub-attribute
				return map[string]any{"op": "add", "path": x.path, "value": value}
			}
		}
		return map[string]any{"op": "add", "path": name, "value": []any{map[string]any{x.Selector: x.Selected, x.Sub: value}}}
	}
	return map[string]any{"op": "replace", "path": x.path, "value": value}
}

func (f *fanout) send(ctx context.Context, operation any) (*answer, error) {
	text, err := json.Marshal([]any{operation})
	if err != nil {
		return nil, err
	}
	id, err := f.idOf(ctx, f.person)
	if err != nil {
		return nil, err
	}
	return f.request(ctx, http.MethodPatch, userPath(id), patchBody(string(text)))
}

// again reads the user as it is now.
func (f *fanout) again(ctx context.Context) error {
	now, _, err := f.read(ctx, f.person)
	if err == nil {
		f.state = now
	}
	return err
}

func (f *fanout) blame(x advertised, a *answer, expected, actual string) {
	m := a.mismatch(expected, actual)
	switch m.Requirement = fanoutOther; {
	case strings.HasPrefix(f.what, "cleared"):
		m.Requirement = fanoutClear
	case f.standard():
		m.Requirement = "" // the scenario's own rows of the RFC
	case x.usual:
		m.Requirement = fanoutUsual
	}
	m.Cause = causeOf(a.record.Exchange())
	f.found = append(f.found, m)
}

func (w *world) createdWithAll(ctx context.Context) error {
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	p := &person{name: "fan", userName: w.fitUserName(w.address(w.unique + "-fan"))}
	w.people["fan"] = p
	values := map[string]any{"userName": p.userName, "active": true}
	for number, x := range all {
		values[x.path] = w.fittingValue(x, number, 0)
	}
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return err
	}
	a, err := w.postUser(ctx, body)
	if err != nil {
		return err
	}
	if a.status != http.StatusCreated {
		m := a.mismatch("201 for a create with a value for each advertised attribute", a.String())
		m.Requirement = fanoutOther
		return m
	}
	f := &fanout{world: w, person: p}
	p.id = gjson.Get(a.body, "id").String()
	byID, ra, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	listed, la, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	if len(listed) != 1 {
		return la.mismatch("one user "+p.userName, fmt.Sprint(len(listed)))
	}
	for number, x := range all {
		want := newExpectation(fmt.Sprint(w.fittingValue(x, number, 0)))
		for where, r := range map[string]gjson.Result{"GET by id": byID, "the filter on userName": listed[0]} {
			got := x.In(r)
			if strings.EqualFold(x.Name, "phoneNumbers") && samePhone(want.text, got.String()) || want.metByAny(x.Candidates(r), false) || x.formatted() && madeOfParts(r) {
				continue
			}
			f.blame(x, a, x.path+" "+want.String()+" ("+where+")", x.path+" "+describe(got))
			break
		}
	}
	var m *mismatch
	if errors.As(w.compareStates(la, byID, listed[0], nil), &m) {
		f.found = append(f.found, ra.mismatch("the filter gives what GET by id gives", m.Actual))
	}
	return f.found.orNil()
}

func (w *world) readOnlyStays(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	_, all, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	all = append(all, advertised{path: "id"}, advertised{path: "meta.created"}, advertised{path: "meta.resourceType"})
	f := &fanout{world: w, person: p, what: "written"}
	if err := f.again(ctx); err != nil {
		return err
	}
	before := f.state
	for _, x := range all {
		if x.Attribute, err = scim.ParseAttribute(x.path); err != nil {
			return err
		}
		a, err := f.send(ctx, map[string]any{"op": "replace", "path": x.path, "value": "2001-01-01T00:00:00Z"})
		if err != nil {
			return err
		}
		if a.status >= http.StatusInternalServerError {
			f.blame(x, a, "a refusal in the 400s, or a success that changes nothing", a.String())
			continue
		}
		if err := f.again(ctx); err != nil {
			return err
		}
		var m *mismatch
		if !reflect.DeepEqual(x.In(before).String(), x.In(f.state).String()) {
			f.blame(x, a, x.path+" as it was, "+describe(x.In(before)), describe(x.In(f.state)))
		} else if errors.As(w.compareStates(a, before, f.state, nil), &m) {
			f.blame(x, a, m.Expected, m.Actual)
		}
	}
	return f.found.orNil()
}
