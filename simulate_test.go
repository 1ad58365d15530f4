package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reference"
)

func TestSimulateUntil(t *testing.T) {
	url, token := served(t)
	dir := t.TempDir()
	log, state := filepath.Join(dir, "log.ndjson"), filepath.Join(dir, "state.db")
	args := []string{
		"simulate", "--target", url, "--token-file", token, "--generate", "40", "--seed", "7", "--from", "2026-03-02T08:00:00Z",
		"--until", "24h", "--log", log, "--state", state,
	}
	status, out, progress := entrasim(t, args...)
	require.Equal(t, 0, status, progress)
	assert.Contains(t, out, "ended   2026-03-03T08:00:00Z, job Active")
	assert.Contains(t, progress, "2026-03-02 08:00")
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Equal(t, "create", gjson.GetBytes(text, "provisioningAction").String())
	row, guid := gjson.ParseBytes(text), `^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`
	for _, id := range []string{
		"tenantId", "servicePrincipal.id", "sourceSystem.id", "targetSystem.id", "targetSystem.details.ApplicationId",
	} {
		assert.Regexp(t, guid, row.Get(id).String(), id)
	}
	assert.Contains(t, row.Get("jobId").String(), strings.ReplaceAll(row.Get("tenantId").String(), "-", ""))
	assert.Equal(t, row.Get("servicePrincipal.id").String(), row.Get("targetSystem.details.ServicePrincipalId").String())
	assert.Equal(t, url, row.Get("targetSystem.details.ServicePrincipalDisplayName").String())
	for _, said := range []string{out, progress, string(text)} {
		assert.NotContains(t, said, "a-token-for-this-test")
	}

	status, out, progress = entrasim(t, args...)
	require.Equal(t, 0, status, progress)
	assert.Contains(t, out, "ended   2026-03-04T08:00:00Z", "it goes on where it stopped")
	assert.NotContains(t, progress, "exported", "there is nothing to do: everybody is there already")
}

func TestSimulateTellsOfFailures(t *testing.T) {
	url, token := served(t, "D-044") // a group without members is answered 500
	tenant := filepath.Join(t.TempDir(), "tenant.yaml")
	require.NoError(t, os.WriteFile(tenant, []byte("groups:\n  - {displayName: staff}\n"), 0o600))
	status, out, progress := entrasim(t, "simulate", "--target", url, "--token-file", token, "--tenant", tenant, "--sync-all", "--until", "40m")
	assert.Equal(t, 1, status, progress)
	assert.Contains(t, out, "1 operations wait to be tried again")
	assert.Contains(t, progress, "1 failed")
}

func TestSimulateBadInput(t *testing.T) {
	url, token := served(t)
	wrong := write(t, "another-token\n")
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no target":        {nil, "expected --target"},
		"no tenant":        {[]string{"--target", url, "--token-file", token}, "expected --tenant, --generate, or a --state file"},
		"two tenants":      {[]string{"--target", url, "--token-file", token, "--tenant", "x", "--generate", "1"}, "expected one of --tenant and --generate"},
		"missing file":     {[]string{"--target", url, "--token-file", token, "--tenant", "/nowhere/x.yaml"}, "no such file"},
		"dialect":          {[]string{"--target", url, "--token-file", token, "--generate", "1", "--dialect", "both"}, `expected default or compliant, found "both"`},
		"until":            {[]string{"--target", url, "--token-file", token, "--generate", "1", "--until", "soon"}, `until: expected a duration such as 24h`},
		"another token":    {[]string{"--target", url, "--token-file", wrong, "--generate", "1", "--until", "1h"}, "status 401"},
		"somebody else's":  {[]string{"--target", "https://scim.example.com/scim", "--token-file", token, "--generate", "1"}, "--allow-writes"},
		"negative speed":   {[]string{"--target", url, "--token-file", token, "--generate", "1", "--speed", "-1"}, "speed: expected from 0 to 1000000 simulated seconds in a real one, found -1"},
		"hardly any rate":  {[]string{"--target", url, "--generate", "1", "--rate", "0.0001"}, "rate: expected requests a second, at least 0.0003 (one an hour), or 0 for no limit, found 0.0001"},
		"no rate at all":   {[]string{"--target", url, "--generate", "1", "--rate", "NaN"}, "found NaN"},
		"no speed at all":  {[]string{"--target", url, "--token-file", token, "--generate", "1", "--speed", "NaN"}, "found NaN"},
		"no number":        {[]string{"--target", url, "--generate", "some"}, `generate: expected a whole number, found "some"`},
		"fewer than none":  {[]string{"--target", url, "--generate", "-5"}, "generate: expected 0 users or more, found -5"},
		"none at a time":   {[]string{"--target", url, "--generate", "1", "--concurrent-exports", "0"}, "concurrent-exports: expected 1 object at a time"},
		"two clocks":       {[]string{"--target", url, "--generate", "1", "--until", "1h", "--speed", "60"}, "found both"},
		"key set":          {[]string{"--target", url, "--token-file", token, "--generate", "1", "--key-set", "x"}, "key-set: expected it with Entra ID's own token"},
		"moved what":       {[]string{"--target", url, "--generate", "1", "--moved"}, "expected --state"},
		"control token":    {[]string{"--target", url, "--generate", "1", "--control-token-file", token}, "control-token-file: expected it with --control"},
		"from":             {[]string{"--target", url, "--generate", "1", "--from", "monday"}, `from: expected a time such as`},
		"no folder":        {[]string{"--target", url, "--generate", "1", "--log", "/nowhere/x.csv"}, "log: expected a folder to write to for /nowhere/x.csv"},
		"no file":          {[]string{"--target", url, "--generate", "1", "--write-tenant", t.TempDir()}, "write-tenant: open"},
		"no file of ours":  {[]string{"--target", url, "--token-file", token, "--generate", "1", "--state", token}, "state file"},
		"schema of others": {[]string{"--target", url, "--token-file", token, "--generate", "1", "--schema", token}, "schema " + token + ": synchronizationSchema: line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			status, _, said := entrasim(t, append([]string{"simulate"}, test.args...)...)
			assert.Equal(t, 2, status, said)
			assert.Contains(t, said, test.want)
			assert.NotContains(t, said, "a-token-for-this-test")
		})
	}
}

