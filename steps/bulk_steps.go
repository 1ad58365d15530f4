package steps

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// bulkSteps judge the answer to a bulk request (RFC 7644, 3.7).
func bulkSteps() []Definition {
	return []Definition{
		{`^the bulk operations have these results$`,
			"Checks a BulkResponse: just these operations, known by their bulkId or the end of their location, with their status. A success has a location, an error a response with a SCIM error.",
			"Then the bulk operations have these results\n  | operation | status |\n  | one       | 201    |",
			(*world).bulkResults},
		{`^the bulk answer's "([^"]+)" is (\w+)$`,
			"Gives the resource that an operation of a BulkResponse has created a name, and checks that it can be read.",
			`Then the bulk answer's "one" is bob`,
			(*world).bulkIs},
		{`^the bulk's groups "([^"]+)" and "([^"]+)" are members of each other, or refused with 409$`,
			"Two groups of one bulk request that refer to each other: the references are resolved, or the request or one of the operations gives 409.",
			`Then the bulk's groups "one" and "two" are members of each other, or refused with 409`,
			(*world).bulkCircle},
		{`^more bulk operations than are allowed are refused with 413$`,
			"Sends one operation more than the service provider configuration allows, unless that would be more than a thousand.",
			"Then more bulk operations than are allowed are refused with 413",
			(*world).bulkLimit},
	}
}

// bulkOperations are those of the latest answer.
func (w *world) bulkOperations() (*answer, []gjson.Result, error) {
	a, err := w.last()
	if err != nil {
		return nil, nil, err
	}
	body := gjson.Parse(a.body)
	if a.status != http.StatusOK || !scim.Contains(scim.Member(body, "schemas"), "urn:ietf:params:scim:api:messages:2.0:BulkResponse") {
		return a, nil, a.mismatch("200 with a BulkResponse (RFC 7644, 3.7)", a.String())
	}
	return a, scim.Member(body, "Operations").Array(), nil
}

// bulkStatus reads an operation's status. Section 3.7.3 says in words that it is an object with a code, and shows a string
// in all of its examples: both are right, and so is a number.
func bulkStatus(operation gjson.Result) string {
	status := scim.Member(operation, "status")
	if status.IsObject() {
		return scim.Member(status, "code").String()
	}
	return status.String()
}

// bulkOperation finds an operation by its bulkId or, where it has none, by the end of its location.
func bulkOperation(operations []gjson.Result, name string) (gjson.Result, bool) {
	for _, o := range operations {
		location := scim.Member(o, "location").String()
		if plain, err := url.PathUnescape(location); err == nil {
			location = plain
		}
		if scim.Member(o, "bulkId").String() == name || location != "" && strings.HasSuffix(location, "/"+name) {
			return o, true
		}
	}
	return gjson.Result{}, false
}

func (w *world) bulkResults(_ context.Context, table *godog.Table) error {
	rows, err := w.rows(table, "operation", "status")
	if err != nil {
		return err
	}
	a, operations, err := w.bulkOperations()
	if err != nil {
		return err
	}
	var expected, actual []string
	for _, r := range rows {
		name := r["operation"]
		o, found := bulkOperation(operations, name)
		got := bulkStatus(o)
		switch code, _ := strconv.Atoi(got); {
		case !found:
			expected, actual = append(expected, name+" "+r["status"]), append(actual, "no result of "+name)
		case !strings.Contains(r["status"], got) || got == "":
			expected, actual = append(expected, name+" "+r["status"]), append(actual, name+" "+orNothing(got))
		case code < http.StatusBadRequest && scim.Member(o, "location").String() == "":
			expected, actual = append(expected, "a location of "+name), append(actual, "none")
		case code >= http.StatusBadRequest && !scim.Contains(scim.Member(scim.Member(o, "response"), "schemas"), scimError):
			expected, actual = append(expected, "a SCIM error as response of "+name), append(actual, describe(scim.Member(o, "response")))
		}
	}
	if len(operations) != len(rows) {
		expected, actual = append(expected, strconv.Itoa(len(rows))+" results"), append(actual, strconv.Itoa(len(operations)))
	}
	if len(expected) > 0 {
		return a.mismatch(strings.Join(expected, ", "), strings.Join(actual, ", "))
	}
	return nil
}

func (w *world) bulkIs(ctx context.Context, bulkID, name string) error {
	// Named in any case, so that the steps behind this one judge what there is: nobody.
	w.people[name], w.groups[name] = &person{name: name}, &group{name: name}
	a, operations, err := w.bulkOperations()
	if err != nil {
		return err
	}
	o, _ := bulkOperation(operations, bulkID)
	location := scim.Member(o, "location").String()
	if !strings.Contains(location, "://") {
		location = "/" + location // relative, as a reference may be (RFC 7643, 2.3.7)
	}
	at := strings.LastIndex(location, "/Users/")
	if at < 0 {
		at = strings.LastIndex(location, "/Groups/")
	}
	if at < 0 {
		return a.mismatch("the location of a user or a group that "+bulkID+" has created", orNothing(location))
	}
	read, err := w.request(ctx, http.MethodGet, location[at:], "")
	if err != nil {
		return err
	}
	resource := gjson.Parse(read.body)
	if read.status != http.StatusOK {
		return read.mismatch("200 at the location that the bulk answer gives", read.String())
	}
	id := scim.Member(resource, "id").String()
	if strings.HasPrefix(location[at:], "/Groups/") {
		delete(w.people, name)
		w.groups[name] = &group{name: name, displayName: scim.Member(resource, "displayName").String(), id: id}
		return nil
	}
	delete(w.groups, name)
	w.people[name] = &person{name: name, userName: scim.Member(resource, "userName").String(), id: id}
	return nil
}

// bulkMost is up to which limit of a service provider one more operation is sent.
const bulkMost = 1000

func (w *world) bulkLimit(ctx context.Context) error {
	config, err := w.request(ctx, http.MethodGet, "/ServiceProviderConfig", "")
	if err != nil {
		return err
	}
	limit := int(scim.Member(scim.Member(gjson.Parse(config.body), "bulk"), "maxOperations").Int())
	if limit < 1 {
		return config.mismatch("bulk.maxOperations of 1 at least, since bulk is claimed", strconv.Itoa(limit))
	}
	if limit > bulkMost {
		return nil
	}
	operation := `{"method":"DELETE","path":"/Users/` + w.unique + `-nobody"}`
	a, err := w.request(ctx, http.MethodPost, "/Bulk", `{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[`+
		operation+strings.Repeat(","+operation, limit)+`]}`)
	if err != nil {
		return err
	}
	if a.status != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, strconv.Itoa(limit)) {
		return a.mismatch(fmt.Sprintf("413 with the limit of %d operations", limit), a.String())
	}
	return nil
}

func (w *world) bulkCircle(ctx context.Context, one, two string) error {
	a, err := w.last()
	if err != nil || a.status == http.StatusConflict {
		return err
	}
	_, operations, err := w.bulkOperations()
	if err != nil {
		return err
	}
	for _, o := range operations {
		if bulkStatus(o) == strconv.Itoa(http.StatusConflict) {
			return nil
		}
	}
	for _, pair := range [][2]string{{one, two}, {two, one}} {
		if err := w.bulkIs(ctx, pair[0], pair[0]); err != nil {
			return err
		}
		if err := w.bulkIs(ctx, pair[1], pair[1]); err != nil {
			return err
		}
		if err := w.hasMembers(ctx, pair[0], pair[1]); err != nil {
			return err
		}
		w.answer = a // bulkIs reads by itself, and the answer stays the bulk's
	}
	return nil
}
