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
	"time"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// valueSteps send texts that programs trip over.
func valueSteps() []Definition {
	return []Definition{
		{`^(displayName|externalId|userName|title) of (\w+) keeps every text$`,
			"PATCHes the attribute with texts of quotes, backslashes, signs of a query, other scripts, emoji and great length. Each comes back by GET as it was sent, and a filter with eq finds the user.",
			"Then displayName of bob keeps every text",
			(*world).keepsTexts},
		{`^a user created with "(.*)" in every text has it there$`,
			"Creates a user by POST with the text in displayName, names and externalId; GET by id and the filter give it back.",
			`Then a user created with "O'Neill \ & + # %41" in every text has it there`,
			(*world).createdWithText},
		{`^a change of (\w+) moves lastModified on and leaves created$`,
			"PATCHes displayName, or a part of the name, and compares meta. Where the time is the same, another change is made a second later.",
			"Then a change of bob moves lastModified on and leaves created",
			(*world).metaMoves},
	}
}

// text is one value and what is special about it.
type text struct {
	what, value string
	// shaped says that some products put such a text into a form of their own, which is not what was sent.
	shaped bool
}

// shapedTexts is the row of a text that was put into another form.
const shapedTexts = "MS-SCIM-10"

// mismatch accuses an answer of what became of the text in an attribute.
func (t text) mismatch(a *answer, attributeName, expected, actual string) *mismatch {
	m := a.mismatch(attributeName+" with "+t.what+": "+expected, actual)
	if m.Cause = causeOf(a.record.Exchange()); t.shaped {
		m.Requirement = shapedTexts
	}
	return m
}

// difficultTexts are short enough for any column but the last one.
func difficultTexts() []text {
	return []text{
		{what: "quotes", value: `Al "Ace" Example`},
		{what: "backslashes", value: `Back\slash \n C:\temp`},
		{what: "a plus, an ampersand, a hash and a percent sign", value: `A+B & C#D 100%41 ?x=1;y`},
		{what: "apostrophes", value: `O'Neill's d''Arc`},
		{what: "a slash, a comma and a semicolon", value: `Sales/EMEA, Berlin; Paris`},
		{what: "umlauts", value: `Zoë Müller-Łukasz Ñandú ß`},
		{what: "Chinese, Arabic and Greek", value: `王小明 علي Ωmega`},
		{what: "an emoji", value: `Alice 😀👩‍💻`},
		{what: "dashes and curled quotes", value: `Sales – EMEA — “best” O’Neill`},
		{what: "brackets and SQL", value: `x]; (DROP) [type eq "work"] {a} <b>`},
		{what: "signs of templates", value: `{{name}} ${name} %s`},
		{what: "words of the filter language", value: `Rock and Roll or not pr`},
		{what: "letter case", value: `McDONALD van der Berg`},
		{what: "small letters", value: `van der berg`},
		{what: "blanks at both ends", value: "  Padded Name  ", shaped: true},
		{what: "two blanks in a row", value: "Two  Blanks"},
		{what: "a no-break space", value: "No\u00a0break", shaped: true},
		{what: "separate accents", value: "Zoe\u0308 Mu\u0308ller", shaped: true},
		{what: "full width letters", value: "Ｓａｌｅｓ ①", shaped: true},
		{what: "the word null", value: "null"},
		{what: "the name Null", value: "Null"},
		{what: "the digit 0", value: "0"},
		{what: "digits with leading zeros", value: `007`},
		{what: "digits", value: `4711`},
		{what: "a date", value: `2026-01-31`},
		{what: "the word true", value: `true`},
		{what: "the word No", value: `No`},
		{what: "70 characters", value: strings.Repeat("Langer Name ", 5) + "and an end"},
		{what: "255 characters", value: strings.Repeat("Langer Name ", 21) + "end"},
	}
}

func (w *world) keepsTexts(ctx context.Context, attributeName, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	if w.run.demands.Users.Lacks(attributeName) {
		return notApplicable("needs %s, which the target does not have or keeps for itself (/Schemas or --values)", attributeName)
	}
	id, err := w.idOf(ctx, p)
	if err != nil {
		return err
	}
	var found mismatches
	for _, t := range difficultTexts() {
		value := t.value
		if attributeName == "externalId" || attributeName == "userName" {
			value = w.unique + value
		}
		if attributeName == "userName" && (t.what != "apostrophes" && t.what != "umlauts" && !strings.HasPrefix(t.what, "a plus")) {
			continue
		} else if attributeName == "userName" {
			// What Entra ID lets a userPrincipalName have, and mail systems an address.
			value = map[string]string{"apostrophes": w.unique + "-o'neill@contoso.example", "umlauts": w.unique + "-zoë@contoso.example"}[t.what]
			if value == "" {
				value = w.unique + "-a+b#c@contoso.example"
			}
		}
		quoted, _ := json.Marshal(value)
		a, err := w.request(ctx, http.MethodPatch, userPath(id), patchBody(`[{"op":"replace","path":"`+attributeName+`","value":`+string(quoted)+`}]`))
		if err != nil {
			return err
		}
		blame := func(expected, actual string) {
			found = append(found, t.mismatch(a, attributeName, expected, actual))
		}
		refusable := attributeName == "userName" || len(value) > 100
		if a.status != http.StatusOK && a.status != http.StatusNoContent {
			if !refusable || a.status != http.StatusBadRequest { // a product may limit length and signs, in words
				blame("200 or 204", a.String())
			}
			continue
		}
		if attributeName == "userName" {
			p.userName = value
		}
		now, _, err := w.read(ctx, p)
		if err != nil {
			return err
		}
		same := func(v gjson.Result) bool {
			return v.Type == gjson.String && (v.Str == value || caseless(attributeName) && strings.EqualFold(v.Str, value))
		}
		if got := scim.Member(now, attributeName); !same(got) {
			blame(strconv.Quote(value)+" (GET by id)", describe(got))
			continue
		}
		query := "/Users?" + url.Values{"filter": {attributeName + " eq " + scim.QuoteFilterValue(value)}}.Encode()
		l, err := w.request(ctx, http.MethodGet, query, "")
		if err != nil {
			return err
		}
		if l.status >= 400 && l.status < 500 && attributeName != "userName" && attributeName != "externalId" {
			continue // no filter need be offered on it
		}
		list, err := w.everyPage(ctx, query, l)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(r gjson.Result) bool { return scim.Member(r, "id").String() == id })
		a = l
		switch {
		case i < 0:
			blame("the filter finds the user", fmt.Sprintf("%d other users", len(list)))
		case !same(scim.Member(list[i], attributeName)):
			blame(strconv.Quote(value)+" (in the list)", describe(scim.Member(list[i], attributeName)))
		case slices.ContainsFunc(list, func(r gjson.Result) bool {
			return !strings.EqualFold(scim.Member(r, attributeName).String(), value)
		}):
			blame("the filter finds nobody else", fmt.Sprintf("%d users, some with another value", len(list)))
		}
	}
	return found.orNil()
}

