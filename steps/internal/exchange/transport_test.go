package exchange

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
)

// A busy service provider is asked again when it says when; what it gets then is the same request.
func TestRetryAfter(t *testing.T) {
	for _, row := range []struct {
		name       string
		status     int
		retryAfter string
		busy       int // times
		want       int
		waits      []time.Duration
	}{
		{"once", 429, "2", 1, 200, []time.Duration{2 * time.Second}},
		{"unavailable", 503, "0", 2, 200, []time.Duration{0, 0}},
		{"for ever", 429, "1", 99, 429, []time.Duration{time.Second, time.Second, time.Second}},
		{"without a time", 429, "", 1, 429, nil},
		{"for too long", 429, "3600", 1, 429, nil},
		{"for ages", 429, "10000000000", 1, 429, nil},
		{"another status", 500, "1", 1, 500, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			var waits []time.Duration
			var bodies []string
			n := network{Limits: &Limits{timeout: time.Minute, Wait: func(_ context.Context, d time.Duration) error {
				waits = append(waits, d)
				return nil
			}}}
			n.next = RoundTripper(func(r *http.Request) (*http.Response, error) {
				body, err := io.ReadAll(r.Body)
				require.NoError(t, err)
				bodies = append(bodies, string(body))
				resp := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}}
				if len(bodies) <= row.busy {
					resp.StatusCode = row.status
					resp.Header.Set("Retry-After", row.retryAfter)
				}
				return resp, nil
			})
			req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://h/Users", strings.NewReader("sent"))
			require.NoError(t, err)
			resp, err := n.RoundTrip(req)
			require.NoError(t, err)
			assert.Equal(t, row.want, resp.StatusCode)
			assert.Equal(t, row.waits, waits)
			assert.Equal(t, strings.Repeat("sent", len(waits)+1), strings.Join(bodies, ""))
		})
	}
}

func TestTooDeep(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	assert.False(t, tooDeep([]byte(nested(nestingMax))))
	assert.True(t, tooDeep([]byte(nested(nestingMax+1))))
	assert.False(t, tooDeep([]byte("["+strings.Repeat(nested(nestingMax-1), 3)+"]")), "many, and not too deep")
	assert.True(t, tooDeep([]byte("["+strings.Repeat(nested(nestingMax), 3)+"]")))
}

// A service provider that puts off everything does not make a run wait for hours.
func TestRetryAfterWearsOff(t *testing.T) {
	waits := 0
	n := network{Limits: &Limits{timeout: time.Minute, Wait: func(context.Context, time.Duration) error { waits++; return nil }}}
	n.next = RoundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusServiceUnavailable, Body: http.NoBody, Header: http.Header{"Retry-After": {"30"}}}, nil
	})
	for range 50 {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://h/Users", nil)
		require.NoError(t, err)
		resp, err := n.RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
	}
	assert.Equal(t, tiredAfter*retries, waits)
}

// What is recorded is the service provider's time, without the time for which it asked to be left alone.
func TestDurationIsTheServers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy := true
		n := NewNetwork(RoundTripper(func(*http.Request) (*http.Response, error) {
			time.Sleep(3 * time.Second)
			resp := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}}
			if busy {
				busy = false
				resp.StatusCode = http.StatusTooManyRequests
				resp.Header.Set("Retry-After", "25")
			}
			return resp, nil
		}), NewLimits(time.Minute, 0))
		recorder := NewRecorder(reports.NewRedactor())
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://h/Users", nil)
		require.NoError(t, err)
		began := time.Now()
		_, err = recorder.Via(n).RoundTrip(req)
		require.NoError(t, err)
		assert.Equal(t, 31*time.Second, time.Since(began))
		last, _ := recorder.Last()
		assert.Equal(t, 6*time.Second, last.Duration)
	})
}
