package steps

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// documentSteps judge what /Schemas says.
func documentSteps() []Definition {
	return []Definition{
		{`^the answer's schema "([^"]+)" describes$`,
			"Checks characteristics of attributes in a ListResponse of /Schemas; several values of which one is due stand behind commas. One that is left out has its default (RFC 7643, 2.2).",
			"Then the answer's schema \"urn:ietf:params:scim:schemas:core:2.0:User\" describes\n  | attribute | characteristic | value |\n  | userName  | required       | true  |",
			(*world).schemaDescribes},
		{`^the document has$`,
			"As \"the answer has\", of a document that says what there is. One that is missing says nothing either way.",
			"Then the document has\n  | attribute       | value |\n  | patch.supported | true  |",
			(*world).documentHas},
		{`^each authentication scheme of the answer has type, name and description$`,
			"Checks authenticationSchemes of /ServiceProviderConfig, where these are required (RFC 7643, 5).",
			"Then each authentication scheme of the answer has type, name and description",
			(*world).schemesNamed},
	}
}

// characteristicDefaults are those of RFC 7643, 2.2, for what a description leaves out.
var characteristicDefaults = map[string]string{"type": "string", "multiValued": "false", "required": "false", "mutability": "readWrite",
	"returned": "default", "uniqueness": "none", "caseExact": "false"}

func (w *world) documentHas(ctx context.Context, table *godog.Table) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if a.status == http.StatusNotFound {
		return notApplicable("there is no document: %s", a.record.Exchange().Summary())
	}
	return w.answerHas(ctx, table)
}

func (w *world) schemaDescribes(_ context.Context, urn string, table *godog.Table) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "characteristic", "value")
	if err != nil {
		return err
	}
	list, err := a.list()
	if err != nil {
		return err
	}
	schema := describing(list, urn)
	if !schema.Exists() {
		return a.mismatch("the schema "+urn, "others")
	}
	var expected, actual []string
	for _, r := range rows {
		d := named(scim.Member(schema, "attributes"), r["attribute"])
		got := "no description"
		if d.Exists() {
			got = characteristicDefaults[r["characteristic"]]
			if v := scim.Member(d, r["characteristic"]); v.Exists() {
				got = v.String()
			}
		}
		if !slices.ContainsFunc(strings.Split(r["value"], ", "), func(want string) bool { return strings.EqualFold(want, got) }) {
			expected = append(expected, r["attribute"]+" with "+r["characteristic"]+" "+strings.ReplaceAll(r["value"], ", ", " or "))
			actual = append(actual, r["attribute"]+" with "+got)
		}
	}
	if len(expected) > 0 {
		return a.mismatch(strings.Join(expected, "; "), strings.Join(actual, "; "))
	}
	return nil
}

func (w *world) schemesNamed(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	for _, scheme := range scim.Member(gjson.Parse(a.body), "authenticationSchemes").Array() {
		for _, part := range []string{"type", "name", "description"} {
			if v := scim.Member(scheme, part); v.Type != gjson.String || v.Str == "" {
				return a.mismatch("authenticationSchemes with "+part, describe(v))
			}
		}
	}
	return nil
}
