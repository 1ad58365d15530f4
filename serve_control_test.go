package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asked is status and body of a request with a bearer token.
func asked(t *testing.T, method, url, token, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return resp.StatusCode, string(text)
}

func TestServeWithControl(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	out := &lines{lines: make(chan string, 10)}
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--token-file", write(t, "scim-token"), "--hostile",
			"--seed", "5", "--control", "127.0.0.1:0", "--control-token-file", write(t, "control-token")}, out, out)
	}()
	var said []string
	for range 4 {
		said = append(said, <-out.lines)
	}
	switches, base := strings.Fields(said[0])[1], strings.Fields(said[2])[1]
	assert.NotContains(t, strings.Join(said, ""), "control-token ", "a token from a file is not printed")

	status, body := asked(t, http.MethodGet, switches+"/hostility", "control-token", "")
	assert.Equal(t, http.StatusOK, status)
	assert.JSONEq(t, `{"enabled":true,"seed":5,"lateLists":0}`, body)
	status, _ = asked(t, http.MethodGet, switches+"/hostility", "scim-token", "")
	assert.Equal(t, http.StatusUnauthorized, status)
	status, _ = asked(t, http.MethodPut, switches+"/defects/D-001", "control-token", `{"enabled":true}`)
	assert.Equal(t, http.StatusOK, status)
	status, _ = asked(t, http.MethodGet, base+"/Users?filter=userName+eq+%22nobody%22", "scim-token", "")
	assert.Equal(t, http.StatusNotFound, status, "the defect is on")
	_, body = asked(t, http.MethodGet, switches+"/requests", "control-token", "")
	assert.Contains(t, body, `userName eq \"nobody\"`)
	assert.NotContains(t, body, "scim-token")
	stop()
	assert.Equal(t, 0, <-done)
}

func TestServePortalAdministrators(t *testing.T) {
	for given, says := range map[string]string{
		"ann":                 "NAME=FILE",
		"=x":                  "NAME=FILE",
		"ann=":                "NAME=FILE",
		"ann=/no/such/file":   "token-file:",
		"ann=" + write(t, ""): "found nothing",
	} {
		status, _, stderr := entrasim(t, "serve", "--profile", "vcc", "--portal-administrator", given)
		assert.Equal(t, 2, status, given)
		assert.Contains(t, stderr, says, given)
	}
	tokens, err := readAdministrators([]string{"ann=" + write(t, "a=1"), "bob=" + write(t, "b=2")})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"ann": "a=1", "bob": "b=2"}, tokens)
}
