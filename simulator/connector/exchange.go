package connector

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"
)

// operation is which of the client's requests it is: the same status means different things to each.
type operation uint8

const (
	find operation = iota
	read
	create
	update
	remove
)

// accepts says whether the status is a success of the operation. A POST that answers 200, and a DELETE that does, are
// usual enough; what Entra makes of them is not known, and the answer's content decides, unless Wire.OnlyCreated is set.
func (o operation) accepts(status int, wire *Wire) bool {
	switch o {
	case find, read:
		return status == http.StatusOK
	case create:
		return status == http.StatusCreated || status == http.StatusOK && !wire.OnlyCreated
	}
	return status == http.StatusOK || status == http.StatusNoContent
}

// request is one request before it is sent; it can be sent again.
type request struct {
	kind         operation
	method, path string
	query        string // encoded, without the question mark
	body         []byte // nil for none
	// excluded is the attribute that the query asks to leave out, or "".
	excluded string
	version  string // for If-Match, or ""
}

// connection is what the requests about all types of resources share.
type connection struct {
	options   Options
	base      string   // URL of the target, without a slash at the end
	url       *url.URL // the same
	transport http.RoundTripper
	// following is net/http's client around the transport, nil unless redirects are followed.
	following *http.Client
	// template is what every request begins as.
	template http.Request
	header   http.Header // of every request
	// sent are the headers that were last sent, for requests with the same credential.
	sent      atomic.Pointer[headers]
	patiences patiences
	// outlines are those of the bodies that were sent.
	outlines outlines
	// versions are those of resources that were read; nil without Wire.IfMatch.
	versions *versions
}

// exchange sends the request and reads the whole answer. An *Error is the target's fault; any other error is ours, or
// the context's.
func (c *connection) exchange(ctx context.Context, r request) (answer, error) {
	for attempt := 1; ; attempt++ {
		a, err := c.send(ctx, r)
		if err != nil {
			return answer{}, err
		}
		if r.kind.accepts(a.status, &c.options.Wire) {
			return a, nil
		}
		wait, throttled := a.patience(c.options)
		if !throttled || attempt == maxAttempts {
			return answer{}, a.refusal()
		}
		if err := c.options.Clock.Sleep(ctx, wait); err != nil {
			return answer{}, err
		}
	}
}

// networkError is the failure of a request that got no answer, or only a part of one: the target's, the token endpoint's
// or the end of the context.
func (c *connection) networkError(ctx context.Context, within *patience, a answer, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if credential := (*Error)(nil); errors.As(err, &credential) {
		return credential
	}
	if ours := (*credentialError)(nil); errors.As(err, &ours) {
		return ours
	}
	e := networkFault(within.cause(err), a.status, c.options.Timeout)
	e.Method, e.Target, e.Exchange = a.request.method, a.request.path, exchangeOf(a)
	return e
}
