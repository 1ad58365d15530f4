package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/simulator/connector"
)

// guarded is a reference server behind somebody who looks at the credential of each request.
func guarded(t *testing.T, admits func(authorization string) bool) string {
	t.Helper()
	const token = "of-the-server-behind"
	server, err := reference.New(reference.Options{Token: token})
	require.NoError(t, err)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !admits(r.Header.Get("Authorization")) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		r.Header.Set("Authorization", "Bearer "+token)
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/scim/v2"
}

func TestSimulateWithClientCredentials(t *testing.T) {
	var mu sync.Mutex
	issued := 0
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, secret, _ := r.BasicAuth()
		if id != "an-application" || secret != "an-oauth-secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		issued++
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"access-%d","token_type":"Bearer","expires_in":3600}`, issued)
	}))
	t.Cleanup(tokens.Close)
	requests := 0
	target := guarded(t, func(authorization string) bool {
		mu.Lock()
		defer mu.Unlock()
		requests++
		if requests == 30 { // it has been revoked
			issued++
		}
		return authorization == fmt.Sprint("Bearer access-", issued)
	})
	connectivity := write(t, fmt.Sprintf(`{"authenticationType":"OAuth2ClientCredentialsGrant","oauth2ClientId":"an-application",
		"oauth2ClientSecret":"an-oauth-secret","oauth2TokenExchangeUri":%q,"credentialLocationInRequest":"Header"}`, tokens.URL))
	log := filepath.Join(t.TempDir(), "log.ndjson")
	status, out, progress := entrasim(t, "simulate", "--target", target, "--connectivity", connectivity, "--generate", "40", "--seed", "7",
		"--until", "1h", "--log", log)
	require.Equal(t, 0, status, progress)
	assert.Contains(t, out, "41 linked, 0 operations wait")
	mu.Lock()
	assert.Equal(t, 3, issued, "one at first, one after it was revoked")
	mu.Unlock()
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	for _, said := range []string{out, progress, string(text)} {
		assert.NotContains(t, said, "an-oauth-secret")
		assert.NotContains(t, said, "access-1")
	}

	status, _, said := entrasim(t, "simulate", "--target", target, "--generate", "1", "--connectivity",
		write(t, `{"authenticationType":"AuthenticationToken","secretToken":"x","baseAddress":"https://elsewhere.example/scim"}`))
	assert.Equal(t, 2, status)
	assert.Contains(t, said, "expected baseAddress "+target+", as --target says, found https://elsewhere.example/scim")
	status, _, said = entrasim(t, "simulate", "--target", target, "--connectivity", write(t, `{"authenticationType":"x"}`), "--generate", "1")
	assert.Equal(t, 2, status)
	assert.Contains(t, said, `expected authenticationType OAuth2ClientCredentialsGrant, or AuthenticationToken with a secretToken, found "x"`)
}

// Without a secret token the target gets Entra's own, which can be checked with the keys that were written.
func TestSimulateWithEntrasOwnToken(t *testing.T) {
	keys := filepath.Join(t.TempDir(), "keys.json")
	target := guarded(t, func(authorization string) bool {
		token, err := jwt.ParseSigned(strings.TrimPrefix(authorization, "Bearer "), []jose.SignatureAlgorithm{jose.RS256})
		if !assert.NoError(t, err) {
			return false
		}
		text, err := os.ReadFile(keys)
		assert.NoError(t, err)
		var set jose.JSONWebKeySet
		assert.NoError(t, json.Unmarshal(text, &set))
		var claims jwt.Claims
		assert.NoError(t, token.Claims(set.Keys[0], &claims))
		return claims.Audience.Contains(connector.EntraAudience) && strings.HasPrefix(claims.Issuer, "https://sts.windows.net/")
	})
	status, out, progress := entrasim(t, "simulate", "--target", target, "--generate", "3", "--key-set", keys, "--until", "1h")
	require.Equal(t, 0, status, progress)
	assert.Contains(t, out, "3 linked")
}

func TestSimulateWithSettings(t *testing.T) {
	url, token := served(t)
	log := filepath.Join(t.TempDir(), "log.ndjson")
	settings := write(t, "Interval: 1h\nProvisionDisabledUsers: true\nWire: {UserAgent: Entra/1}\n")
	tenant := filepath.Join(t.TempDir(), "t.yaml")
	require.NoError(t, os.WriteFile(tenant, []byte("users:\n  - {userPrincipalName: ann@contoso.example, accountEnabled: false}\n"), 0o600))
	args := []string{"simulate", "--target", url, "--token-file", token, "--tenant", tenant, "--sync-all", "--from", "2026-03-02T08:00:00Z", "--until", "30m"}
	status, out, progress := entrasim(t, append(args, "--settings", settings, "--log", log)...)
	require.Equal(t, 0, status, progress)
	assert.Contains(t, out, "1 linked")
	assert.Contains(t, progress, "next 09:00")
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Equal(t, "create", gjson.GetBytes(text, "provisioningAction").String())

	status, _, said := entrasim(t, append(args, "--settings", write(t, "Intervall: 1h\n"))...)
	assert.Equal(t, 2, status)
	assert.Contains(t, said, "the nearest is Interval")
}

// The seed says when each lane of a profile runs first, which is before its interval is over.
func TestLanesBeginAtSomeMoment(t *testing.T) {
	vcc, err := fixtures.LoadProfile("vcc")
	require.NoError(t, err)
	began := map[time.Duration]bool{}
	for seed := range uint64(40) {
		lanes := simulateOptions{seed: seed + 1}.lanes(vcc)
		assert.Equal(t, lanes, simulateOptions{seed: seed + 1}.lanes(vcc))
		require.Len(t, lanes, 3)
		for i, lane := range lanes {
			assert.Equal(t, vcc.Lanes[i].Every, lane.Every)
			assert.Less(t, lane.Phase, lane.Every)
		}
		began[lanes[1].Phase] = true
	}
	assert.Greater(t, len(began), 20, "of 300 seconds")
}

// What a simulation knows at its end can be written in every form, and read again.
func TestSimulateWritesItsLogAndTenant(t *testing.T) {
	url, token := served(t)
	dir := t.TempDir()
	tenant := filepath.Join(dir, "tenant.yaml")
	args := []string{"simulate", "--target", url, "--token-file", token, "--until", "1h"}
	status, _, said := entrasim(t, append(args, "--generate", "20", "--seed", "7", "--write-tenant", tenant, "--log", filepath.Join(dir, "log.csv"))...)
	require.Equal(t, 0, status, said)
	assert.Greater(t, countLines(t, filepath.Join(dir, "log.csv")), 21, "20 users, a group, and a line of names")
	for _, name := range []string{"log_ProvisioningSteps.csv", "log_ModifiedProperties.csv"} {
		assert.Greater(t, countLines(t, filepath.Join(dir, name)), 40, name)
	}

	log := filepath.Join(dir, "log.json")
	status, out, said := entrasim(t, append(args, "--tenant", tenant, "--log", log)...)
	require.Equal(t, 0, status, said)
	assert.Contains(t, out, "20 users, 1 groups")
	assert.Contains(t, out, "21 linked", "the same people, who are there already")
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Equal(t, int64(21), gjson.GetBytes(text, "value.#").Int())
	assert.Empty(t, gjson.GetBytes(text, `value.#(provisioningAction=="create")#.id`).Array())

	status, _, said = entrasim(t, append(args, "--tenant", tenant, "--log", filepath.Join(dir, "nowhere", "log"))...)
	assert.Equal(t, 2, status)
	assert.Contains(t, said, "log: expected a folder to write to")
}
