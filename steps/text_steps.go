package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// textSteps send the texts that programs trip over wherever a text may be.
func textSteps() []Definition {
	return []Definition{
		{`^each writable text keeps every text$`,
			"Creates users whose texts are quotes, backslashes, other scripts, words like null and 0, and PATCHes every text that /Schemas lets a client write with each of them. Each comes back by GET as it was sent, or is refused aloud.",
			"Then each writable text keeps every text",
			(*world).keepsTextsEverywhere},
		{`^a change of (letter case|accents|a sign) alone arrives in every writable text$`,
			"PATCHes every text that /Schemas lets a client write twice, with texts that are nearly the same. The second one comes back by GET, or is refused aloud.",
			"Then a change of accents alone arrives in every writable text",
			(*world).smallChange},
		{`^(displayName|externalId) of the group (\w+) keeps every text$`,
			"PATCHes the attribute of the group with the same texts. Each comes back by GET as it was sent, and a filter with eq finds the group.",
			"Then displayName of the group sales keeps every text",
			(*world).groupKeepsTexts},
	}
}

// freeText says of an attribute that any text may be its value: no form, no list of values, no key, and no text that the
// server may make up (RFC 7643, 4.1).
func (x advertised) freeText() bool {
	if x.kind != "string" || len(x.canonical) > 0 || x.template != "" || x.immutable || x.formatted() || strings.EqualFold(x.Sub, "country") {
		return false
	}
	return !slices.Contains(strings.Fields("externalid emails phonenumbers ims photos locale preferredlanguage timezone profileurl"), strings.ToLower(x.Name))
}

func (w *world) keepsTextsEverywhere(ctx context.Context) error {
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	t := &textTrial{world: w, all: slices.DeleteFunc(all, func(x advertised) bool { return !x.freeText() })}
	if len(t.all) == 0 {
		return nil
	}
	texts := difficultTexts()
	// By POST each text goes into one attribute at least, and by PATCH into all of them.
	for first := 0; first < len(texts); first += len(t.all) {
		if err := t.create(ctx, first, texts); err != nil {
			return err
		}
	}
	if t.person == nil {
		return nil // no create was accepted, which is nothing that the others say of plain texts
	}
	for _, one := range texts {
		if err := t.patch(ctx, one, t.all); err != nil {
			return err
		}
	}
	lines := text{what: "a line break", value: "Floor 2\n100 Main Street"} // RFC 7643, 4.1.2
	streets := slices.DeleteFunc(slices.Clone(t.all), func(x advertised) bool { return !strings.EqualFold(x.Sub, "streetAddress") })
	if err := t.patch(ctx, lines, streets); err != nil {
		return err
	}
	return t.found.orNil()
}

// smallChanges are a text and one that is nearly the same. A service provider may alter letter case (RFC 7643, 7, caseExact).
var smallChanges = map[string][2]text{
	"letter case": {{value: "anna van example"}, {what: "other letter case than before", value: "Anna Van Example", shaped: true}},
	"accents":     {{value: "Jose Munoz Example"}, {what: "accents that were missing", value: "José Muñoz Example"}},
	"a sign":      {{value: "Anna Lee ONeill"}, {what: "signs that were missing", value: "Anna-Lee O'Neill"}},
}

func (w *world) smallChange(ctx context.Context, what string) error {
	all, _, err := w.attributesOf(ctx)
	if err != nil {
		return err
	}
	t := &textTrial{world: w, all: slices.DeleteFunc(all, func(x advertised) bool { return !x.freeText() })}
	if _, _, err = w.named(ctx, "texts", map[string]any{"active": true}); err != nil {
		return err
	}
	if t.person = w.people["texts"]; t.person.id == "" || len(t.all) == 0 {
		return nil // what a product needs of everybody is other scenarios' subject
	}
	pair := smallChanges[what]
	if err := t.patch(ctx, pair[0], t.all); err != nil {
		return err
	}
	t.found = nil // that a plain text is kept is judged elsewhere
	if err := t.patch(ctx, pair[1], t.all); err != nil {
		return err
	}
	return t.found.orNil()
}

// textTrial tries texts on the attributes of users of its own.
type textTrial struct {
	*world
	all    []advertised
	person *person
	found  mismatches
}

