package control_test

import (
	"net/http"
	"testing"
)

// The job has the members that Graph's has, before its first run and after one.
func TestTheJobIsGraphs(t *testing.T) {
	e, _ := open(t)
	job := e.GET(jobPath).Expect().Status(http.StatusOK).JSON().Object()
	job.Value("schedule").IsEqual(map[string]any{"expiration": nil, "interval": "P10675199DT2H48M5.4775807S", "state": "Disabled"})
	job.Value("synchronizationJobSettings").IsEqual([]any{})
	status := job.Value("status").Object()
	status.HasValue("code", "NotRun").HasValue("lastExecution", nil).HasValue("escrowsPruned", false).HasValue("quarantine", nil).
		HasValue("steadyStateFirstAchievedTime", "0001-01-01T00:00:00Z").HasValue("troubleshootingUrl", nil).
		HasValue("progress", []any{}).HasValue("countSuccessiveCompleteFailures", 0)

	user := e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "mail": "ann@x"}).
		Expect().Status(http.StatusCreated).JSON().Path("$.id").String().Raw()
	e.POST("/v1.0/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": user}).Expect().Status(http.StatusCreated)
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	job = e.GET(jobPath).Expect().Status(http.StatusOK).JSON().Object()
	job.Value("schedule").IsEqual(map[string]any{"expiration": nil, "interval": "PT40M", "state": "Active"})
	job.HasValue("nextRun", "2026-03-02T08:40:00Z").HasValue("running", nil)
	status = job.Value("status").Object()
	status.HasValue("steadyStateLastAchievedTime", "2026-03-02T08:00:00Z").HasValue("synchronizedEntryCountByType",
		[]any{map[string]any{"key": "User to urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": 1}})
	for _, execution := range []string{"lastExecution", "lastSuccessfulExecution", "lastSuccessfulExecutionWithExports"} {
		status.Value(execution).Object().HasValue("state", "Succeeded").HasValue("countExported", 1).
			HasValue("error", nil).HasValue("timeBegan", "2026-03-02T08:00:00Z")
	}

	e.POST(jobPath + "/pause").Expect().Status(http.StatusNoContent)
	e.GET(jobPath).Expect().JSON().Path("$.schedule").IsEqual(map[string]any{"expiration": nil, "interval": "PT40M", "state": "Paused"})
}
