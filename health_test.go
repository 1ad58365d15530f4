package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHealth(t *testing.T) {
	for name, server := range map[string]*httptest.Server{
		"wants a token": httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })),
		"wants TLS":     httptest.NewTLSServer(http.NotFoundHandler()),
	} {
		status, _, stderr := entrasim(t, "health", "http://"+server.Listener.Addr().String())
		assert.Equal(t, 0, status, name+": "+stderr)
		server.Close()
		status, _, stderr = entrasim(t, "health", "http://"+server.Listener.Addr().String())
		assert.Equal(t, 2, status, name)
		assert.Contains(t, stderr, "health: ")
	}
	status, _, stderr := entrasim(t, "health", "://")
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "expected a URL")
}