// create makes a user with another text in each attribute.
func (t *textTrial) create(ctx context.Context, first int, texts []text) error {
	p := &person{name: "texts", userName: t.fitUserName(t.address(fmt.Sprintf("%s-texts%d", t.unique, first)))}
	t.people[fmt.Sprintf("texts%d", first)] = p
	at := func(i int) text { return texts[(first+i)%len(texts)] }
	values := map[string]any{"userName": p.userName, "active": true}
	for i, x := range t.all {
		values[x.path] = at(i).value
	}
	body, err := writeBody(scim.CoreUser, values)
	if err != nil {
		return err
	}
	a, err := t.postUser(ctx, body)
	if err != nil {
		return err
	}
	if p.id = gjson.Get(a.body, "id").String(); a.status != http.StatusCreated || p.id == "" {
		if a.status >= http.StatusInternalServerError {
			t.found = append(t.found, a.mismatch("201, or a refusal in the 400s", a.String()))
		}
		return nil
	}
	t.person = p
	now, _, err := t.read(ctx, p)
	if err != nil {
		return err
	}
	for i, x := range t.all {
		t.compare(x, at(i), now, a)
	}
	return nil
}

// patch gives attributes one text, at once or, where that is refused, one by one: to refuse a text is a product's right,
// to keep another one is not.
func (t *textTrial) patch(ctx context.Context, one text, tried []advertised) error {
	if len(tried) == 0 {
		return nil
	}
	a, err := t.send(ctx, one, tried)
	if err != nil {
		return err
	}
	if refused(a) {
		all := tried
		tried = nil
		for _, x := range all {
			single, err := t.send(ctx, one, []advertised{x})
			if err != nil {
				return err
			}
			switch {
			case !refused(single):
				tried, a = append(tried, x), single
			case single.status >= http.StatusInternalServerError:
				t.blame(x, one, single, "200, 204 or a refusal in the 400s", single.String())
			}
		}
	}
	if len(tried) == 0 {
		return nil
	}
	now, _, err := t.read(ctx, t.person)
	if err != nil {
		return err
	}
	for _, x := range tried {
		t.compare(x, one, now, a)
	}
	return nil
}

func refused(a *answer) bool { return a.status != http.StatusOK && a.status != http.StatusNoContent }

func (t *textTrial) send(ctx context.Context, one text, all []advertised) (*answer, error) {
	operations := []any{}
	for _, x := range all {
		operations = append(operations, map[string]any{"op": "replace", "path": x.path, "value": one.value})
	}
	body, err := json.Marshal(operations)
	if err != nil {
		return nil, err
	}
	return t.request(ctx, http.MethodPatch, userPath(t.person.id), patchBody(string(body)))
}

func (t *textTrial) compare(x advertised, one text, now gjson.Result, a *answer) {
	if got := x.In(now); got.Type != gjson.String || got.Str != one.value {
		t.blame(x, one, a, strconv.Quote(one.value)+" (GET by id)", describe(got))
	}
}

func (t *textTrial) blame(x advertised, one text, a *answer, expected, actual string) {
	m := one.mismatch(a, x.path, expected, actual)
	if !one.shaped && !x.usual {
		m.Requirement = fanoutOther
	}
	t.found = append(t.found, m)
}

// groupKeepsTexts leaves it to a product to refuse signs of program texts, and length.
func (w *world) groupKeepsTexts(ctx context.Context, attributeName, name string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	var found mismatches
	for _, t := range difficultTexts() {
		value := w.unique + " " + t.value
		quoted, err := json.Marshal(value)
		if err != nil {
			return err
		}
		a, err := w.request(ctx, http.MethodPatch, groupPath(g.id), patchBody(`[{"op":"replace","path":"`+attributeName+`","value":`+string(quoted)+`}]`))
		if err != nil {
			return err
		}
		blame := func(expected, actual string) {
			found = append(found, t.mismatch(a, attributeName, expected, actual))
		}
		if refused(a) {
			if a.status != http.StatusBadRequest || len(value) < 100 && !strings.ContainsAny(value, `<>{}[]"\`) {
				blame("200 or 204", a.String())
			}
			continue
		}
		if attributeName == "displayName" {
			g.displayName = value
		}
		now, _, err := w.readGroup(ctx, g)
		if err != nil {
			return err
		}
		if got := scim.Member(now, attributeName); got.Type != gjson.String || got.Str != value {
			blame(strconv.Quote(value)+" (GET by id)", describe(got))
			continue
		}
		a, err = w.request(ctx, http.MethodGet, "/Groups?"+url.Values{"filter": {attributeName + " eq " + scim.QuoteFilterValue(value)}}.Encode(), "")
		if err != nil {
			return err
		}
		list, err := a.list()
		if err != nil {
			if attributeName == "displayName" || a.status >= http.StatusInternalServerError {
				blame("the filter finds the group", a.String())
			}
			continue // no filter need be offered on externalId of groups
		}
		switch {
		case !slices.ContainsFunc(list, func(r gjson.Result) bool { return scim.Member(r, "id").String() == g.id }):
			blame("the filter finds the group", fmt.Sprintf("%d other groups", len(list)))
		case len(list) > 1:
			blame("the filter finds no other group", fmt.Sprintf("%d groups", len(list)))
		}
	}
	return found.orNil()
}
