package connector_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// fault is the error of a target, which must be one.
func fault(t *testing.T, err error) *connector.Error {
	t.Helper()
	var e *connector.Error
	require.ErrorAs(t, err, &e)
	return e
}

func TestErrorIsOneSentence(t *testing.T) {
	c, _ := client(t, connector.Options{}, reply{status: 409, body: `{"scimType":"uniqueness","detail":"ann@x is taken"}`})
	_, err := c.Create(t.Context(), nil)
	assert.EqualError(t, err, "POST /Users: status 409: expected to create the resource, found a value of it taken, "+
		`scimType uniqueness, detail "ann@x is taken"`)

	c, _ = client(t, connector.Options{}, reply{status: 500, contentType: "text/html", body: "<h1>oops</h1>"})
	_, err = c.Get(t.Context(), "7")
	assert.EqualError(t, err, "GET /Users/7: status 500: expected an answer, found an error of the service provider")

	c, _ = client(t, connector.Options{}, reply{status: 400, body: `{"detail":"` + strings.Repeat("ü", 900) + `"}`})
	_, err = c.Get(t.Context(), "7")
	assert.Less(t, len(err.Error()), 1200, "a target cannot fill the log")
}

// Whatever a target answers with a success status, an unusable body has a reason of its own.
func TestUnusableAnswersAreExplained(t *testing.T) {
	find := func(ctx context.Context, c *connector.Client) error {
		_, err := c.Find(ctx, target(t, "userName"), "x")
		return err
	}
	create := func(ctx context.Context, c *connector.Client) error { _, err := c.Create(ctx, nil); return err }
	get := func(ctx context.Context, c *connector.Client) error { _, err := c.Get(ctx, "7"); return err }
	update := func(ctx context.Context, c *connector.Client) error {
		return c.Update(ctx, "7", []connector.Change{replaced(t, "title", "x")})
	}
	tests := []struct {
		name   string
		do     func(context.Context, *connector.Client) error
		answer reply
		code   string
		reason string
	}{
		{"no body", find, reply{status: 200}, connector.CodeServiceIncompatible, "found no body"},
		{"201 without a body", create, reply{status: 201}, connector.CodeServiceIncompatible, "found no body"},
		{"HTML by content type", find, reply{status: 200, contentType: "text/html; charset=utf-8", body: "x"},
			connector.CodeServiceIncompatible, `expected content type application/scim+json, found "text/html; charset=utf-8"`},
		{"HTML under SCIM's name", find, reply{status: 200, body: " <!doctype html>"},
			connector.CodeServiceIncompatible, "expected JSON, found an HTML page"},
		{"HTML for a PATCH", update, reply{status: 200, contentType: "text/html", body: "<p>"},
			connector.CodeServiceIncompatible, "found an HTML page"},
		{"other content type", find, reply{status: 200, contentType: "text/plain", body: empty},
			connector.CodeServiceIncompatible, `found "text/plain"`},
		{"no content type", find, reply{status: 200, contentType: "none", body: empty},
			connector.CodeServiceIncompatible, "expected content type application/scim+json, found none"},
		{"truncated", get, reply{status: 200, body: `{"id":"7","userName":"a`},
			connector.CodeServiceIncompatible, "one cut off after 23 bytes"},
		{"not JSON", get, reply{status: 200, body: `{id:7}`}, connector.CodeServiceIncompatible, "expected JSON, found something else"},
		{"two objects", get, reply{status: 200, body: `{"id":"7"}{}`}, connector.CodeServiceIncompatible, "found more behind it"},
		{"a list", get, reply{status: 200, body: `[{"id":"7"}]`}, connector.CodeServiceIncompatible, "expected a JSON object, found a list"},
		{"null", get, reply{status: 200, body: `null`}, connector.CodeServiceIncompatible, "found null"},
		{"no id in 201", create, reply{status: 201, body: `{"userName":"a"}`},
			connector.CodeServiceIncompatible, "expected a resource whose id is a text, found none"},
		{"number as id", create, reply{status: 201, body: `{"id":7}`}, connector.CodeServiceIncompatible, "id is a text, found 7"},
		{"empty id", create, reply{status: 201, body: `{"id":""}`}, connector.CodeServiceIncompatible, `id is a text, found ""`},
		{"another resource", get, reply{status: 200, body: `{"id":"8"}`},
			connector.CodeServiceIncompatible, `expected the resource with id "7", found "8"`},
		{"list for one", get, reply{status: 200, body: empty}, connector.CodeMultipleEntries, "expected one resource, found a list"},
		{"resource for a list", find, reply{status: 200, body: `{"id":"7"}`},
			connector.CodeServiceIncompatible, "expected a ListResponse with totalResults, found none"},
		{"totalResults a text", find, reply{status: 200, body: `{"totalResults":"0"}`},
			connector.CodeServiceIncompatible, "totalResults, found none"},
		{"totalResults broken", find, reply{status: 200, body: `{"totalResults":0.5}`},
			connector.CodeServiceIncompatible, "a whole number, found 0.5"},
		{"fewer than said", find, reply{status: 200, body: `{"totalResults":1,"Resources":[]}`},
			connector.CodeServiceIncompatible, "to be the number of Resources, found 1 and 0"},
		{"more than said", find, reply{status: 200, body: `{"totalResults":0,"Resources":[{"id":"7"}]}`},
			connector.CodeServiceIncompatible, "to be the number of Resources, found 0 and 1"},
		{"one of many", find, reply{status: 200, body: `{"totalResults":3,"Resources":[{"id":"7"}]}`},
			connector.CodeDuplicateTarget, "at most one match, found totalResults 3"},
		{"Resources an object", find, reply{status: 200, body: `{"totalResults":1,"Resources":{"id":"7"}}`},
			connector.CodeServiceIncompatible, "Resources to be a list"},
		{"resource without id", find, reply{status: 200, body: `{"totalResults":1,"Resources":[{"userName":"x"}]}`},
			connector.CodeServiceIncompatible, "id is a text, found none"},
		{"too long", get, reply{status: 200, body: `{"id":"7","x":"` + strings.Repeat("x", 4096) + `"}`},
			connector.CodeServiceIncompatible, "at most 1024 bytes, found more"},
		{"no connection", get, reply{err: &net.OpError{Op: "dial", Err: errors.New("connection refused")}},
			connector.CodeWebException, "expected an answer, found no connection: dial: connection refused"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, _ := client(t, connector.Options{MaxBody: 1024}, test.answer)
			e := fault(t, test.do(t.Context(), c))
			assert.Equal(t, test.code, e.Code)
			assert.Contains(t, e.Reason, test.reason)
		})
	}
}

