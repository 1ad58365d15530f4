package steps

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// apartSteps make two resources whose names are nearly the same.
func apartSteps() []Definition {
	return []Definition{
		{`^(users|groups) of these names are told apart$`,
			"Creates both by POST, by userName or displayName. Neither is a conflict with the other, each shows its own name, and a look-up by it finds the one. A name that is refused in words, other than as a conflict, is passed over.",
			"Then users of these names are told apart\n  | one                              | other                           |\n  | {{unique}}-ann.lee@contoso.example | {{unique}}-annlee@contoso.example |",
			(*world).toldApart},
	}
}

// twin is one of two resources with near names.
type twin struct{ name, id string }

func (w *world) toldApart(ctx context.Context, what string, table *godog.Table) error {
	rows, err := w.rows(table, "one", "other")
	if err != nil {
		return err
	}
	var found mismatches
	for i, r := range rows {
		var both []twin
		for j, name := range []string{r["one"], r["other"]} {
			t, m, err := w.newTwin(ctx, what, name, fmt.Sprintf("%s-%d-%d", w.unique, i, j))
			if err != nil {
				return err
			}
			if m != nil && len(both) > 0 {
				m.Expected += " beside " + both[0].name
				found = append(found, m)
			}
			if t.id != "" {
				both = append(both, t)
			}
		}
		if len(both) < 2 {
			continue
		}
		for _, t := range both {
			m, err := w.shownAlone(ctx, what, t)
			if err != nil {
				return err
			}
			if m != nil {
				found = append(found, m)
			}
		}
	}
	return found.orNil()
}

// newTwin creates one of the two. It gives no id where the name is refused: what a name may look like is the product's to say,
// but not that it is taken.
func (w *world) newTwin(ctx context.Context, what, name, externalID string) (twin, *mismatch, error) {
	t := twin{name: name}
	var a *answer
	var err error
	if what == "groups" {
		body, bodyErr := groupBody(map[string]string{"displayName": name, "externalId": externalID})
		if bodyErr != nil {
			return t, nil, bodyErr
		}
		if body, err = w.fitBody("/Groups", body); err != nil {
			return t, nil, err
		}
		a, err = w.request(ctx, http.MethodPost, "/Groups", body)
	} else {
		t.name = w.fitUserName(name)
		body, bodyErr := userBody(map[string]string{"userName": t.name, "displayName": "Ann " + externalID, "name.givenName": "Ann", "name.familyName": "Example",
			"externalId": externalID, `emails[type eq "work"].value`: w.address(externalID)})
		if bodyErr != nil {
			return t, nil, bodyErr
		}
		a, err = w.postUser(ctx, body)
	}
	if err != nil {
		return t, nil, err
	}
	switch {
	case a.status == http.StatusCreated:
		t.id = gjson.Get(a.body, "id").String()
	case a.status == http.StatusConflict, a.status >= http.StatusInternalServerError:
		return t, a.mismatch("201 for "+name, a.String()), nil
	}
	return t, nil, nil
}

// shownAlone reads one of the two by id and by name.
func (w *world) shownAlone(ctx context.Context, what string, t twin) (*mismatch, error) {
	path, lookUp, attributeName := userPath(t.id), lookUpPath(t.name), "userName"
	if what == "groups" {
		path, lookUp, attributeName = groupPath(t.id), groupLookUpPath(t.name), "displayName"
	}
	a, err := w.request(ctx, http.MethodGet, path, "")
	if err != nil {
		return nil, err
	}
	shown := scim.Member(gjson.Parse(a.body), attributeName)
	if a.status != http.StatusOK || !strings.EqualFold(shown.String(), t.name) {
		return a.mismatch(attributeName+" "+t.name+" (GET by id)", describe(shown)), nil
	}
	a, err = w.request(ctx, http.MethodGet, lookUp, "")
	if err != nil {
		return nil, err
	}
	if slices.Contains([]int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotImplemented}, a.status) {
		return nil, nil //nolint:nilnil // whether the filter has to be offered is another requirement
	}
	list, err := a.list()
	if err != nil {
		return a.mismatch("a list of "+t.name, a.String()), nil
	}
	if ids := idsIn(list); !slices.Equal(ids, []string{t.id}) {
		return a.mismatch("a list of "+t.name+" alone", fmt.Sprintf("%d resources: %s", len(list), strings.Join(namesIn(list, attributeName), ", "))), nil
	}
	return nil, nil //nolint:nilnil // nothing to accuse
}

func idsIn(list []gjson.Result) []string {
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = scim.Member(r, "id").String()
	}
	return ids
}

func namesIn(list []gjson.Result, attributeName string) []string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = scim.Member(r, attributeName).String()
	}
	return names
}
