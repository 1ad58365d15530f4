package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

const interruptToken = "a-token-for-this-test"

// provider is a reference server of the real executable with one user who is nobody's business, behind a proxy that can
// stop a run at a chosen create.
type provider struct {
	server *process
	// at is the tenant URL through the proxy, token the file with its token.
	at, token string
	// strike is called when the create with the number of strikeAt has been done, before its answer goes back.
	strikeAt atomic.Int64
	strike   func()
}

func startProvider(t *testing.T, executable string) *provider {
	t.Helper()
	p := &provider{token: write(t, interruptToken)}
	p.server = launch(t, executable, "--token-file", p.token)
	t.Cleanup(p.server.kill)
	assert.Equal(t, http.StatusCreated, p.send(t, http.MethodPost, "/Users", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"somebody@contoso.example"}`).status)
	base, err := url.Parse(p.server.url)
	require.NoError(t, err)
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = base.Scheme, base.Host, base.Host
	}, ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }}
	var creates atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		forward.ServeHTTP(w, r)
		if r.Method == http.MethodPost && creates.Add(1) == p.strikeAt.Load() {
			p.strike()
		}
	}))
	t.Cleanup(proxy.Close)
	p.at = proxy.URL + base.Path
	return p
}

type providerAnswer struct {
	status int
	body   []byte
}

func (p *provider) send(t *testing.T, method, path, body string) providerAnswer {
	t.Helper()
	req, err := http.NewRequest(method, p.server.url+path, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+interruptToken)
	req.Header.Set("Content-Type", "application/scim+json")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return providerAnswer{resp.StatusCode, text}
}

// userNames are those of all users whom the server has.
func (p *provider) userNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, r := range gjson.GetBytes(p.send(t, http.MethodGet, "/Users?count=100", "").body, "Resources").Array() {
		names = append(names, r.Get("userName").String())
	}
	return names
}

// stopped runs verify until a create, and ends it there with a signal.
func (p *provider) stopped(t *testing.T, executable, dir string, create int64, signal os.Signal) (status int, stdout string) {
	t.Helper()
	var out bytes.Buffer
	verify := exec.Command(executable, "verify", "--target", p.at, "--token-file", p.token, "--report", dir)
	verify.Stdout = &out
	started := make(chan *os.Process, 1)
	p.strike = func() { assert.NoError(t, (<-started).Signal(signal)) }
	p.strikeAt.Store(create)
	require.NoError(t, verify.Start())
	started <- verify.Process
	require.Error(t, verify.Wait(), "the run was not stopped")
	return verify.ProcessState.ExitCode(), out.String()
}

func TestInterruptFinishesCleanUpAndWritesTheReport(t *testing.T) {
	executable := build(t)
	p, dir := startProvider(t, executable), t.TempDir()
	status, stdout := p.stopped(t, executable, dir, 40, syscall.SIGINT)
	assert.Equal(t, 2, status, "not everything was looked at")
	assert.Contains(t, stdout, "the run was interrupted")
	text, err := os.ReadFile(filepath.Join(dir, "report.json"))
	require.NoError(t, err)
	assert.True(t, json.Valid(text))
	assert.FileExists(t, filepath.Join(dir, "junit.xml"))
	assert.Equal(t, []string{"somebody@contoso.example"}, p.userNames(t))
}

func TestCleanupAfterKill(t *testing.T) {
	executable := build(t)
	for _, create := range []int64{1, 9, 62} { // in the trial before the first scenario, and later; the server's answer was never seen
		p, dir := startProvider(t, executable), t.TempDir()
		_, _ = p.stopped(t, executable, dir, create, syscall.SIGKILL)
		names := p.userNames(t)
		require.Greater(t, len(names), 1, "a killed run leaves something")
		assert.NoFileExists(t, filepath.Join(dir, "report.json"))

		status, stdout, stderr := entrasim(t, "cleanup", "--report", dir, "--dry-run")
		assert.Equal(t, 1, status, stderr)
		for _, name := range names[1:] {
			assert.Contains(t, stdout, name)
		}
		assert.NotContains(t, stdout, "somebody")
		assert.Equal(t, names, p.userNames(t), "a dry run changes nothing")

		status, stdout, stderr = entrasim(t, "cleanup", "--report", dir, "--token-file", p.token)
		assert.Equal(t, 0, status, stdout+stderr)
		assert.Contains(t, stdout, "nothing left")
		assert.Equal(t, []string{"somebody@contoso.example"}, p.userNames(t), "exactly what was created is gone")

		status, _, _ = entrasim(t, "cleanup", "--report", dir, "--token-file", p.token)
		assert.Equal(t, 0, status, "once more changes nothing")
	}
}

func TestCleanupTouchesNothingElse(t *testing.T) {
	executable := build(t)
	p, dir := startProvider(t, executable), t.TempDir()
	somebody := gjson.GetBytes(p.send(t, http.MethodGet, "/Users", "").body, "Resources.0.id").String()
	ledger := filepath.Join(dir, "ledger-es1.ndjson")
	header := `{"prefix":"es12345-","target":"` + p.server.url + `"}` + "\n"
	for _, row := range []struct{ name, ledger, says string }{
		{"a user of another name", header + `{"number":1,"collection":"` + p.server.url + `/Users","name":"es12345-ann","id":"` + somebody + `"}` + "\n", "somebody@contoso.example"},
		{"another host", header + `{"number":1,"collection":"http://127.0.0.1:1/Users","name":"es12345-ann","id":"7"}` + "\n", "expected things below " + p.server.url},
		{"no header", `{"number":1,"collection":"x"}` + "\n", "expected the run's prefix and target"},
		{"no JSON", header + "oops\n", ledger + ":2: expected a thing"},
		{"a number that is missing", header + `{"number":7,"collection":"x"}` + "\n", "expected the number 1 or a lower one, found 7"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NoError(t, os.WriteFile(ledger, []byte(row.ledger), 0o600))
			status, stdout, stderr := entrasim(t, "cleanup", ledger, "--token-file", p.token)
			assert.Equal(t, 2, status)
			assert.Contains(t, stdout+stderr, row.says)
			assert.NotContains(t, stdout+stderr, interruptToken)
			assert.Equal(t, []string{"somebody@contoso.example"}, p.userNames(t))
		})
	}
	t.Run("a line that the kill cut off", func(t *testing.T) {
		require.NoError(t, os.WriteFile(ledger, []byte(header+`{"number":1,"coll`), 0o600))
		status, stdout, stderr := entrasim(t, "cleanup", ledger, "--token-file", p.token)
		assert.Equal(t, 0, status, stderr)
		assert.Contains(t, stdout, "nothing left")
	})
	status, _, stderr := entrasim(t, "cleanup", "--report", t.TempDir())
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "found none")
}
