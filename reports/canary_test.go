package reports

import (
	"bytes"
	"net/http"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// TestNoSecretSurvivesAnyWriter puts a canary wherever a target can make it turn up, redacts as the recorder does, and
// looks for it in everything that is written.
func TestNoSecretSurvivesAnyWriter(t *testing.T) {
	redactor := NewRedactor(secret)
	r := sample()
	for _, spelt := range spellings(t) {
		for _, outcome := range []Outcome{Warned, KnownFailure, Blocked, Failed, Errored} {
			echoed := Exchange{
				Number: 1, Error: "proxy said " + spelt,
				Request: Request{
					Method: "POST", URL: "https://x/Users?token=" + spelt, Body: spelt,
					Header: http.Header{"Authorization": {"Bearer " + secret}, "X-Echo": {spelt}},
				},
				Response: &Response{
					Status: 401, Header: http.Header{"Set-Cookie": {spelt}, "X-Echo": {spelt}},
					Body: `{"detail":"` + spelt + `"}`,
				},
			}
			dropped := echoed
			dropped.Response = nil
			dropped.Number = 2
			r.Results = append(r.Results, redactor.Result(Result{
				Area: "canary", File: "canary/canary.feature", Outcome: outcome, Reason: spelt,
				Findings: []Finding{
					{
						Requirement: "A", Level: features.Must, Step: spelt, Expected: spelt, Actual: spelt,
						Cause: spelt, Exchange: 1,
					},
					{Requirement: "B", Level: features.Should, Step: spelt, Expected: spelt, Actual: spelt, Exchange: 2},
				},
				Exchanges: []Exchange{echoed, dropped},
			}))
		}
	}
	for name, text := range renderings(t, r) {
		for spelling, spelt := range spellings(t) {
			assert.NotContains(t, text, spelt, "%s has the secret as %s", name, spelling)
		}
		assert.NotContains(t, text, "s3cr3t", name)
	}
}

// TestForgottenHeadersDoNotSurvive holds for a recorder that redacts nothing: credential headers are no writer's to show.
func TestForgottenHeadersDoNotSurvive(t *testing.T) {
	const canary = "canary-7f3a9c21"
	r := sample()
	for i := range r.Results {
		for j := range r.Results[i].Exchanges {
			e := &r.Results[i].Exchanges[j]
			e.Request.Header = http.Header{
				"Authorization": {"Bearer " + canary}, "Cookie": {canary}, "Proxy-Authorization": {canary},
			}
			if e.Response != nil {
				e.Response.Header = http.Header{"Set-Cookie": {canary}}
			}
		}
	}
	for name, text := range renderings(t, r) {
		assert.NotContains(t, text, canary, name)
	}
	assert.Equal(t, "Bearer "+canary, r.Results[1].Exchanges[1].Request.Header.Get("Authorization"),
		"the writers work on copies")
}

// renderings gives everything that this package can make of a report, the files on disk included.
func renderings(t *testing.T, r *Report) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, options := range map[string]ConsoleOptions{
		"console": {}, "console -v": {Verbosity: 1}, "console -vv": {Verbosity: 2, Color: true, Strict: true},
	} {
		var b bytes.Buffer
		require.NoError(t, r.WriteConsole(&b, options))
		texts[name] = b.String()
	}
	paths, err := Write(t.TempDir(), r)
	require.NoError(t, err)
	require.Len(t, paths, len(formats))
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		texts[path] = string(text)
	}
	return texts
}
