package control_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

const jobsPath = "/beta/servicePrincipals/sp1/synchronization/jobs"

// The steps by which Microsoft replaces a job by a new one (application-provisioning-config-problem-scim-compatibility) work: the
// old one is deleted with all that it knew, the new one begins from the template, and finds everybody again.
func TestAJobIsReplaced(t *testing.T) {
	e, asked := open(t)
	user := e.POST("/beta/users").WithJSON(map[string]any{"userPrincipalName": "ann@x"}).Expect().Status(http.StatusCreated).
		JSON().Path("$.id").String().Raw()
	e.POST("/beta/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": user}).Expect().Status(http.StatusCreated)
	old := e.GET(jobsPath).Expect().Status(http.StatusOK).JSON().Path("$.value[0].id").String().Raw()
	schema := e.GET(jobsPath + "/" + old + "/schema").Expect().Status(http.StatusOK).JSON().Raw()
	e.POST(jobsPath + "/" + old + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	assert.Contains(t, *asked, "POST /Users")

	e.DELETE(jobsPath + "/" + old).Expect().Status(http.StatusNoContent)
	e.GET(jobsPath).Expect().Status(http.StatusOK).JSON().Path("$.value").IsEqual([]any{})
	e.GET("/metrics").Expect().Body().Contains("\nentrasim_job_status{code=\"NotConfigured\"} 1\n").Contains("\nentrasim_linked_objects{type=\"User\"} 0\n")
	for _, gone := range []string{"", "/start", "/restart", "/provisionOnDemand", "/schema"} {
		method := http.MethodPost
		if gone == "" || gone == "/schema" {
			method = http.MethodGet
		}
		e.Request(method, jobsPath+"/"+old+gone).Expect().Status(http.StatusNotFound).JSON().Path("$.error.message").
			IsEqual("expected the id of the application's job, which has none, found \"" + old + "\"")
	}
	count := len(*asked)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "2h"}).Expect().Status(http.StatusOK)
	assert.Len(t, *asked, count, "nobody provisions")

	job := e.POST(jobsPath).WithJSON(map[string]any{"templateId": "scim"}).Expect().Status(http.StatusCreated).JSON().Object()
	job.HasValue("id", "job2").HasValue("templateId", "scim")
	job.Value("schedule").Object().HasValue("state", "Disabled")
	job.Value("status").Object().HasValue("code", "NotRun").HasValue("lastExecution", nil)
	e.PUT(jobsPath + "/job2/schema").WithJSON(schema).Expect().Status(http.StatusNoContent)
	e.POST(jobsPath + "/job2/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	assert.Contains(t, (*asked)[count:], "GET /Users")
	rows := e.GET("/beta/auditLogs/provisioning").Expect().Status(http.StatusOK).JSON()
	rows.Object().Value("@odata.context").String().Contains("/beta/")
	rows.Path("$.value[*].jobId").Array().ContainsAll("job2", old)
	rows.Path("$.value[0].action").NotNull()
}

// A script that creates the job, or finds that it is there, can tell one from the other.
func TestThereIsOneJob(t *testing.T) {
	e, _ := open(t)
	e.POST(jobsPath + "/").WithJSON(map[string]any{"templateId": "scim"}).Expect().Status(http.StatusConflict).JSON().Path("$.error").
		IsEqual(map[string]any{"code": "Conflict", "message": `expected an application without a job, found one that has "job1": GET or DELETE that`})
	for templateID, want := range map[string]string{
		"":             `templateId: expected scim, the template that this application has, found ""`,
		"slack":        `templateId: expected scim, the template that this application has, found "slack"`,
		"customappsso": `templateId: expected scim, the template that this application has, found "customappsso", whose jobs of 2018 are not simulated`,
	} {
		e.POST(jobsPath).WithJSON(map[string]any{"templateId": templateID}).Expect().Status(http.StatusBadRequest).
			JSON().Path("$.error.message").IsEqual(want)
	}
	e.GET(jobsPath + "/job9").Expect().Status(http.StatusNotFound).JSON().Path("$.error.message").
		IsEqual(`expected the id of the application's job, job1, found "job9"`)
	e.GET(jobsPath).WithQuery("$filter", "templateId eq 'x'").Expect().Status(http.StatusBadRequest)
}

// The template is what the job began with, whatever became of its mapping.
func TestTemplates(t *testing.T) {
	e, _ := open(t)
	const path = "/v1.0/servicePrincipals/sp1/synchronization/templates"
	template := e.GET(path).Expect().Status(http.StatusOK).JSON().Path("$.value[0]").Object()
	template.HasValue("id", "scim").HasValue("applicationId", "app1").HasValue("default", true).HasValue("factoryTag", "CustomSCIM")
	e.GET(path + "/scim").Expect().Status(http.StatusOK).JSON().IsEqual(template.Raw())
	e.GET(path + "/scim/schema").Expect().Status(http.StatusOK).JSON().IsEqual(template.Value("schema").Raw())
	e.GET(jobPath + "/schema").Expect().Status(http.StatusOK).JSON().IsEqual(template.Value("schema").Raw())
	e.GET(path + "/slack").Expect().Status(http.StatusNotFound)
}