// stopping is a target that stops whoever asks it when the first request of this method has come.
func stopping(t *testing.T, method string) (ctx context.Context, url string, requests *atomic.Int64) {
	t.Helper()
	server, err := reference.New(reference.Options{Token: "a-token-for-this-test"})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	requests = new(atomic.Int64)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		if r.Method == method {
			stop()
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return ctx, s.URL + "/scim/v2", requests
}

// A simulation that is stopped before its end says so with its status, and goes on from there.
func TestSimulateIsStopped(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state.db")
	token := write(t, "a-token-for-this-test")
	args := func(url string) []string {
		return []string{"simulate", "--target", url, "--token-file", token, "--generate", "200", "--until", "50m", "--state", state, "--moved"}
	}
	var out, said bytes.Buffer
	ctx, url, requests := stopping(t, http.MethodGet)
	assert.Equal(t, 2, run(ctx, args(url), &out, &said), "while the target is tried")
	assert.Equal(t, "entrasim: interrupted before anything was learnt\n", said.String())
	assert.Equal(t, int64(1), requests.Load())

	said.Reset()
	ctx, url, _ = stopping(t, http.MethodPost)
	assert.Equal(t, 2, run(ctx, args(url), &out, &said), "in the middle of a cycle")
	assert.Contains(t, said.String(), "stopping when what is under way has been answered")
	assert.Contains(t, out.String(), "ended ")
	assert.NotContains(t, out.String(), " 200 linked")

	status, ended, _ := entrasim(t, args(url)...)
	assert.Equal(t, 0, status)
	began := regexp.MustCompile(`time (\S+)`).FindStringSubmatch(ended)[1]
	end := regexp.MustCompile(`ended   (\S+),`).FindStringSubmatch(ended)[1]
	assert.NotEqual(t, began, end)
	_, ended, _ = entrasim(t, args(url)...)
	assert.Contains(t, ended, "time "+end, "the clock does not go back")
}

// What a state file knows are the resources of one target: at another its ids may be those of other people.
func TestSimulateAStateIsThatOfOneTarget(t *testing.T) {
	url, token := served(t)
	other, _ := served(t)
	args := []string{
		"simulate", "--token-file", token, "--generate", "3", "--until", "40m", "--state", filepath.Join(t.TempDir(), "state.db"), "--target",
	}
	status, _, said := entrasim(t, append(args, url)...)
	require.Equal(t, 0, status, said)
	status, _, said = entrasim(t, append(args, other)...)
	assert.Equal(t, 2, status)
	assert.Contains(t, said, url)
	assert.Contains(t, said, "--moved")

	status, _, said = entrasim(t, append(args, other, "--moved")...)
	require.Equal(t, 0, status, said)
	status, _, said = entrasim(t, append(args, other)...)
	assert.Equal(t, 0, status, "it has moved: "+said)
	status, _, _ = entrasim(t, append(args, url)...)
	assert.Equal(t, 2, status, "and nobody said that it moved back")
}

// What in a mapping is no fault, and yet not what its author can have meant, is said before it runs.
func TestSimulateWarnsOfTheSchema(t *testing.T) {
	url, token := served(t)
	text, err := os.ReadFile("fixtures/mappings/entra.json")
	require.NoError(t, err)
	args := []string{"simulate", "--target", url, "--token-file", token, "--generate", "1", "--until", "1m", "--schema"}
	status, _, said := entrasim(t, append(args, write(t, string(text)))...)
	assert.Equal(t, 0, status, said)
	assert.NotContains(t, said, "warning")
	misspelt := strings.ReplaceAll(string(text), "jobTitle", "jobTitel")
	require.NotEqual(t, string(text), misspelt)
	misspelt = strings.Replace(misspelt, `"jobTitel", "required"`, `"jobTitle", "required"`, 1) // the list has the right name
	status, _, said = entrasim(t, append(args, write(t, misspelt))...)
	assert.Equal(t, 0, status, said)
	assert.Contains(t, said, "schema: warning: ")
	assert.Contains(t, said, `found "jobTitel", which its attribute list lacks`)
}

// A file that is one page of several is used, and it is said that others are missing.
func TestSimulateTellsOfFurtherPages(t *testing.T) {
	url, token := served(t)
	tenant := filepath.Join(t.TempDir(), "users.json")
	require.NoError(t, os.WriteFile(tenant, []byte(`{"@odata.nextLink":"https://graph.example/2","value":[{"userPrincipalName":"ann@x"}]}`), 0o600))
	status, _, said := entrasim(t, "simulate", "--target", url, "--token-file", token, "--tenant", tenant, "--sync-all", "--until", "1m")
	assert.Equal(t, 0, status, said)
	assert.Contains(t, said, "users.json: one page of several")
}
