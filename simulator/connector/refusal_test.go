package connector_test

import (
	"context"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/connector"
)

// operations are the five requests, by name.
func operations(t *testing.T) map[string]func(context.Context, *connector.Client) error {
	return map[string]func(context.Context, *connector.Client) error{
		"find": func(ctx context.Context, c *connector.Client) error {
			_, err := c.Find(ctx, target(t, "userName"), "x")
			return err
		},
		"get":    func(ctx context.Context, c *connector.Client) error { _, err := c.Get(ctx, "7"); return err },
		"create": func(ctx context.Context, c *connector.Client) error { _, err := c.Create(ctx, nil); return err },
		"update": func(ctx context.Context, c *connector.Client) error {
			return c.Update(ctx, "7", []connector.Change{replaced(t, "title", "x")})
		},
		"delete": func(ctx context.Context, c *connector.Client) error { return c.Delete(ctx, "7") },
	}
}

// The codes are those of "howto-analyze-provisioning-logs", what quarantines the job is said by
// "application-provisioning-quarantine-status"; a row is one status for one kind of request.
func TestStatusIsClassified(t *testing.T) {
	const escrowed, next, throttled = connector.RetryEscrowed, connector.RetryNextCycle, connector.RetryThrottled
	tests := []struct {
		op          string
		status      int
		code        string
		retry       connector.Retry
		quarantines bool
		reason      string
	}{
		{"find", 404, connector.CodeServiceIncompatible, escrowed, true, "expected status 200 and an empty ListResponse"},
		{"get", 404, connector.CodeInvalidAnchor, escrowed, false, "expected the resource that was linked, found it gone"},
		{"update", 404, connector.CodeInvalidAnchor, escrowed, false, "gone"},
		{"update", 410, connector.CodeInvalidAnchor, escrowed, false, "gone"},
		{"delete", 404, connector.CodeInvalidAnchor, escrowed, false, "gone"},
		{"create", 404, connector.CodeServiceIncompatible, escrowed, false, "the tenant URL may be wrong"},
		{"find", 400, connector.CodeBadRequest, escrowed, false, "refused"},
		{"create", 400, connector.CodeBadRequest, escrowed, false, "refused"},
		{"update", 400, connector.CodeBadRequest, escrowed, false, "refused"},
		{"update", 415, connector.CodeBadRequest, escrowed, false, "refused"},
		{"find", 401, connector.CodeUnauthorized, escrowed, true, "credentials"},
		{"create", 401, connector.CodeUnauthorized, escrowed, true, "credentials"},
		{"update", 401, connector.CodeUnauthorized, escrowed, true, "credentials"},
		{"find", 403, connector.CodeInsufficientRights, escrowed, false, "credentials"},
		{"delete", 403, connector.CodeInsufficientRights, escrowed, false, "credentials"},
		{"find", 409, connector.CodeFilteringIncompatible, escrowed, false, "expected the filter to be understood"},
		{"create", 409, connector.CodeEntryConflict, escrowed, false, "a value of it taken"},
		{"update", 409, connector.CodeConflict, escrowed, false, "conflict"},
		{"update", 405, connector.CodeMethodNotAllowed, escrowed, false, "method"},
		{"update", 501, connector.CodeNotImplemented, escrowed, false, "supported"},
		{"create", 422, connector.CodeUnprocessableEntity, escrowed, false, "content"},
		{"find", 429, connector.CodeTooManyRequests, throttled, false, "throttled"},
		{"update", 429, connector.CodeTooManyRequests, throttled, false, "throttled"},
		{"find", 500, connector.CodeInternalServerError, next, false, "error of the service provider"},
		{"create", 502, connector.CodeInternalServerError, next, false, "error of the service provider"},
		{"find", 503, connector.CodeInternalServerError, next, false, "error of the service provider"},
		{"find", 302, connector.CodeWebException, escrowed, false, "a redirect to https://login.contoso.example/in, which is not followed"},
		{"update", 308, connector.CodeWebException, escrowed, false, "a redirect"},
		{"find", 206, connector.CodeServiceIncompatible, escrowed, false, "status of a success, found 206"},
		{"get", 204, connector.CodeServiceIncompatible, escrowed, false, "status of a success, found 204"},
		{"create", 204, connector.CodeServiceIncompatible, escrowed, false, "status of a success, found 204"},
		{"update", 202, connector.CodeServiceIncompatible, escrowed, false, "status of a success, found 202"},
	}
	for _, test := range tests {
		t.Run(test.op+" "+strconv.Itoa(test.status), func(t *testing.T) {
			c, s := client(t, connector.Options{}, reply{
				status: test.status, body: `{"status":"x","scimType":"invalidValue","detail":"because \"so\""}`,
				header: http.Header{"Location": {"https://login.contoso.example/in?token=secret"}, "Retry-After": {"30"}},
			})
			e := fault(t, operations(t)[test.op](t.Context(), c))
			assert.Equal(t, test.code, e.Code)
			assert.Equal(t, test.status, e.Status)
			assert.Equal(t, test.retry, e.Retry)
			assert.Equal(t, test.quarantines, e.Quarantines)
			assert.Contains(t, e.Reason, test.reason)
			assert.Len(t, s.asked, 1, "one request, no redirect followed")
			assert.NotContains(t, e.Error(), "secret")
			assert.Equal(t, 30*time.Second, e.RetryAfter)
			if test.status >= 400 {
				assert.Equal(t, "invalidValue", e.ScimType)
				assert.Equal(t, `because "so"`, e.Detail)
			}
		})
	}
}

// The settings of Wire that decide what an answer means.
func TestStatusSettings(t *testing.T) {
	c, _ := client(t, connector.Options{Wire: connector.Wire{ValidationFailure: true}}, reply{status: 401})
	e := fault(t, c.Delete(t.Context(), "7"))
	assert.Equal(t, connector.CodeCredentialValidation, e.Code)
	assert.True(t, e.Quarantines)

	c, _ = client(t, connector.Options{Wire: connector.Wire{ForbiddenQuarantines: true}}, reply{status: 403})
	assert.True(t, fault(t, c.Delete(t.Context(), "7")).Quarantines)

	c, _ = client(t, connector.Options{Wire: connector.Wire{OnlyCreated: true}}, reply{status: 200, body: `{"id":"7"}`})
	_, err := c.Create(t.Context(), nil)
	assert.Contains(t, fault(t, err).Reason, "expected the status of a success, found 200")

	for location, id := range map[string]string{
		"https://scim.contoso.example/scim/v2/Users/a%2Fb": "a/b",
		"/Users/scim/Users/7":                              "7",
		"":                                                 "",
		"%":                                                "",
		"https://scim.contoso.example/scim/v2/Users/": "",
		"https://scim.contoso.example/Users/7/photo":  "",
		"https://scim.contoso.example/Groups/7":       "",
	} {
		c, _ = client(t, connector.Options{Wire: connector.Wire{LocationID: true}},
			reply{status: 201, contentType: "none", header: http.Header{"Location": {location}}})
		created, err := c.Create(t.Context(), nil)
		assert.Equal(t, id, created.ID, location)
		if id == "" {
			assert.Contains(t, fault(t, err).Reason, "expected a body, or a Location below /Users, found neither", location)
		} else {
			assert.Equal(t, id, created.Value(target(t, "id")))
		}
	}
}
