package steps_test

import (
	"context"
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// beyondEq are filters with more than eq and and.
var beyondEq = regexp.MustCompile(`(?i) (?:ne|co|sw|ew|gt|ge|lt|le) | pr\b| or |not \(|\[`)

// declining answers filters beyond eq with a body of its own.
func declining(status int, body string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if f := r.URL.Query().Get("filter"); beyondEq.MatchString(f) && r.Header.Get("Authorization") != "" {
				w.Header().Set("Content-Type", "application/scim+json")
				w.WriteHeader(status)
				_, _ = w.Write([]byte(body))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// TestRefusedFilters: who refuses an operator in the standard's words is warned, who refuses in others or answers wrongly
// fails (RFC 7644, 3.4.2.2).
func TestRefusedFilters(t *testing.T) {
	for _, c := range []struct {
		name, body string
		status     int
		want       reports.Outcome
	}{
		{"in the standard's words", `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidFilter","detail":"the operator is not supported"}`, 400, reports.Warned},
		{"without a scimType", `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"no"}`, 400, reports.Warned},
		{"with a page for people", `<html>Bad Request</html>`, 400, reports.Failed},
		{"with an empty list", `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}`, 200, reports.Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			profile, start := referenceServer(t, "rfc")
			selected, err := steps.ParsePatterns([]string{"protocol/operators:ne of another value", "protocol/operators:pr of a value"})
			require.NoError(t, err)
			report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(mutated(start, declining(c.status, c.body))),
				Profile: profile, Seed: 1, Parallel: 1, Run: selected})
			require.NoError(t, err)
			require.NotEmpty(t, report.Results)
			for _, r := range report.Results {
				assert.Equal(t, c.want, r.Outcome, r.Name())
			}
		})
	}
}
