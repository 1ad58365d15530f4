package watch_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/watch"
)

const base = "https://scim.example.com/scim/v2"

func answer(method, path string, status int, body string, header ...string) reports.Exchange {
	x := reports.Exchange{Number: 1, Request: reports.Request{Method: method, URL: base + path},
		Response: &reports.Response{Status: status, Body: body, Header: http.Header{"Content-Type": {"application/scim+json"}}}}
	for i := 0; i+1 < len(header); i += 2 {
		x.Response.Header.Set(header[i], header[i+1])
	}
	return x
}

// user is the JSON of a user who has more members.
func user(more string) string {
	return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"7","userName":"ann"` + more + `}`
}

func list(members, resources string) string {
	return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],` + members + `,"Resources":[` + resources + `]}`
}

func broken(t *testing.T, exchanges ...reports.Exchange) map[string]string {
	t.Helper()
	w := &watch.Watch{State: func(r gjson.Result) string { return r.Get("userName").Raw + r.Get("title").Raw }}
	w.Look(base, "area/feature:scenario", exchanges)
	found := map[string]string{}
	for _, r := range watch.Rules() {
		require.NotEmpty(t, r.Expected)
		if b, breached := w.Find(r.Phrase); breached {
			assert.Equal(t, "area/feature:scenario", b.Scenario)
			found[r.Phrase] = b.Actual
		}
	}
	return found
}

