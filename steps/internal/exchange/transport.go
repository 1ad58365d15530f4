// Package exchange is what a request of the judge passes on its way to a service provider, and its answer on the way back:
// Recorder (sees no credential), Faults, Authenticate, Guard, Ledger, Network.
package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// RoundTripper makes a function a transport. A request to the service provider passes, in this order: recorder (sees no
// credential), faults, credential, guard, ledger, network.
type RoundTripper func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (f RoundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// bodyMax is how much of an answer is read: more than any list page needs, less than an endless body, and little enough
// that a body of nothing but brackets cannot overflow the stack of the JSON reader.
const bodyMax = 4 << 20

// hungAfter is how many requests in a row may run into the time-out before the service provider counts as hung.
const hungAfter = 3

// nestingMax is how deep an answer may nest. Real ones need a dozen levels.
const nestingMax = 512

// A service provider that is busy may say so with 429 or 503 and Retry-After (RFC 6585, section 4; RFC 9110, 10.2.3). It is
// asked again so often, when it wants to be spared for no longer than so long.
const (
	retries  = 3
	patience = 30 * time.Second
	// tiredAfter is how many requests in a row may be put off to the end of their retries before nobody waits any more.
	tiredAfter = 3
)

// Limits are shared by all requests of a run.
type Limits struct {
	timeout time.Duration
	limiter *rate.Limiter // nil: as fast as it goes
	hung    atomic.Int32  // time-outs in a row
	tired   atomic.Int32  // requests in a row that were put off until the end of their retries
	// Wait sleeps on the real clock: the schedule of a rehearsal is virtual, politeness is not.
	Wait func(context.Context, time.Duration) error
}

// NewLimits lets an answer take so long, and asks at most so many times a second; 0 is as fast as it goes.
func NewLimits(timeout time.Duration, perSecond float64) *Limits {
	l := &Limits{timeout: timeout, Wait: sleep}
	if perSecond > 0 {
		l.limiter = rate.NewLimiter(rate.Limit(perSecond), 1)
	}
	return l
}

// sleep waits, or returns the context's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// network is the last stage of every request: it keeps the rate and the time limit, reads each answer whole, comes back
// later when it is asked to, and stops asking a service provider that hangs, so that a run of a hundred scenarios does not
// take a hundred time-outs.
type network struct {
	next http.RoundTripper
	*Limits
}

// NewNetwork bounds what reaches a service provider.
func NewNetwork(next http.RoundTripper, l *Limits) http.RoundTripper { return network{next, l} }

func (n network) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := requestBody(req)
	if err != nil {
		return nil, err
	}
	for attempt := 0; ; attempt++ {
		resp, err := n.once(req)
		if err != nil {
			return nil, err
		}
		wait, asked := retryAfter(resp)
		switch {
		case !asked:
			n.tired.Store(0)
			return resp, nil
		case attempt == retries:
			n.tired.Add(1)
			return resp, nil
		case n.tired.Load() >= tiredAfter:
			return resp, nil
		}
		resp.Body.Close()
		if err := spare(req.Context(), func() error { return n.Wait(req.Context(), wait) }); err != nil {
			return nil, err
		}
		if body != nil {
			req.Body = hold(body)
		}
	}
}

// RetryAfter reads how long a busy service provider wants to be left alone. A date, which SCIM servers are not known to
// Send, and more than our patience count as not asked.
func retryAfter(resp *http.Response) (time.Duration, bool) {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil || seconds < 0 || seconds > int(patience/time.Second) {
		return 0, false
	}
	return time.Duration(seconds) * time.Second, true
}

// once sends the request one time.
func (n network) once(req *http.Request) (*http.Response, error) {
	if n.hung.Load() >= hungAfter {
		return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: timedOut,
			sentence: fmt.Sprintf("not sent: the last %d requests had no answer within %s", hungAfter, n.timeout)}
	}
	if n.limiter != nil {
		if err := spare(req.Context(), func() error { return n.limiter.Wait(req.Context()) }); err != nil {
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
	body, err := readAtMost(bodyMax+1, resp)
	if err != nil {
		return nil, fmt.Errorf("status %d, then after %d bytes of body: %w", resp.StatusCode, len(body), err)
	}
	if len(body) > bodyMax {
		return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: tooLarge,
			sentence: fmt.Sprintf("status %d with a body of more than %d MiB; reading stopped there", resp.StatusCode, bodyMax>>20)}
	}
	if tooDeep(body) {
		return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: tooLarge,
			sentence: fmt.Sprintf("status %d with a body that nests more than %d levels deep", resp.StatusCode, nestingMax)}
	}
	resp.Body = hold(body)
	return resp, nil
}

// readAtMost reads so many bytes of an answer's body, and closes it. One whose length the answer tells is read into a
// buffer of that length. With an error come the bytes in front of it.
func readAtMost(most int64, resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	var b bytes.Buffer
	if n := resp.ContentLength; n > 0 && n <= most {
		b.Grow(int(n) + bytes.MinRead) // what ReadFrom wants to be free at the end, too
	}
	_, err := b.ReadFrom(io.LimitReader(resp.Body, most))
	return b.Bytes(), err
}

// tooDeep says whether brackets and braces nest deeper than the limit, which bounds the work of everything that reads the
// body afterwards. Brackets inside strings count, too: no honest body comes near the limit.
func tooDeep(body []byte) bool {
	if bytes.Count(body, []byte("["))+bytes.Count(body, []byte("{")) <= nestingMax {
		return false // told without a walk
	}
	depth := 0
	for _, c := range body {
		switch c {
		case '[', '{':
			if depth++; depth > nestingMax {
				return true
			}
		case ']', '}':
			depth--
		}
	}
	return false
}
