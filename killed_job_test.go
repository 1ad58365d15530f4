package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

// What the control listener has answered about the job and the clock is so after a kill: a job that was deleted stays so, one that
// was created has its id, and the time does not go back.
func TestAJobThatWasDeletedStaysDeleted(t *testing.T) {
	executable, state := build(t), filepath.Join(t.TempDir(), "state.db")
	url, token := served(t)
	var p *process
	again := func() (jobs *httpexpect.Expect, base string) {
		if p != nil {
			p.kill()
		}
		p = launchSimulation(t, executable, "--target", url, "--token-file", token, "--control-token-file", token, "--generate", "3", "--state", state)
		base, _, _ = strings.Cut(p.url, "/v1.0/")
		return httpexpect.Default(t, base).Builder(func(r *httpexpect.Request) { r.WithHeader("Authorization", "Bearer a-token-for-this-test") }),
			strings.TrimPrefix(p.url, base)
	}
	ids := func(e *httpexpect.Expect, path string) []any {
		jobs, _, _ := strings.Cut(path, "/jobs")
		return e.GET(jobs + "/jobs").Expect().Status(http.StatusOK).JSON().Path("$.value[*].id").Array().Raw()
	}
	e, _ := again()
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "39m"}).Expect().Status(http.StatusOK)
	e, path := again()
	e.GET("/clock").Expect().JSON().Object().HasValue("now", "2026-03-02T08:39:00Z")
	old := ids(e, path)
	assert.Len(t, old, 1)
	e.DELETE(path).Expect().Status(http.StatusNoContent)

	e, path = again()
	assert.True(t, strings.HasSuffix(path, "/jobs"), path)
	assert.Empty(t, ids(e, path))
	created := e.POST(path).WithJSON(map[string]any{"templateId": "scim"}).Expect().Status(http.StatusCreated).JSON().Path("$.id").String().Raw()
	assert.NotContains(t, old, created)
	assert.Equal(t, old[0].(string)[:len("scim.")+32], created[:len("scim.")+32], "the tenant's")

	e, path = again()
	assert.Equal(t, []any{created}, ids(e, path))
	e.GET(path).Expect().Status(http.StatusOK).JSON().Path("$.status.code").IsEqual("NotRun")
	e.POST(path + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	e.GET(path).Expect().JSON().Path("$.status.lastExecution.countExports").IsEqual(0) // everybody is there already
	p.kill()
}
