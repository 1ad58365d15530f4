package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/steps"
	"github.com/entrasim/entrasim/steps/containertest"
)

// stages is a proxy in front of a container that does something to it before chosen requests, counted from 1.
type stages struct {
	// at is the container's URL now: it has another one after it was started again.
	at     string
	before map[int]func(*stages)
	mu     sync.Mutex // one request at a time, as the simulator sends them
	count  int
	// patience is how long a forwarded request may take before the client's connection is cut.
	patience time.Duration
}

func (s *stages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.count++; s.before[s.count] != nil {
		s.before[s.count](s)
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience)
	defer cancel()
	at := strings.TrimSuffix(s.at, "/scim/v2") + r.URL.RequestURI()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	out, err := http.NewRequestWithContext(ctx, r.Method, at, bytes.NewReader(body))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	out.Header = r.Header.Clone()
	resp, err := http.DefaultClient.Do(out)
	if err != nil {
		panic(http.ErrAbortHandler) // what a client sees of a server that is gone: a reset
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	for name, values := range resp.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = w.Write(answer)
}

// A service provider that freezes, dies and comes back in the middle of an initial cycle has everybody in the end, once.
func TestSimulatorRecoversFromAContainer(t *testing.T) {
	containertest.NeedEngine(t)
	undisturbed, token := served(t)
	simulated(t, undisturbed, token)
	want := userNames(t, undisturbed)
	require.Greater(t, len(want), 40)
	for _, row := range []struct {
		name   string
		before func(s *containertest.Server) map[int]func(*stages)
		// waits is how many operations may wait still: the service provider did what it was asked for in a request whose
		// answer was given up, and says from then on that the name is taken; what refers to that user waits, too.
		waits int
	}{
		{"paused", func(s *containertest.Server) map[int]func(*stages) {
			return map[int]func(*stages){30: func(*stages) { s.Pause() }, 33: func(*stages) { s.Resume() }}
		}, 3},
		{"killed", func(s *containertest.Server) map[int]func(*stages) {
			return map[int]func(*stages){30: func(*stages) { s.Kill() }, 33: func(p *stages) { s.Restart(); p.at = s.URL() }}
		}, 0},
		{"restarted between two requests", func(s *containertest.Server) map[int]func(*stages) {
			again := func(p *stages) { s.Kill(); s.Restart(); p.at = s.URL() }
			return map[int]func(*stages){30: again, 60: again}
		}, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := contained(t, "", nil, "--data", "data.db")
			p := &stages{at: s.URL(), before: row.before(s), patience: 500 * time.Millisecond}
			proxy := httptest.NewServer(p)
			defer proxy.Close()
			out := simulated(t, proxy.URL+"/scim/v2", write(t, interruptToken))
			assert.NotRegexp(t, fmt.Sprintf(`([%d-9]|\d\d+) operations wait`, row.waits+1), out)
			assert.Equal(t, want, userNames(t, s.URL()), "everybody, once")
		})
	}
}

// simulated lets a tenant of 60 users provision a target for half a day, and gives what was said about it.
func simulated(t *testing.T, url, tokenFile string) string {
	t.Helper()
	status, stdout, stderr := entrasim(t, "simulate", "--target", url, "--token-file", tokenFile, "--generate", "60", "--seed", "7",
		"--from", "2026-03-02T08:00:00Z", "--until", "12h")
	require.LessOrEqual(t, status, 1, stdout+stderr)
	return stdout + stderr
}

// userNames are those of all users of a server, sorted.
func userNames(t *testing.T, url string) []string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/Users?count=100", nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+interruptToken)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var names []string
	for _, u := range gjson.GetBytes(text, "Resources").Array() {
		names = append(names, u.Get("userName").String())
	}
	slices.Sort(names)
	return names
}

// latency is what each answer of a slow network takes longer.
const latency = 20 * time.Millisecond

// A network that delays every answer changes the verdict of nothing.
func TestContainerBehindASlowNetwork(t *testing.T) {
	s := contained(t, "", nil)
	at := delayed(t, strings.TrimPrefix(strings.TrimSuffix(s.URL(), "/scim/v2"), "http://"))
	profile, err := fixtures.LoadProfile("entra")
	require.NoError(t, err)
	run, err := steps.ParsePatterns([]string{"deactivation", "connection"})
	require.NoError(t, err)
	target, err := steps.NewExternal(steps.ExternalOptions{URL: "http://" + at + "/scim/v2", Token: interruptToken})
	require.NoError(t, err)
	report, err := steps.Run(t.Context(), steps.Config{Target: target, Profile: profile, Run: run, Seed: 1, Parallel: 8})
	require.NoError(t, err)
	assert.True(t, report.Conforms(), failures(report))
	for _, r := range report.Results {
		if strings.Contains(r.File, "active_forms") {
			assert.Greater(t, r.Duration, 3*latency, r.Name())
		}
	}
}

// delayed forwards connections to an address, each piece of an answer a little later.
func delayed(t *testing.T, to string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				_ = near.Close()
				continue
			}
			go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
			go func() { _, _ = io.Copy(slow{near}, far); _ = near.Close() }()
		}
	}()
	return listener.Addr().String()
}

// slow writes later.
type slow struct{ net.Conn }

func (s slow) Write(b []byte) (int, error) {
	<-time.After(latency)
	return s.Conn.Write(b)
}
