package steps_test

import (
	"context"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/steps"
)

// TestLegalHTTP2: a service provider that speaks HTTP/2 over TLS is judged as any other, through HTTP/2.
func TestLegalHTTP2(t *testing.T) {
	profile, err := fixtures.LoadProfile("entra")
	require.NoError(t, err)
	const token = "scim-token-of-the-test"
	var next http.Handler
	var older atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor < 2 {
			older.Add(1)
		}
		next.ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	next, err = reference.New(reference.Options{Profile: profile, Token: token, BaseURL: server.URL})
	require.NoError(t, err)

	authority := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(authority, block, 0o600))
	target, err := steps.NewExternal(steps.ExternalOptions{URL: server.URL + profile.BasePath, Token: token, CAFile: authority})
	require.NoError(t, err)
	selected, err := steps.ParsePatterns([]string{"connection/empty_list", "creation/post", "updates/rename", "groups/members"})
	require.NoError(t, err)
	report, err := steps.Run(context.Background(), steps.Config{Target: target, Profile: profile, Seed: 1, Parallel: 2, Run: selected})
	require.NoError(t, err)
	requireGreen(t, report)
	assert.Zero(t, older.Load(), "requests that were not HTTP/2")
}
