package control_test

import (
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
)

// A user is named as Graph names one, by object id or by userPrincipalName, also where another one refers to the user.
func TestUsersGoByTheirNames(t *testing.T) {
	e, _ := open(t)
	id := func(name string) string {
		return e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": name}).Expect().Status(http.StatusCreated).
			JSON().Path("$.id").String().Raw()
	}
	ann, bob := id("ann@x"), id("bob@x")
	e.PATCH("/v1.0/users/ANN@x").WithJSON(map[string]any{"jobTitle": "Lead"}).Expect().Status(http.StatusNoContent)
	e.PUT("/v1.0/users/ann@x/manager/$ref").WithJSON(map[string]any{"@odata.id": "https://graph.microsoft.com/v1.0/users/bob@x"}).
		Expect().Status(http.StatusNoContent)
	user := e.GET("/v1.0/users/ann@x").Expect().Status(http.StatusOK).JSON().Object()
	user.HasValue("id", ann).HasValue("jobTitle", "Lead").HasValue("manager", bob)
	e.DELETE("/v1.0/users/ann@x/manager/$ref").Expect().Status(http.StatusNoContent)
	e.DELETE("/v1.0/users/ann@x").Expect().Status(http.StatusNoContent)
	e.GET("/v1.0/users/" + ann).Expect().Status(http.StatusOK).JSON().Object().NotContainsKey("manager").ContainsKey("deletedDateTime")
	e.GET("/v1.0/users/nobody").Expect().Status(http.StatusNotFound).JSON().Path("$.error.message").
		IsEqual(`expected the object id or the userPrincipalName of a user, found "nobody"`)
}

// Who is assigned can be read, and does not include those who are by a group.
func TestAssignmentsAreListed(t *testing.T) {
	e, _ := open(t)
	const assigned = "/v1.0/servicePrincipals/sp1/appRoleAssignedTo"
	made := func(path string, body map[string]any) string {
		return e.POST(path).WithJSON(body).Expect().Status(http.StatusCreated).JSON().Path("$.id").String().Raw()
	}
	role := made("/v1.0/servicePrincipals/sp1/appRoles", map[string]any{"value": "Admin"})
	ann := made("/v1.0/users", map[string]any{"userPrincipalName": "ann@x", "displayName": "Ann"})
	bob := made("/v1.0/users", map[string]any{"userPrincipalName": "bob@x"})
	staff := made("/v1.0/groups", map[string]any{"displayName": "staff"})
	e.POST("/v1.0/groups/" + staff + "/members/$ref").WithJSON(map[string]any{"@odata.id": "/users/" + bob}).Expect().Status(http.StatusNoContent)
	e.POST(assigned).WithJSON(map[string]any{"principalId": ann, "appRoleId": role}).Expect().Status(http.StatusCreated)
	e.POST(assigned).WithJSON(map[string]any{"principalId": staff}).Expect().Status(http.StatusCreated)
	list := e.GET(assigned).Expect().Status(http.StatusOK).JSON()
	list.Path("$.value[*].principalId").IsEqual([]any{ann, staff})
	list.Path("$.value[*].principalType").IsEqual([]any{"User", "Group"})
	list.Path("$.value[*].principalDisplayName").IsEqual([]any{"Ann", "staff"})
	list.Path("$.value[0].appRoleId").IsEqual(role)
	e.DELETE(assigned + "/" + ann).Expect().Status(http.StatusNoContent)
	e.GET(assigned).Expect().JSON().Path("$.value[*].principalId").IsEqual([]any{staff})
	e.POST(assigned).WithJSON(map[string]any{"principalId": "nobody"}).Expect().Status(http.StatusNotFound).
		JSON().Path("$.error.message").IsEqual(`expected the object id of a user or a group, found "nobody"`)
}

// A fault of a request is told in the words of the request.
func TestRequestsAreExplained(t *testing.T) {
	e, _ := open(t)
	advance := func(body string) *httpexpect.Request {
		return e.POST("/clock/advance").WithHeader("Content-Type", "application/json").WithBytes([]byte(body))
	}
	for _, test := range []struct {
		request *httpexpect.Request
		status  int
		want    string
	}{
		{advance(`{"to":"yesterday"}`), 400, `body: expected a time such as 2026-03-02T08:00:00Z, found "yesterday"`},
		{advance(`{"by":40}`), 400, "by: expected a string, found a number"},
		{advance(`[]`), 400, "body: expected an object, found an array"},
		{advance(`{"by"`), 400, "body: expected a JSON object, found one without its end"},
		{advance(`{"by":oh}`), 400, "body: expected JSON, found a fault at byte 7: invalid character 'o' looking for beginning of value"},
		{advance(`{"bye":"40m"}`), 400, `body: expected no other members than those of this request, found "bye"`},
		{e.POST("/clock/advance"), 400, "body: expected a JSON object, found nothing"},
		{e.GET("/v1.0/users").WithQuery("$filter", "x"), 400, "expected no other parameters than $top, $skip, found $filter"},
		{e.DELETE("/tenant"), 405, "expected GET for this path, found DELETE"},
		{e.PUT("/v1.0/users/u1"), 405, "expected GET, PATCH, DELETE for this path, found PUT"},
	} {
		test.request.Expect().Status(test.status).JSON().Path("$.error.message").IsEqual(test.want)
	}
}
