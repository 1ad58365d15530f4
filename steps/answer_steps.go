package steps

import (
	"context"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// answerSteps judge the answer to the latest raw request.
func answerSteps() []Definition {
	return []Definition{
		{`^the answer is (\d{3}(?:(?:, | or )\d{3})*)$`,
			"Checks the status.",
			"Then the answer is 200 or 204",
			(*world).answerIs},
		{`^the answer has$`,
			"Checks attributes of the answer's body, all rows of the table.",
			"Then the answer has\n  | attribute | value |\n  | active    | true  |",
			(*world).answerHas},
		{`^the answer is a SCIM error with status (\d{3}(?: or \d{3})*)(?: and scimType (\w+))?$`,
			"Checks status and body as RFC 7644, 3.12, has them: schemas, status as a string, scimType.",
			"Then the answer is a SCIM error with status 409 and scimType uniqueness",
			(*world).answerIsError},
		{`^the answer's detail names$`,
			"Checks that the error's detail holds each text, in any letter case.",
			"Then the answer's detail names\n  | text     |\n  | userName |",
			(*world).detailNames},
		{`^the answer has no null$`,
			"No member of the body, at any depth, is null.",
			"Then the answer has no null",
			(*world).noNull},
		{`^the answer's media type is SCIM's$`,
			"application/scim+json, with any parameter. application/json is JSON as well, which Entra ID reads.",
			"Then the answer's media type is SCIM's",
			(*world).mediaType},
		{`^the answer's Location leads to the same user$`,
			"The Location header and meta.location lead to the same place, and a GET there gives the user of the answer.",
			"Then the answer's Location leads to the same user",
			(*world).locationLeads},
		{`^the answer equals the user as read by id$`,
			"What a POST or PATCH returns is what GET returns afterwards.",
			"Then the answer equals the user as read by id",
			(*world).equalsRead},
	}
}

func (w *world) answerIs(_ context.Context, statuses string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if !slices.Contains(splitStatuses(statuses), a.status) {
		return a.mismatch(statuses, a.String())
	}
	return nil
}

func splitStatuses(text string) []int {
	var all []int
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		n, _ := strconv.Atoi(s) // the step's expression lets digits through only
		all = append(all, n)
	}
	return all
}

func (w *world) answerHas(_ context.Context, table *godog.Table) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	if !gjson.Valid(a.body) {
		return a.mismatch("a JSON body", a.String())
	}
	if rows, err = w.offeredRows(w.demandsOf(pathShape(a.at)), rows); err != nil {
		return err
	}
	return a.compare(rows, gjson.Parse(a.body), "in the answer")
}

func (w *world) answerIsError(_ context.Context, statuses, scimType string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if !slices.Contains(splitStatuses(statuses), a.status) {
		return a.mismatch("a SCIM error with status "+statuses, a.String())
	}
	if !gjson.Valid(a.body) || !gjson.Parse(a.body).IsObject() {
		return a.mismatch("a SCIM error as the body (RFC 7644, 3.12)", a.String())
	}
	body := gjson.Parse(a.body)
	var expected, actual []string
	check := func(ok bool, what, name string) {
		if !ok {
			expected = append(expected, name+" "+what)
			actual = append(actual, name+" "+describe(body.Get(name)))
		}
	}
	check(scim.Contains(body.Get("schemas"), scimError), `["`+scimError+`"]`, "schemas")
	status := body.Get("status")
	check(status.Type == gjson.String && status.Str == strconv.Itoa(a.status), strconv.Quote(strconv.Itoa(a.status)), "status")
	if detail := body.Get("detail"); detail.Exists() {
		check(detail.Type == gjson.String, "a string", "detail")
	}
	if scimType != "" {
		check(body.Get("scimType").String() == scimType, scimType, "scimType")
	}
	if len(expected) == 0 {
		return nil
	}
	return a.mismatch(strings.Join(expected, ", "), strings.Join(actual, ", "))
}

func (w *world) detailNames(_ context.Context, table *godog.Table) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "text")
	if err != nil {
		return err
	}
	detail := strings.ToLower(gjson.Get(a.body, "detail").String())
	for _, r := range rows {
		if !strings.Contains(detail, strings.ToLower(r["text"])) {
			return a.mismatch("a detail that names "+r["text"], a.String())
		}
	}
	return nil
}

func (w *world) noNull(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if paths := nulls("", gjson.Parse(a.body)); len(paths) > 0 {
		return a.mismatch("no null in the answer", strings.Join(paths, ", ")+" null")
	}
	return nil
}

func nulls(at string, v gjson.Result) []string {
	var found []string
	switch {
	case v.IsObject():
		v.ForEach(func(key, value gjson.Result) bool {
			found = append(found, nulls(joinPath(at, key.String()), value)...)
			return true
		})
	case v.IsArray():
		for _, e := range v.Array() {
			found = append(found, nulls(at, e)...)
		}
	case v.Type == gjson.Null:
		found = append(found, at)
	}
	return found
}

func (w *world) mediaType(context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	media, _, err := mime.ParseMediaType(a.header("Content-Type"))
	if err == nil && strings.EqualFold(media, mediaType) {
		return nil
	}
	m := a.mismatch("Content-Type "+mediaType, strconv.Quote(a.header("Content-Type")))
	narrowed := "MS-SCIM-18"
	if err != nil || !strings.EqualFold(media, "application/json") {
		narrowed = "RFC7644-3.8-d" // no client can know it for JSON
	}
	if w.scenario.about(narrowed) {
		m.Requirement = narrowed
	}
	return m
}

func (w *world) equalsRead(ctx context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if a.status == http.StatusNoContent || a.status >= http.StatusBadRequest {
		return nil // nothing was claimed (RFC 7644, 3.5.2); whether an error was due is another step's to say
	}
	id := gjson.Get(a.body, "id").String()
	if !gjson.Parse(a.body).IsObject() || id == "" {
		m := a.mismatch("204, or the user as it is now", a.String()+" without a user in its body")
		m.Requirement = "RFC7644-3.5.2-e"
		return m
	}
	read, err := w.request(ctx, http.MethodGet, userPath(id), "")
	if err != nil {
		return err
	}
	said, is := map[string]string{}, map[string]string{}
	flatten("", gjson.Parse(a.body), said)
	flatten("", gjson.Parse(read.body), is)
	var differences []string
	for _, path := range slices.Sorted(maps.Keys(said)) {
		if is[path] != said[path] && clientSets(path) {
			differences = append(differences, fmt.Sprintf("%s: %s in the answer, %s when read", path, said[path], orNothing(is[path])))
		}
	}
	if len(differences) == 0 {
		return nil
	}
	return a.mismatch("the answer equals what GET gives afterwards", strings.Join(differences, "; "))
}