func TestBreaches(t *testing.T) {
	const (
		types, asked, stable, primary, once = "values have the types of their attributes", "a resource is the one that was asked for",
			"an id stands for one resource", "one element at most is primary", "no element is there twice"
		counted, matched, scimError, breakdown = "a list is what it says", "a filtered list has what matches", "an error is a SCIM error", "there is no breakdown"
		statuses, schemas, password, whole     = "a success has the status of its verb", "schemas names what a resource has", "no password is shown", "JSON is whole and labelled as JSON"
		turned, inTime                         = "a refusal for now says for how long", "the answer comes within a minute"
	)
	slow := func(d time.Duration) reports.Exchange {
		x := answer("GET", "/Users/7", 200, user(""))
		x.Duration = d
		return x
	}
	shown := func(more string) reports.Exchange { return answer("GET", "/Users/7", 200, user(more)) }
	for _, row := range []struct {
		rule, actual string
		exchanges    []reports.Exchange
	}{
		{types, `active "True", which is no boolean`, []reports.Exchange{shown(`,"active":"True"`)}},
		{types, `Title 7, which is no text`, []reports.Exchange{shown(`,"Title":7`)}},
		{types, `emails {"value":"a"}, which is no list`, []reports.Exchange{shown(`,"emails":{"value":"a"}`)}},
		{types, `phoneNumbers.value 44, which is no text`, []reports.Exchange{shown(`,"phoneNumbers":[{"value":44}]`)}},
		{types, `name "Ann", which is no object`, []reports.Exchange{shown(`,"name":"Ann"`)}},
		{types, `manager "8", which is no object`, []reports.Exchange{answer("GET", "/Users/7", 200,
			`{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"id":"7",
			"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":"8"}}`)}},
		{types, `meta.created "5 May 2026", which is no time`, []reports.Exchange{shown(`,"meta":{"created":"5 May 2026"}`)}},
		{asked, `id "8" for 7`, []reports.Exchange{answer("GET", "/Users/7", 200, `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"8"}`)}},
		{stable, `meta.created 2026-05-05T10:00:01Z, and before 2026-05-05T10:00:00Z, of Users/7`, []reports.Exchange{
			shown(`,"meta":{"created":"2026-05-05T10:00:00Z"}`), shown(`,"meta":{"created":"2026-05-05T10:00:01Z"}`)}},
		{stable, `the version "1" for two states of Users/7`, []reports.Exchange{
			shown(`,"title":"a","meta":{"version":"\"1\""}`), shown(`,"title":"b","meta":{"version":"\"1\""}`)}},
		{primary, `2 primary elements of emails`, []reports.Exchange{shown(`,"emails":[{"value":"a","primary":true},{"value":"b","primary":true}]`)}},
		{once, `emails with "a" twice`, []reports.Exchange{shown(`,"emails":[{"type":"work","value":"a"},{"value":"a","type":"work"}]`)}},
		{counted, `totalResults 0 beside 1 resources`, []reports.Exchange{answer("GET", "/Users", 200, list(`"totalResults":0`, user("")))}},
		{counted, `7 twice on one page`, []reports.Exchange{answer("GET", "/Users", 200, list(`"totalResults":2`, user("")+","+user("")))}},
		{counted, `1 resources, where count is 0`, []reports.Exchange{answer("GET", "/Users?count=0", 200, list(`"totalResults":1`, user("")))}},
		{counted, `startIndex 1, where 2 was asked for`, []reports.Exchange{answer("GET", "/Users?startIndex=2", 200, list(`"totalResults":2,"startIndex":1`, user("")))}},
		{"a page says how many it has", `itemsPerPage 5 beside 1 resources`, []reports.Exchange{answer("GET", "/Users", 200, list(`"totalResults":1,"itemsPerPage":5`, user("")))}},
		{matched, `a resource with userName "ann", where "bob" was asked for`, []reports.Exchange{answer("GET", "/Users?filter=userName+eq+%22bob%22", 200, list(`"totalResults":1`, user("")))}},
		{scimError, `404 without a JSON object as its body`, []reports.Exchange{answer("GET", "/Users/8", 404, "<html>", "Content-Type", "text/html")}},
		{scimError, `404 with status 404`, []reports.Exchange{answer("GET", "/Users/8", 404, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":404}`)}},
		{breakdown, `500 to PATCH /Users/7`, []reports.Exchange{answer("PATCH", "/Users/7", 500, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"500"}`)}},
		{statuses, `200 to POST /Users`, []reports.Exchange{answer("POST", "/Users", 200, user(""))}},
		{"what was created has a Location", `201 without a Location`, []reports.Exchange{answer("POST", "/Users", 201, user(""))}},
		{schemas, `the extension urn:example:1, which schemas does not name`, []reports.Exchange{shown(`,"urn:example:1":{"a":"b"}`)}},
		{password, `a password`, []reports.Exchange{shown(`,"password":"secret"`)}},
		{turned, `429 with Retry-After ""`, []reports.Exchange{answer("GET", "/Users", 429, "")}},
		{turned, `503 with Retry-After "soon"`, []reports.Exchange{answer("GET", "/Users", 503, "", "Retry-After", "soon")}},
		{inTime, `1m10s to GET /Users/7`, []reports.Exchange{slow(70 * time.Second)}},
		{whole, `the name USERNAME twice in one object`, []reports.Exchange{shown(`,"USERNAME":"b"`)}},
		{whole, `JSON labelled "text/html"`, []reports.Exchange{answer("GET", "/Users/7", 200, user(""), "Content-Type", "text/html")}},
	} {
		assert.Equal(t, map[string]string{row.rule: row.actual}, broken(t, row.exchanges...), row.actual)
	}
}

// What service providers may do breaks no rule.
func TestLegalAnswers(t *testing.T) {
	for _, x := range []reports.Exchange{
		answer("POST", "/Users", 201, user(""), "Location", base+"/Users/7"),
		answer("PATCH", "/Users/7", 204, ""),
		answer("GET", "/Users/7", 200, user(`,"title":null,"emails":[],"roles":[{"value":"a"},{"value":"b"}],"rank":7,"meta":{"created":"2026-05-05T10:00:00+02:00"}`),
			"Content-Type", `application/SCIM+json; charset="utf-8"`),
		answer("GET", "/Users?filter=userName+eq+%22ANN%22", 200, list(`"totalResults":1`, user(""))),
		answer("GET", "/Users?startIndex=0&count=-1", 200, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"startIndex":1,"itemsPerPage":0}`),
		answer("GET", "/Users?count=1", 200, list(`"totalResults":7,"startIndex":1,"itemsPerPage":1`, user(""))),
		answer("GET", "/Users/7", 429, "", "Retry-After", "0"),
		answer("GET", "/Users/7", 429, "", "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"),
		answer("GET", "/Users/7", 503, ""),
		answer("GET", "/Users/8", 502, "<html>"), // not the service provider's own
		{Request: reports.Request{Method: "GET", URL: base + "/Users/7"}, Error: "the connection was lost"},
		{Request: reports.Request{Method: "GET", URL: "https://elsewhere.example/Users/7"}, Response: &reports.Response{Status: 500}},
	} {
		assert.Empty(t, broken(t, x), "%s %s", x.Request.Method, x.Request.URL)
	}
}