// everyPage reads on from a first page (RFC 7644, 3.4.2.4), as far as a list that others change at the same time can be
// read: to its end, and no further than pagesMost pages.
func (w *world) everyPage(ctx context.Context, path string, first *answer) ([]gjson.Result, error) {
	const pagesMost = 200
	var all []gjson.Result
	for a := first; len(all) < pagesMost*100; {
		page, err := a.list()
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) == 0 || int64(len(all)) >= gjson.Get(a.body, "totalResults").Int() {
			break
		}
		between := "?"
		if strings.Contains(path, "?") {
			between = "&"
		}
		if a, err = w.request(ctx, http.MethodGet, fmt.Sprintf("%s%sstartIndex=%d", path, between, len(all)+1), ""); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (w *world) createdWithText(ctx context.Context, given string) error {
	address := w.address(w.unique + "-texts")
	p := &person{name: "texts", userName: w.fitUserName(address)}
	w.people["texts"] = p
	rows := []row{{"attribute": "displayName", "value": given}, {"attribute": "name.givenName", "value": given},
		{"attribute": "name.familyName", "value": given}, {"attribute": "externalId", "value": w.unique + given}}
	rows = slices.DeleteFunc(rows, func(r row) bool { return w.run.demands.Users.Lacks(r["attribute"]) })
	values := map[string]string{"userName": p.userName, `emails[type eq "work"].value`: address}
	for _, r := range rows {
		values[r["attribute"]] = r["value"]
	}
	body, err := userBody(values)
	if err != nil {
		return err
	}
	a, err := w.postUser(ctx, body)
	if err != nil {
		return err
	}
	if p.id = gjson.Get(a.body, "id").String(); a.status != http.StatusCreated || p.id == "" {
		return a.mismatch("201 with an id", a.String())
	}
	if w.run.profile() == "vcc" {
		rows = slices.DeleteFunc(rows, func(r row) bool { return r["attribute"] == "externalId" }) // it keeps its eight attributes alone
	}
	if err := a.compare(rows, gjson.Parse(a.body), "in the answer"); err != nil {
		return err
	}
	now, ra, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	if err := w.because(ra.compare(rows, now, "GET by id")); err != nil {
		return err
	}
	listed, la, err := w.lookUp(ctx, p.userName)
	if err != nil {
		return err
	}
	if len(listed) != 1 {
		return la.mismatch("one user "+p.userName, fmt.Sprint(len(listed)))
	}
	return lookedUp(la, la.compare(rows, listed[0], "the filter on userName"))
}

func (w *world) metaMoves(ctx context.Context, name string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	before, _, err := w.read(ctx, p)
	if err != nil {
		return err
	}
	was, created := before.Get("meta.lastModified").String(), before.Get("meta.created").String()
	if was == "" {
		return nil // that meta is there is another requirement
	}
	path := w.changeable("/Users")
	if path == "" {
		return notApplicable("needs an attribute that a client may change to any text (/Schemas or --values)")
	}
	var a *answer
	now := before
	// Within one tick of the service provider's clock nothing shows, and ticks are of a millisecond or of a second.
	for i, pause := range []time.Duration{0, 5 * time.Millisecond, 1100 * time.Millisecond} {
		if err := w.run.limits.Wait(ctx, pause); err != nil {
			return err
		}
		a, err = w.request(ctx, http.MethodPatch, userPath(p.id), patchBody(fmt.Sprintf(`[{"op":"replace","path":%q,"value":"Changed Example %d"}]`, path, i+1)))
		if err := w.success(a, err); err != nil {
			return err
		}
		if now, _, err = w.read(ctx, p); err != nil {
			return err
		}
		if now.Get("meta.lastModified").String() != was {
			break
		}
	}
	if is := now.Get("meta.lastModified").String(); is == was {
		return a.mismatch("meta.lastModified later than "+was, is)
	}
	if is := now.Get("meta.created").String(); is != created {
		return a.mismatch("meta.created "+created, is)
	}
	return nil
}
