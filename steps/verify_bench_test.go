package steps_test

import (
	"context"
	"net/http"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// timed is an embedded target that adds up the time in which at least one request is under way, the server's work
// included.
type timed struct {
	server *steps.Embedded

	mu    sync.Mutex
	open  int
	since time.Time
	spent time.Duration
	sent  int
}

func (m *timed) URL() string    { return m.server.URL() }
func (m *timed) Embedded() bool { return true }

func (m *timed) Open(ctx context.Context) (*steps.Endpoint, func(), error) {
	endpoint, done, err := m.server.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	copied := *endpoint
	copied.Network = clocked{endpoint.Network, m}
	return &copied, done, nil
}

type clocked struct {
	next http.RoundTripper
	of   *timed
}

func (c clocked) RoundTrip(r *http.Request) (*http.Response, error) {
	c.of.pass(1)
	defer c.of.pass(-1)
	return c.next.RoundTrip(r)
}

func (m *timed) pass(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.open == 0 {
		m.since = time.Now()
	}
	if m.open += n; m.open == 0 {
		m.spent += time.Since(m.since)
	}
	m.sent += max(0, n)
}

// BenchmarkVerify runs the whole suite on the embedded reference, one scenario at a time, and says how much longer that
// takes than its requests alone: "ratio" has to be below 2, and the time of one run below 10 s.
func BenchmarkVerify(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // as verify does
	p, start := referenceServer(b, "entra")
	var whole, requests, sent float64
	for b.Loop() {
		target := &timed{server: steps.NewEmbedded(start)}
		began := time.Now()
		report, err := steps.Run(context.Background(), steps.Config{Target: target, Profile: p, Seed: 1, Parallel: 1})
		require.NoError(b, err)
		require.Zero(b, report.Count(reports.Failed)+report.Count(reports.Errored))
		whole += time.Since(began).Seconds()
		requests += target.spent.Seconds()
		sent += float64(target.sent)
	}
	b.ReportMetric(whole/requests, "ratio")
	b.ReportMetric(sent/float64(b.N), "requests/op")
}
