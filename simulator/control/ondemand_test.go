package control_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A group is provisioned on demand with Graph's body, and what does not fit is told in a sentence.
func TestAGroupOnDemand(t *testing.T) {
	e, asked := open(t)
	create := func(path string, attributes map[string]any) string {
		return e.POST(path).WithJSON(attributes).Expect().Status(http.StatusCreated).JSON().Path("$.id").String().Raw()
	}
	ann := create("/v1.0/users", map[string]any{"userPrincipalName": "ann@x", "mail": "ann@x"})
	staff := create("/v1.0/groups", map[string]any{"displayName": "staff"})
	e.POST("/v1.0/groups/" + staff + "/members/$ref").WithJSON(map[string]any{"@odata.id": "https://graph.microsoft.com/v1.0/users/" + ann}).
		Expect().Status(http.StatusNoContent)
	for _, id := range []string{ann, staff} {
		e.POST("/v1.0/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": id}).Expect().Status(http.StatusCreated)
	}
	demand := func(subject map[string]any, status int) string {
		parameters := []any{map[string]any{"ruleId": "r", "subjects": []any{subject}}}
		return e.POST(jobPath + "/provisionOnDemand").WithJSON(map[string]any{"parameters": parameters}).Expect().Status(status).Body().Raw()
	}
	member := func(id, typ string) map[string]any {
		return map[string]any{"members": []any{map[string]any{"objectId": id, "objectTypeName": typ}}}
	}
	demand(map[string]any{"objectId": ann, "objectTypeName": "User"}, http.StatusOK)
	answer := demand(map[string]any{"objectId": staff, "objectTypeName": "Group", "links": member(ann, "User")}, http.StatusOK)
	assert.Contains(t, answer, `\"result\":\"Success\"`)
	assert.Contains(t, *asked, "POST /Groups")
	assert.Regexp(t, "^PATCH /Groups/", (*asked)[len(*asked)-1])

	oldest := e.GET("/v1.0/auditLogs/provisioning").WithQuery("$orderby", "activityDateTime asc").Expect().Status(http.StatusOK).
		JSON().Path("$.value[*].id").Array().Raw()
	assert.Greater(t, len(oldest), 1)
	slices.Reverse(oldest)
	e.GET("/v1.0/auditLogs/provisioning").Expect().JSON().Path("$.value[*].id").IsEqual(oldest)
	e.GET("/v1.0/auditLogs/provisioning").WithQuery("$orderby", "jobId").Expect().Status(http.StatusBadRequest)

	assert.Contains(t, demand(map[string]any{"objectId": ann, "objectTypeName": "Device"}, http.StatusBadRequest), "expected User or Group")
	assert.Contains(t, demand(map[string]any{"objectId": ann, "links": member(ann, "User")}, http.StatusBadRequest), "with a Group only")
	assert.Contains(t, demand(map[string]any{"objectId": staff, "objectTypeName": "Group", "links": member(ann, "Device")}, http.StatusBadRequest),
		"expected objectTypeName User or Group")
	assert.Contains(t, demand(map[string]any{"objectId": staff, "objectTypeName": "Group", "links": member("nobody", "User")}, http.StatusBadRequest),
		"expected ids of direct members of the group")
	demand(map[string]any{"objectId": "nothing", "objectTypeName": "group"}, http.StatusNotFound)
	for range 5 { // more than are left
		e.POST(jobPath + "/provisionOnDemand").WithJSON(map[string]any{"parameters": []any{map[string]any{"subjects": []any{map[string]any{"objectId": ann}}}}}).Expect()
	}
	assert.Contains(t, demand(map[string]any{"objectId": ann}, http.StatusTooManyRequests), "which stands still until it is turned")
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "10s"}).Expect().Status(http.StatusOK)
	demand(map[string]any{"objectId": ann}, http.StatusOK)
}
