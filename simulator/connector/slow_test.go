package connector_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// slow is a target that never answers, or that begins an answer and never ends it.
type slow struct{ begins bool }

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.begins {
		header := http.Header{"Content-Type": {connector.MediaType}}
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: endless{r.Context()}, Request: r}, nil
	}
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// endless is a body that never comes.
type endless struct{ ctx context.Context }

func (e endless) Read([]byte) (int, error) { <-e.ctx.Done(); return 0, e.ctx.Err() }
func (endless) Close() error               { return nil }

// Time-outs, by a clock that only turns when everybody waits: 60 seconds unless said otherwise (Microsoft Q&A 1151866).
func TestTimeouts(t *testing.T) {
	for _, test := range []struct {
		name    string
		target  slow
		timeout time.Duration
		want    time.Duration
	}{
		{"no answer", slow{}, 0, time.Minute},
		{"half an answer", slow{begins: true}, 0, time.Minute},
		{"another limit", slow{}, 5 * time.Second, 5 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, err := connector.New(connector.Options{
					BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: test.target}, Timeout: test.timeout,
				})
				require.NoError(t, err)
				began := time.Now()
				_, err = c.Get(t.Context(), "7")
				e := fault(t, err)
				assert.Equal(t, connector.CodeTimeout, e.Code)
				assert.Equal(t, connector.RetryNextCycle, e.Retry)
				assert.False(t, e.Quarantines)
				assert.Equal(t, "expected the whole answer within "+test.want.String()+", found none", e.Reason)
				assert.Equal(t, test.want, time.Since(began))
			})
		})
	}
	t.Run("the caller's end", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c, err := connector.New(connector.Options{BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: slow{begins: true}}})
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err = c.Get(ctx, "7")
			assert.ErrorIs(t, err, context.DeadlineExceeded)
			assert.False(t, errors.As(err, new(*connector.Error)), "an end that we asked for is not the target's fault")
		})
	})
}

// leisurely is a target that takes its time for each answer.
type leisurely []time.Duration

func (l *leisurely) RoundTrip(r *http.Request) (*http.Response, error) {
	takes := (*l)[0]
	*l = (*l)[1:]
	select {
	case <-time.After(takes):
		header := http.Header{"Content-Type": {connector.MediaType}}
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(strings.NewReader(`{"id":"7"}`)), Request: r}, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// Each request has the whole time for itself, whatever those before it took, and one that took too long ends nothing else.
func TestTimeoutsOfSeveralRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		target := &leisurely{40 * time.Second, 40 * time.Second, time.Hour, 59 * time.Second, time.Hour, 0, 59 * time.Second}
		c, err := connector.New(connector.Options{BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: target}})
		require.NoError(t, err)
		for i, code := range []string{"", "", connector.CodeTimeout, "", connector.CodeTimeout, ""} {
			began := time.Now()
			_, err := c.Get(t.Context(), "7")
			if code == "" {
				require.NoError(t, err, i)
				continue
			}
			assert.Equal(t, code, fault(t, err).Code)
			assert.Equal(t, time.Minute, time.Since(began))
		}
		time.Sleep(time.Hour) // nobody is asked meanwhile
		other, cancel := context.WithCancel(t.Context())
		_, err = c.Get(other, "7")
		require.NoError(t, err)
		cancel()
	})
}

// held lets each request wait before the target has it.
type held struct {
	http.RoundTripper
	wait time.Duration
}

func (h held) RoundTrip(r *http.Request) (*http.Response, error) {
	err := connector.Hold(r.Context(), func(ctx context.Context) error {
		select {
		case <-time.After(h.wait):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if err != nil {
		return nil, err
	}
	return h.RoundTripper.RoundTrip(r)
}

// A request that this side holds back, for a rate, is not the target's to answer meanwhile.
func TestWhatIsHeldBackIsNotLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		target := held{&leisurely{59 * time.Second, 59 * time.Second, time.Hour}, 24 * time.Hour}
		c, err := connector.New(connector.Options{BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: target}})
		require.NoError(t, err)
		for range 2 {
			_, err = c.Get(t.Context(), "7")
			require.NoError(t, err)
		}
		began := time.Now()
		_, err = c.Get(t.Context(), "7")
		assert.Equal(t, connector.CodeTimeout, fault(t, err).Code, "the target has a minute, as always")
		assert.Equal(t, 24*time.Hour+time.Minute, time.Since(began))

		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		_, err = c.Get(ctx, "7")
		require.ErrorIs(t, err, context.DeadlineExceeded, "whoever asked can give up meanwhile")
	})
}

// An answer that stops in the middle says what it was: the status, if that tells of a failure, and else the cut.
func TestBrokenConnections(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		if r.URL.Path == "/Users/refused" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		_, _ = io.WriteString(w, `{"id":`)
	}))
	defer server.Close()
	c, err := connector.New(connector.Options{BaseURL: server.URL})
	require.NoError(t, err)

	_, err = c.Get(t.Context(), "cut")
	e := fault(t, err)
	assert.Equal(t, connector.CodeWebException, e.Code)
	assert.Contains(t, e.Reason, "the connection ended in the middle of it")
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)

	_, err = c.Get(t.Context(), "refused")
	e = fault(t, err)
	assert.Equal(t, connector.CodeUnauthorized, e.Code)
	assert.True(t, e.Quarantines)
}
