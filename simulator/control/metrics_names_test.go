package control_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The metrics keep to Prometheus' own rules of names, types and help texts, and have a series for each code of a status, so that a
// change of it is a change of values.
func TestMetricsAreAsPrometheusWantsThem(t *testing.T) {
	e, _ := open(t)
	for _, state := range []string{"NotRun", "Active", "Paused"} {
		switch state {
		case "Active":
			e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
			e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
		case "Paused":
			e.POST(jobPath + "/pause").Expect().Status(http.StatusNoContent)
		}
		text := e.GET("/metrics").Expect().Status(http.StatusOK).Body().Raw()
		problems, err := promlint.New(strings.NewReader(text)).Lint()
		require.NoError(t, err)
		assert.Empty(t, problems)
		for _, code := range []string{"NotConfigured", "NotRun", "Active", "Paused", "Quarantine"} {
			value := "0"
			if code == state {
				value = "1"
			}
			assert.Contains(t, text, "\nentrasim_job_status{code=\""+code+"\"} "+value+"\n")
		}
	}
}
