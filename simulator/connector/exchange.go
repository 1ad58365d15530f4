package connector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
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
func (o operation) accepts(status int, wire Wire) bool {
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
	options Options
	base    string
	header  http.Header // of every request
	http    http.Client
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
		if r.kind.accepts(a.status, c.options.Wire) {
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

func (c *connection) send(ctx context.Context, r request) (answer, error) {
	// Not http.Client.Timeout, which starts a goroutine for each request unless it knows the transport.
	within, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	req, err := c.request(within, r)
	if err != nil {
		return answer{}, fmt.Errorf("connector: %s %s: %w", r.method, r.path, err)
	}
	a := answer{request: r, url: req.URL, wire: &c.options.Wire}
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, c.networkError(ctx, a, err)
	}
	defer resp.Body.Close()
	a.status, a.header, a.secret = resp.StatusCode, resp.Header, secretOf(resp.Request)
	a.body, err = readContent(resp.Body, a.header.Get("Content-Encoding"), resp.ContentLength, c.options.MaxBody)
	switch {
	case err == nil, ctx.Err() == nil && !r.kind.accepts(a.status, c.options.Wire): // the status of a failure says enough
		return a, nil
	case a.unreadable(err, c.options.MaxBody) != nil:
		return answer{}, a.unreadable(err, c.options.MaxBody)
	}
	return answer{}, c.networkError(ctx, a, err)
}

// request is the request as it is sent, but for the credential.
func (c *connection) request(ctx context.Context, r request) (*http.Request, error) {
	target, wire := c.base+r.path, c.options.Wire
	query := r.query
	if wire.SendFlag && c.options.Dialect == DialectCompliant {
		query = Flag
		if r.query != "" {
			query += "&" + r.query
		}
	}
	if query != "" {
		target += "?" + query
	}
	req, err := http.NewRequestWithContext(ctx, r.method, target, bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.Header = maps.Clone(c.header)
	if r.version != "" {
		req.Header.Set("If-Match", r.version)
	}
	if r.body != nil {
		req.Header.Set("Content-Type", wire.ContentType)
	} else {
		req.Body, req.GetBody = nil, nil
	}
	return req, nil
}

// networkError is the failure of a request that got no answer, or only a part of one: the target's, the token endpoint's
// or the end of the context.
func (c *connection) networkError(ctx context.Context, a answer, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if credential := (*Error)(nil); errors.As(err, &credential) {
		return credential
	}
	if ours := (*credentialError)(nil); errors.As(err, &ours) {
		return ours
	}
	e := networkFault(err, a.status, c.options.Timeout)
	e.Method, e.Target, e.Exchange = a.request.method, a.request.path, exchangeOf(a)
	return e
}
