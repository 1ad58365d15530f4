package steps_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

func TestHandlerIsJudged(t *testing.T) {
	_, start := referenceServer(t, "entra")
	service, err := start()
	require.NoError(t, err)
	target := steps.NewHandler(service.SCIM, service.BasePath, service.Token)
	report := steps.Test(t, steps.Config{Target: target, Run: patterns(t, "deactivation", "connection"), Seed: 1, Parallel: 4})
	require.NotNil(t, report)
	assert.Equal(t, "entra", report.Profile)
	assert.Equal(t, reports.Target{URL: "http://handler.invalid/scim/v2"}, report.Target)
	assert.Greater(t, report.Count(reports.Passed), 30)
	assert.Empty(t, report.Cleanup.Left)
}

// judgeFaulty is set in the process that TestFaultsAreErrorsOfSubtests starts.
const judgeFaulty = "ENTRASIM_JUDGE_FAULTY"

// TestFaultsAreErrorsOfSubtests looks from outside at a go test which judges a faulty server.
func TestFaultsAreErrorsOfSubtests(t *testing.T) {
	if os.Getenv(judgeFaulty) != "" {
		_, start := referenceServer(t, "entra", "D-078", "D-003")
		service, err := start()
		require.NoError(t, err)
		steps.Test(t, steps.Config{Target: steps.NewHandler(service.SCIM, service.BasePath, service.Token),
			Run: patterns(t, "deactivation/active_forms:*", "connection/discovery:*"), Seed: 1})
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestFaultsAreErrorsOfSubtests$", "-test.v")
	cmd.Env = append(os.Environ(), judgeFaulty+"=1")
	out, err := cmd.CombinedOutput()
	require.Error(t, err, "the test of a faulty server passed")
	said := string(out)
	assert.Contains(t, said, `--- FAIL: TestFaultsAreErrorsOfSubtests/deactivation/active_forms:Replace_of_active_with_"False"`)
	assert.Contains(t, said, "MS-SCIM-12, Must (Microsoft Learn")
	assert.Contains(t, said, `expected     active false`)
	assert.Contains(t, said, "curl -X PATCH")
	assert.Contains(t, said, "--- PASS: TestFaultsAreErrorsOfSubtests/connection/discovery:the_service_provider_configuration", "a Should is logged")
	assert.Contains(t, said, "warned  connection/discovery.feature")
	assert.NotContains(t, said, "scim-token-of-the-test")
}

func TestNothingLearntFailsTheTest(t *testing.T) {
	_, err := steps.Run(context.Background(), steps.Config{Target: steps.NewHandler(http.NotFoundHandler(), "", "x"), Run: patterns(t, "nobody")})
	assert.ErrorContains(t, err, "nobody")
}

func TestExplainIsSafeToPrint(t *testing.T) {
	r := reports.Result{Outcome: reports.Failed, File: "a/b.feature", Line: 3, Scenario: "s\x1b[31m", Reason: "r\x1b]0;x\x07"}
	assert.NotContains(t, r.Explain(), "\x1b")
	assert.True(t, bytes.HasPrefix([]byte(r.Explain()), []byte("failed  a/b.feature:3")), r.Explain())
}

func patterns(t *testing.T, texts ...string) *steps.Patterns {
	t.Helper()
	p, err := steps.ParsePatterns(texts)
	require.NoError(t, err)
	return p
}
