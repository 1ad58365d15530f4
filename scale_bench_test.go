package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
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
// send the same requests over loopback, as many at a time, to a process of serve that is empty at the start. Both run as simulate
// does: on one processor (a bare client is as fast on two), with its garbage.
func BenchmarkInitialCycle(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	executable := build(b)
	defer oneProcessor()()
	var simulated, bare spent
	recorder := &recording{RoundTripper: transport()}
	initialCycle(b, executable, recorder)
	requests, err := json.Marshal(recorder.requests) // out of the way while the simulator is measured
	require.NoError(b, err)
	recorder = nil
	for b.Loop() {
		simulated = simulated.and(initialCycle(b, executable, transport()))
		bare = bare.and(replay(b, executable, requests))
	}
	b.ReportMetric(bare.time/simulated.time, "of-bare-client")
	b.ReportMetric((bare.client+bare.server)/(simulated.client+simulated.server), "of-bare-client-by-processor")
	b.ReportMetric(2*cycleUsers*float64(b.N)/simulated.time, "requests/s")
	perRequest := 1e6 / float64(2*cycleUsers*b.N)
	b.ReportMetric(simulated.client*perRequest, "µs/request-simulator")
	b.ReportMetric(bare.client*perRequest, "µs/request-bare-client")
	b.ReportMetric(simulated.server*perRequest, "µs/request-server")
}

// spent is what a cycle, or its replay, takes, in seconds: time, and processor time of the two processes, which what else
// the machine does hardly changes.
type spent struct{ time, client, server float64 }

func (s spent) and(more spent) spent {
	return spent{s.time + more.time, s.client + more.client, s.server + more.server}
}

// spend measures work, the garbage of what was before aside.
func spend(b *testing.B, server *process, work func()) spent {
	runtime.GC()
	client, serving, began := processorTime(b, os.Getpid()), processorTime(b, server.Process.Pid), time.Now()
	work()
	return spent{time.Since(began).Seconds(), processorTime(b, os.Getpid()) - client, processorTime(b, server.Process.Pid) - serving}
}

func transport() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: atATime, MaxConnsPerHost: atATime}
}

// recording keeps the requests that it lets through.
type recording struct {
	http.RoundTripper
	mu       sync.Mutex
	requests []request
}

type request struct {
	Method, Target string
	Header         http.Header
	Body           []byte
}

func (r *recording) RoundTrip(out *http.Request) (*http.Response, error) {
	kept := request{Method: out.Method, Target: out.URL.RequestURI(), Header: out.Header.Clone()}
	if out.Body != nil {
		kept.Body, _ = io.ReadAll(out.Body)
		out.Body = io.NopCloser(bytes.NewReader(kept.Body))
	}
	r.mu.Lock()
	r.requests = append(r.requests, kept)
	r.mu.Unlock()
	return r.RoundTripper.RoundTrip(out)
}

// emptyServer is a process of its own, so that neither its memory nor its garbage is the client's.
func emptyServer(b *testing.B, executable string) *process {
	return launch(b, executable, "--token-file", write(b, "a-token-for-this-benchmark\n"))
}

// initialCycle is what the simulator needs.
func initialCycle(b *testing.B, executable string, through http.RoundTripper) spent {
	server := emptyServer(b, executable)
	defer server.kill()
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
		BaseURL: server.url, HTTP: &http.Client{Transport: through}, Credential: connector.Bearer("a-token-for-this-benchmark"),
	})
	require.NoError(b, err)
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: tenant, Connector: client, Schema: schema, Now: clk.Now, NewID: newID,
		Settings: simulator.Settings{SkipProbe: true, ConcurrentExports: atATime},
	})
	require.NoError(b, err)
	return spend(b, server, func() {
		e, err := job.RunCycle(context.Background())
		require.NoError(b, err)
		require.Equal(b, cycleUsers, e.CountExported)
	})
}

// replay is what a bare client needs for the same requests.
func replay(b *testing.B, executable string, recorded []byte) spent {
	var requests []request
	require.NoError(b, json.Unmarshal(recorded, &requests))
	server := emptyServer(b, executable)
	defer server.kill()
	host := strings.TrimSuffix(server.url, "/scim/v2")
	client := &http.Client{Transport: transport()}
	return spend(b, server, func() {
		work := make(chan request)
		var all sync.WaitGroup
		for range atATime {
			all.Go(func() {
				for r := range work {
					r.send(b, client, host)
				}
			})
		}
		for _, r := range requests {
			work <- r
		}
		close(work)
		all.Wait()
	})
}

// send sends the request and reads the answer, but does not look at it.
func (r request) send(b *testing.B, client *http.Client, host string) {
	out, err := http.NewRequest(r.Method, host+r.Target, bytes.NewReader(r.Body))
	if err != nil {
		b.Error(err)
		return
	}
	out.Header = r.Header
	resp, err := client.Do(out)
	if err != nil {
		b.Error(err)
		return
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode >= 300 {
		b.Error(r.Method, resp.Status, err)
	}
}
