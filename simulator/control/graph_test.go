package control_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A client of Graph's follows links as they are: whole addresses, of the version that it asked.
func TestNextLinksAreWhole(t *testing.T) {
	e, _ := open(t)
	for _, name := range []string{"ann@x", "bob@x", "cy@x"} {
		e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": name}).Expect().Status(http.StatusCreated)
	}
	e.PUT(secretsPath).WithJSON(secrets("SyncAll", "True")).Expect().Status(http.StatusNoContent)
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	for _, first := range []string{"/v1.0/users?$top=1", "/beta/auditLogs/provisioning?$top=1&$orderby=activityDateTime%20asc"} {
		seen := map[string]bool{}
		asked, _, _ := strings.Cut(first, "?")
		for next := first; next != ""; {
			path, host := next, ""
			if next != first {
				link, err := url.Parse(next)
				require.NoError(t, err)
				path, host = link.RequestURI(), link.Scheme+"://"+link.Host
				assert.True(t, strings.HasPrefix(path, asked), next)
			}
			address, query, _ := strings.Cut(path, "?")
			page := e.GET(address).WithQueryString(query).Expect().Status(http.StatusOK)
			assert.Contains(t, []string{"", "http://" + page.Raw().Request.Host}, host)
			seen[page.JSON().Path("$.value[0].id").String().Raw()] = true
			next, _ = page.JSON().Object().Raw()["@odata.nextLink"].(string)
		}
		assert.Len(t, seen, 3, first)
	}
}

// An assignment is made with Graph's body, and ended by the id that its answer gives.
func TestAssignmentsHaveIDs(t *testing.T) {
	e, _ := open(t)
	const assigned = "/v1.0/servicePrincipals/sp1/appRoleAssignedTo"
	role := e.POST("/v1.0/servicePrincipals/sp1/appRoles").WithJSON(map[string]any{"value": "Admin"}).Expect().Status(http.StatusCreated).
		JSON().Path("$.id").String().Raw()
	ann := e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "displayName": "Ann"}).Expect().Status(http.StatusCreated).
		JSON().Path("$.id").String().Raw()
	made := []string{}
	for _, role := range []string{role, "00000000-0000-0000-0000-000000000000"} {
		a := e.POST(assigned).WithJSON(map[string]any{"principalId": ann, "resourceId": "sp1", "appRoleId": role}).Expect().
			Status(http.StatusCreated).JSON().Object()
		a.HasValue("principalId", ann).HasValue("resourceId", "sp1").HasValue("appRoleId", role).
			HasValue("principalType", "User").HasValue("principalDisplayName", "Ann")
		made = append(made, a.Value("id").String().Raw())
	}
	e.GET(assigned).Expect().JSON().Path("$.value[*].id").Array().ContainsOnly(made[0], made[1])
	e.DELETE(assigned + "/" + made[0]).Expect().Status(http.StatusNoContent)
	e.GET(assigned).Expect().JSON().Path("$.value[*].id").IsEqual([]any{made[1]})
	e.POST(assigned).WithJSON(map[string]any{"principalId": ann, "resourceId": "sp2"}).Expect().Status(http.StatusBadRequest).
		JSON().Path("$.error.message").IsEqual(`resourceId: expected "sp1", the application that this path names, found "sp2"`)
}

// What cannot be meant is refused in the words of the request.
func TestWhatCannotBeMeant(t *testing.T) {
	e, _ := open(t)
	post := func(path, body string) *httpexpect.Request {
		return e.POST(path).WithHeader("Content-Type", "application/json").WithBytes([]byte(body))
	}
	for _, test := range []struct {
		request *httpexpect.Request
		status  int
		want    string
	}{
		{e.GET("/v1.0/users").WithQuery("$top", 0), 400, `$top: expected a number from 1 to 999, found "0"`},
		{e.GET("/v1.0/auditLogs/provisioning").WithQuery("$top", 0), 400, `$top: expected a number from 1 to 1000, found "0"`},
		{e.GET("/v1.0/users").WithQueryString("$top=1&$top=2"), 400, "$top: expected it once, found it twice or more"},
		{post("/v1.0/users", `{"userPrincipalName":7}`), 400, "userPrincipalName: expected a text, found 7"},
		{post("/v1.0/users", `{"userPrincipalName":"a@x","otherMails":{"a":1}}`), 400, "otherMails: expected a list of texts, found an object"},
		{post("/v1.0/users", `{"userPrincipalName":"a@x","accountEnabled":"yes"}`), 400, `accountEnabled: expected true or false, found "yes"`},
		{e.DELETE("/v1.0/users/nobody"), 404, `expected the object id of a user, found "nobody"`},
		{e.GET(jobPath + "/pause"), 405, "expected POST for this path, found GET"},
		{e.DELETE(jobPath + "/start"), 405, "expected POST for this path, found DELETE"},
		{e.GET(jobPath + "/nothing"), 404, "expected a path of this API, found " + jobPath + "/nothing"},
		{e.GET("/beta/nothing"), 404, "expected a path of this API, found /beta/nothing"},
		{post(jobPath+"/start", `{"when":"now"}`), 400, `body: expected no other members than those of this request, found "when"`},
		{post(jobPath+"/pause", `pause`), 400, "body: expected JSON, found a fault at byte 1: invalid character 'p' looking for beginning of value"},
		{post("/clock/advance", `{"to":"9999-01-01T00:00:00Z"}`), 400, "expected a time from 2026-03-02T08:00:00Z to a year later, found 9999-01-01T00:00:00Z"},
		{post("/clock/advance", `{"to":"0001-01-01T00:00:00Z"}`), 400, "expected a time from 2026-03-02T08:00:00Z to a year later, found 0001-01-01T00:00:00Z"},
		{post("/clock/advance", `{"by":"2000000h"}`), 400, "expected a time from 2026-03-02T08:00:00Z to a year later, found 2254-04-29T16:00:00Z"},
	} {
		test.request.Expect().Status(test.status).JSON().Path("$.error.message").IsEqual(test.want)
	}
	post(jobPath+"/start", `{}`).Expect().Status(http.StatusNoContent)
	e.GET(jobPath + "/").Expect().Status(http.StatusOK)
}

// An id may have a slash in it, also under beta, and a query that is escaped badly is refused.
func TestEscapes(t *testing.T) {
	e, _ := open(t)
	base := "http://" + e.GET("/clock").Expect().Raw().Request.Host
	for _, path := range []string{jobPath, "/beta" + jobPath[len("/v1.0"):]} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+path+"/objectConnections('a%2Fb')", http.NoBody)
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer canary")
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		text, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		assert.Contains(t, string(text), `found \"a/b\"`, path)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/v1.0/users?$top=1&x=%zz", http.NoBody)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer canary")
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, "what cannot be read is not passed over")
}