func TestContentTypeRules(t *testing.T) {
	tests := []struct {
		rule connector.AnswerType
		typ  string
		ok   bool
	}{
		{connector.AnswerJSON, "application/scim+json; charset=utf-8", true},
		{connector.AnswerJSON, "Application/JSON", true},
		{connector.AnswerJSON, "text/json", false},
		{connector.AnswerSCIM, "application/scim+json", true},
		{connector.AnswerSCIM, "application/json", false},
		{connector.AnswerAny, "text/json", true},
		{connector.AnswerAny, "none", true},
	}
	for _, test := range tests {
		c, _ := client(t, connector.Options{Wire: connector.Wire{AnswerType: test.rule}}, reply{status: 200, contentType: test.typ, body: empty})
		_, err := c.Find(t.Context(), target(t, "userName"), "x")
		assert.Equal(t, test.ok, err == nil, "%d %s: %v", test.rule, test.typ, err)
	}
}

func TestWhatIsUsual(t *testing.T) {
	for _, body := range []string{empty, `{"totalResults":0}`, `{"totalResults":0,"Resources":null}`} {
		c, _ := client(t, connector.Options{}, reply{status: 200, body: body})
		found, err := c.Find(t.Context(), target(t, "userName"), "x")
		require.NoError(t, err, body)
		assert.Empty(t, found)
	}
	c, _ := client(t, connector.Options{}, reply{status: 200, body: `{"totalResults":2,"Resources":[{"id":"7"},{"id":"8"}]}`})
	found, err := c.Find(t.Context(), target(t, "userName"), "x")
	require.NoError(t, err)
	assert.Len(t, found, 2, "what two matches mean is the job's to say")

	c, _ = client(t, connector.Options{}, reply{status: 200, contentType: "none"})
	assert.NoError(t, c.Update(t.Context(), "7", []connector.Change{replaced(t, "title", "x")}), "200 without a body")
	c, _ = client(t, connector.Options{}, reply{status: 200, body: `{"id":"7"}`})
	_, err = c.Create(t.Context(), nil)
	assert.NoError(t, err, "200 for a POST")
}

func TestProbeExpectsNobody(t *testing.T) {
	c, _ := client(t, connector.Options{}, reply{status: 200, body: `{"totalResults":1,"Resources":[{"id":"7"}]}`})
	e := fault(t, c.Probe(t.Context(), target(t, "userName"), "guid"))
	assert.Equal(t, connector.CodeFilteringIncompatible, e.Code)
	assert.Contains(t, e.Reason, "found 1: the filter seems to be ignored")
}
