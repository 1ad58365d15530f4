package steps_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

const canary = "canary-token-7f3a9c51e2"

// external judges a server on loopback as a vendor's endpoint, and gives the report with what the folder holds.
func external(t *testing.T, url string, change func(*steps.Config)) (*reports.Report, string, error) {
	t.Helper()
	target, err := steps.NewExternal(steps.ExternalOptions{URL: url, Token: canary})
	require.NoError(t, err)
	profile, err := fixtures.LoadProfile("entra")
	require.NoError(t, err)
	dir := t.TempDir()
	c := steps.Config{Target: target, Profile: profile, Seed: 1, ReportDir: dir, Timeout: 5 * time.Second}
	if change != nil {
		change(&c)
	}
	report, err := steps.Run(context.Background(), c)
	if report != nil {
		_, writeErr := reports.Write(dir, report)
		require.NoError(t, writeErr)
	}
	return report, dir, err
}

// TestMisbehavingEndpoints: an endpoint that was reached and does not speak SCIM does not conform, is never the harness's
// error, and the reason is in words.
func TestMisbehavingEndpoints(t *testing.T) {
	for _, row := range []struct {
		name    string
		handler http.HandlerFunc
		says    string
	}{
		{"HTML instead of JSON", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<html><title>Welcome</title></html>")
		}, "HTML"},
		{"500 on everything", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
		}, "500"},
		{"truncated JSON", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/scim+json")
			_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:api:mess`)
		}, "JSON"},
		{"a body shorter than announced", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{`)
		}, "broke off"},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example/", http.StatusFound)
		}, "302"},
		{"an endless body", func(w http.ResponseWriter, _ *http.Request) {
			for err := error(nil); err == nil; {
				_, err = w.Write(bytes.Repeat([]byte("[ "), 64<<10))
			}
		}, "MiB"},
		{"a closed connection", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_ = conn.Close()
			}
		}, "broke off"},
		{"401 on everything", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
		}, "401"},
		{"the token in every answer", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Echo", r.Header.Get("Authorization"))
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"detail":"you sent `+r.Header.Get("Authorization")+`"}`)
		}, "400"},
	} {
		t.Run(row.name, func(t *testing.T) {
			server := httptest.NewServer(row.handler)
			defer server.Close()
			report, dir, err := external(t, server.URL, func(c *steps.Config) {
				c.Run, _ = steps.ParsePatterns([]string{"connection/test_connection", "creation/assigned_user", "deactivation/disable"})
			})
			require.NoError(t, err)
			assert.Equal(t, 1, report.ExitStatus(false), "reached and at fault")
			assert.Zero(t, report.Count(reports.Errored), "the fault is not the harness's")
			var console strings.Builder
			require.NoError(t, report.WriteConsole(&console, reports.ConsoleOptions{Verbosity: 2}))
			assert.Contains(t, console.String(), row.says)
			assert.NotContains(t, console.String(), canary)
			assertNoCanary(t, dir)
		})
	}
}

func assertNoCanary(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		assert.NotContains(t, string(text), canary, f)
	}
}

// A wrong token is one cause, and the features about the connection still say what they can.
func TestRefusedToken(t *testing.T) {
	profile, start := referenceServer(t, "entra")
	report, err := steps.Run(context.Background(), steps.Config{Profile: profile, Seed: 1, Parallel: 2,
		Target: steps.NewEmbedded(func() (steps.Service, error) {
			s, err := start()
			s.Token = "another-token-than-that"
			return s, err
		})})
	require.NoError(t, err)
	assert.Equal(t, 1, report.ExitStatus(false))
	passed := 0
	for _, r := range report.Results {
		if r.Area != "connection" {
			assert.Equal(t, reports.Blocked, r.Outcome, r.Name())
		} else if r.Outcome == reports.Passed {
			passed++
		}
	}
	assert.Greater(t, passed, 10)
	cause := report.Causes()[0]
	assert.Contains(t, cause.Text, "refuses the token with 401")
	assert.Greater(t, len(cause.Scenarios), 100)
}

// A hanging endpoint takes one time-out to recognise, not one for each request.
func TestHangingEndpoint(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer server.Close()
	defer close(release)
	report, _, err := external(t, server.URL, func(c *steps.Config) { c.Timeout = 50 * time.Millisecond })
	require.NoError(t, err)
	assert.Equal(t, 1, report.ExitStatus(false))
	assert.Equal(t, len(report.Results), report.Count(reports.Blocked))
	assert.Len(t, report.Causes(), 1, "one cause for everything")
	assert.Contains(t, report.Results[0].Reason, "does not answer")
}

// Without a connection nothing is learnt: an error, and no report.
func TestUnreachableEndpoints(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()

	for _, row := range []struct{ name, url, says string }{
		{"refused", closed, "is the service provider running?"},
		{"unknown authority", secure.URL, "--ca-file"},
		{"no TLS there", strings.Replace(plain.URL, "http:", "https:", 1), "without TLS"},
		{"unknown name", "http://no-such-host.localhost.invalid", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.name == "unknown name" {
				_, err := steps.NewExternal(steps.ExternalOptions{URL: row.url})
				assert.ErrorContains(t, err, "--allow-writes", "another machine needs consent before anything else")
				return
			}
			report, _, err := external(t, row.url, nil)
			assert.Nil(t, report)
			assert.ErrorContains(t, err, row.says)
		})
	}
}

// What may be a password in the address of a target is in no message.
func TestAddressesThatAreNoneAreNotShownWithTheirPassword(t *testing.T) {
	for _, address := range []string{"https://user:canary@h:port/scim", "https://user:canary@h/%zz", "user:canary@h/scim", "https://user:canary@h/scim"} {
		_, err := steps.NewExternal(steps.ExternalOptions{URL: address})
		require.ErrorContains(t, err, "target: expected a URL", address)
		assert.NotContains(t, err.Error(), "canary")
	}
}

// A service provider that fails every create is reported with one cause and many scenarios blocked by it.
func TestRefusedCreatesBlockTheRest(t *testing.T) {
	profile, start := referenceServer(t, "entra")
	service, err := start()
	require.NoError(t, err)
	refuse := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.Header().Set("Content-Type", "application/scim+json")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"no"}`)
			return
		}
		service.SCIM.ServeHTTP(w, r)
	})
	report, err := steps.Run(context.Background(), steps.Config{Profile: profile, Seed: 1, Parallel: 2,
		Target: steps.NewEmbedded(func() (steps.Service, error) {
			s := service
			s.SCIM = refuse
			return s, nil
		})})
	require.NoError(t, err)
	assert.Greater(t, report.Count(reports.Blocked), 40)
	assert.Zero(t, report.Count(reports.Errored))
	cause := report.Causes()[0]
	assert.Greater(t, len(cause.Scenarios), 40)
	assert.Contains(t, cause.Text, "POST /Users and POST /Groups are answered with 400 invalidValue")
}
