package steps

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

const (
	listResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
	scimError    = "urn:ietf:params:scim:api:messages:2.0:Error"
)

// answer is what came back to a raw request.
type answer struct {
	status int
	body   string
	head   http.Header
	// method and at, an absolute URL, are those of the request; record is the evidence.
	method, at string
	record     *exchange.Record
}

// String says what came, for a mismatch: 400 invalidValue "…".
func (a *answer) String() string {
	summary := a.record.Exchange().Summary()
	if _, after, found := strings.Cut(summary, " gave "); found {
		summary, _, _ = strings.Cut(after, " after ")
	}
	return summary
}

func (a *answer) mismatch(expected, actual string) *mismatch {
	return &mismatch{Expected: expected, Actual: actual, Exchange: a.record.Number()}
}

// header gives a response header, empty when the answer has none.
func (a *answer) header(name string) string { return a.head.Get(name) }

// compare checks rows of attribute and value against a resource, all of them, so that one answer tells everything that
// is wrong with it.
func (a *answer) compare(rows []row, resource gjson.Result, where string) error {
	var expected, actual []string
	onlySpelling := true
	for _, r := range rows {
		path, err := scim.ParseAttribute(r["attribute"])
		if err != nil {
			return err
		}
		want, got := newExpectation(r["value"]), path.In(resource)
		if !want.metByAny(path.Candidates(resource), caseless(r["attribute"])) {
			expected = append(expected, r["attribute"]+" "+want.String())
			actual = append(actual, r["attribute"]+" "+describe(got))
			onlySpelling = onlySpelling && strings.EqualFold(path.Name, "phoneNumbers") && samePhone(want.text, got.String())
		}
	}
	if len(expected) == 0 {
		return nil
	}
	m := a.mismatch(strings.Join(expected, ", ")+" ("+where+")", strings.Join(actual, ", "))
	if onlySpelling {
		m.Requirement = "MS-SCIM-10"
	}
	return m
}

// list gives the resources of a ListResponse. It overlooks what does not hide them: the features that are about the shape
// of a list ask shape, and a fault of shape is reported there and not by every scenario that looks something up.
func (a *answer) list() ([]gjson.Result, error) {
	if a.status != 200 {
		return nil, a.mismatch("200 with a ListResponse", a.String())
	}
	if !gjson.Valid(a.body) || !gjson.Parse(a.body).IsObject() {
		return nil, a.mismatch("200 with a ListResponse", "200 with a body that is not a JSON object")
	}
	return scim.Member(gjson.Parse(a.body), "Resources").Array(), nil
}

// shape checks the form of a ListResponse (RFC 7644, 3.4.2): its schema, totalResults as a number, Resources as an array.
// An absent Resources is as good as an empty one; null is not, since Entra ID's reading fails on it (D-002).
func (a *answer) shape() error {
	all, err := a.list()
	if err != nil {
		return err
	}
	body := gjson.Parse(a.body)
	var faults []string
	if !scim.Contains(scim.Member(body, "schemas"), listResponse) {
		faults = append(faults, "schemas "+describe(scim.Member(body, "schemas")))
	}
	total := scim.Member(body, "totalResults")
	if total.Type != gjson.Number {
		faults = append(faults, "totalResults "+describe(total))
	}
	// The one name whose case the standard's examples and Entra ID's reading fix (D-059).
	resources := body.Get("Resources")
	if resources.Exists() && !resources.IsArray() {
		faults = append(faults, "Resources "+describe(resources))
	}
	if !resources.Exists() && total.Int() > 0 {
		faults = append(faults, "no Resources beside totalResults "+total.Raw)
	}
	if int64(len(all)) > total.Int() {
		faults = append(faults, fmt.Sprintf("%d Resources beside totalResults %s", len(all), total.Raw))
	}
	if len(faults) == 0 {
		return nil
	}
	m := a.mismatch("a ListResponse: its schema, totalResults as a number, Resources as an array", strings.Join(faults, ", "))
	m.Cause = "a ListResponse has " + strings.Join(faults, ", ")
	return m
}
