package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

const (
	cycleUsers = 20_000
	atATime    = 4
)

// BenchmarkInitialCycle is P1: how much of the speed of a bare client is left when the simulator decides what to send. Both
// send the same requests over loopback, as many at a time, to a server that is empty at the start.
func BenchmarkInitialCycle(b *testing.B) {
	var simulated, bare time.Duration
	recorder := &recording{RoundTripper: transport()}
	initialCycle(b, recorder)
	for b.Loop() {
		simulated += initialCycle(b, transport())
		bare += replay(b, recorder.requests)
	}
	b.ReportMetric(bare.Seconds()/simulated.Seconds(), "of-bare-client")
	b.ReportMetric(2*cycleUsers*float64(b.N)/simulated.Seconds(), "requests/s")
}

func transport() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: atATime, MaxConnsPerHost: atATime}
}

// bearer adds the credential.
type bearer struct{ http.RoundTripper }

func (b bearer) RoundTrip(out *http.Request) (*http.Response, error) {
	out = out.Clone(out.Context())
	out.Header.Set("Authorization", "Bearer a-token-for-this-benchmark")
	return b.RoundTripper.RoundTrip(out)
}

// recording keeps the requests that it lets through.
type recording struct {
	http.RoundTripper
	mu       sync.Mutex
	requests []request
}

type request struct {
	method, target string
	header         http.Header
	body           []byte
}

func (r *recording) RoundTrip(out *http.Request) (*http.Response, error) {
	kept := request{method: out.Method, target: out.URL.RequestURI(), header: out.Header.Clone()}
	if out.Body != nil {
		kept.body, _ = io.ReadAll(out.Body)
		out.Body = io.NopCloser(bytes.NewReader(kept.body))
	}
	r.mu.Lock()
	r.requests = append(r.requests, kept)
	r.mu.Unlock()
	return r.RoundTripper.RoundTrip(out)
}

func emptyServer(b *testing.B) *httptest.Server {
	server, err := reference.New(reference.Options{Token: "a-token-for-this-benchmark"})
	require.NoError(b, err)
	s := httptest.NewServer(server)
	b.Cleanup(s.Close)
	return s
}

// initialCycle is how long the simulator needs.
func initialCycle(b *testing.B, through http.RoundTripper) time.Duration {
	server := emptyServer(b)
	clk := clock.NewVirtual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
	ids := 0
	newID := func() string { ids++; return fmt.Sprint("id", ids) }
	tenant := directory.New(clk.Now, newID)
	for i := range cycleUsers {
		u, err := tenant.CreateUser(map[string]any{
			"userPrincipalName": fmt.Sprintf("user%d@contoso.example", i), "displayName": fmt.Sprint("User ", i), "givenName": "User",
			"surname": fmt.Sprint(i), "mail": fmt.Sprintf("user%d@contoso.example", i), "department": "Sales",
		})
		require.NoError(b, err)
		require.NoError(b, tenant.AssignUser(u.ObjectID))
	}
	profile, err := fixtures.LoadProfile("entra")
	require.NoError(b, err)
	text, err := fixtures.FS.ReadFile("mappings/" + profile.Mapping + ".json")
	require.NoError(b, err)
	schema, err := mapping.Parse(text)
	require.NoError(b, err)
	client, err := connector.New(connector.Options{
		BaseURL: server.URL + profile.BasePath, HTTP: &http.Client{Transport: bearer{through}},
	})
	require.NoError(b, err)
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: tenant, Connector: client, Schema: schema, Now: clk.Now, NewID: newID,
		Settings: simulator.Settings{SkipProbe: true, ConcurrentExports: atATime},
	})
	require.NoError(b, err)
	began := time.Now()
	e, err := job.RunCycle(context.Background())
	took := time.Since(began)
	require.NoError(b, err)
	require.Equal(b, cycleUsers, e.CountExported)
	return took
}

// replay is how long a bare client needs for the same requests.
func replay(b *testing.B, requests []request) time.Duration {
	server := emptyServer(b)
	client := &http.Client{Transport: transport()}
	work := make(chan request)
	var all sync.WaitGroup
	began := time.Now()
	for range atATime {
		all.Go(func() {
			for r := range work {
				out, err := http.NewRequest(r.method, server.URL+r.target, bytes.NewReader(r.body))
				if err != nil {
					b.Error(err)
					continue
				}
				out.Header = r.header
				resp, err := client.Do(out)
				if err != nil {
					b.Error(err)
					continue
				}
				if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode >= 300 {
					b.Error(r.method, resp.Status, err)
				}
				resp.Body.Close()
			}
		})
	}
	for _, r := range requests {
		work <- r
	}
	close(work)
	all.Wait()
	return time.Since(began)
}
