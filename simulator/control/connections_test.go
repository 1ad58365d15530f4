package control_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A link is shown by either of its ids, and broken while the job is paused, after which the user is matched again.
func TestObjectConnections(t *testing.T) {
	e, asked := open(t)
	id := e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "displayName": "Ann"}).
		Expect().Status(http.StatusCreated).JSON().Path("$.id").String().Raw()
	e.POST("/v1.0/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": id}).Expect().Status(http.StatusCreated)
	connection := func(version, id string) string {
		return "/" + version + jobPath[len("/v1.0"):] + "/objectConnections('" + id + "')"
	}
	e.GET(connection("beta", id)).Expect().Status(http.StatusNotFound)
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)

	shown := e.GET(connection("beta", id)).Expect().Status(http.StatusOK).JSON().Object()
	target := shown.Value("targetAnchor").String().NotEmpty().Raw()
	shown.IsEqual(map[string]any{
		"objectId": id, "sourceAnchor": id, "targetAnchor": target, "displayName": "Ann", "objectTypeName": "user",
	})
	e.GET(connection("v1.0", target)).Expect().Status(http.StatusOK).JSON().Object().HasValue("sourceAnchor", id)

	e.DELETE(connection("beta", id)).Expect().Status(http.StatusConflict).JSON().Path("$.error.message").String().Contains("paused")
	e.POST(jobPath + "/pause").Expect().Status(http.StatusNoContent)
	e.DELETE(connection("beta", target)).Expect().Status(http.StatusNoContent)
	e.DELETE(connection("beta", target)).Expect().Status(http.StatusNoContent)
	e.GET(connection("beta", id)).Expect().Status(http.StatusNotFound)
	created := len(*asked)
	parameters := []any{map[string]any{"ruleId": "r", "subjects": []any{map[string]any{"objectId": id, "objectTypeName": "User"}}}}
	e.POST(jobPath + "/provisionOnDemand").WithJSON(map[string]any{"parameters": parameters}).Expect().Status(http.StatusOK)
	assert.Contains(t, (*asked)[created:], "POST /Users", "the target shows nobody")

	e.GET(jobPath + "/objectConnections").Expect().Status(http.StatusBadRequest).JSON().Path("$.error.message").String().Contains("not listed")
	e.GET(jobPath + "/nothing").Expect().Status(http.StatusNotFound)
}
