package steps

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// roundTripper makes a function a transport. A request passes, in this order: recorder (sees no credential), faults,
// credential, ledger, network.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// bodyMax is how much of an answer is read: more than any list page needs, less than an endless body, and little enough
// that a body of nothing but brackets cannot overflow the stack of the JSON reader.
const bodyMax = 4 << 20

// hungAfter is how many requests in a row may run into the time-out before the service provider counts as hung.
const hungAfter = 3

// limits are shared by all requests of a run.
type limits struct {
	timeout time.Duration
	limiter *rate.Limiter // nil: as fast as it goes
	hung    atomic.Int32  // time-outs in a row
}

// network is the last stage of every request: it keeps the rate and the time limit, reads each answer whole, and stops
// asking a service provider that hangs, so that a run of a hundred scenarios does not take a hundred time-outs.
type network struct {
	next http.RoundTripper
	*limits
}

func (n network) RoundTrip(req *http.Request) (*http.Response, error) {
	if n.hung.Load() >= hungAfter {
		return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: timedOut,
			sentence: fmt.Sprintf("not sent: the last %d requests had no answer within %s", hungAfter, n.timeout)}
	}
	if n.limiter != nil {
		if err := n.limiter.Wait(req.Context()); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(req.Context(), n.timeout)
	defer cancel()
	resp, err := n.exchange(req.WithContext(ctx))
	if err == nil {
		n.hung.Store(0)
		return resp, nil
	}
	err = newTransportError(req, err, n.timeout)
	var te *TransportError
	if errors.As(err, &te) && te.failure == timedOut {
		n.hung.Add(1)
	}
	return nil, err
}

// exchange sends the request and reads the answer's body whole, so that a truncated, endless or hanging body shows here
// and nowhere else.
func (n network) exchange(req *http.Request) (*http.Response, error) {
	resp, err := n.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, bodyMax+1))
	if err != nil {
		return nil, fmt.Errorf("status %d, then after %d bytes of body: %w", resp.StatusCode, len(body), err)
	}
	if len(body) > bodyMax {
		return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: tooLarge,
			sentence: fmt.Sprintf("status %d with a body of more than %d MiB; reading stopped there", resp.StatusCode, bodyMax>>20)}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// readBody takes the body out of a request and leaves an equal one in its place.
func readBody(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	body, err := io.ReadAll(req.Body)
	req.Body.Close()
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	return body, nil
}
