package connector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
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
// usual enough; what Entra makes of them is not known, and the answer's content decides.
func (o operation) accepts(status int) bool {
	switch o {
	case find, read:
		return status == http.StatusOK
	case create:
		return status == http.StatusCreated || status == http.StatusOK
	}
	return status == http.StatusOK || status == http.StatusNoContent
}

// request is one request before it is sent; it can be sent again.
type request struct {
	kind         operation
	method, path string
	query        string // encoded, without the question mark
	body         []byte // nil for none
}

// maxRetryAfter and maxAttempts bound what Options.Wait does for a target that throttles.
const (
	maxRetryAfter = 10 * time.Minute
	maxAttempts   = 4
)

// exchange sends the request and reads the whole answer. An *Error is the target's fault; any other error is ours, or
// the context's.
func (c *Client) exchange(ctx context.Context, r request) (answer, error) {
	for attempt := 1; ; attempt++ {
		a, err := c.send(ctx, r)
		if err != nil {
			return answer{}, err
		}
		if r.kind.accepts(a.status) {
			return a, nil
		}
		wait, throttled := a.retryAfter(c.options)
		if !throttled || attempt == maxAttempts {
			return answer{}, a.refusal()
		}
		if err := c.options.Wait.Sleep(ctx, wait); err != nil {
			return answer{}, err
		}
	}
}

func (c *Client) send(ctx context.Context, r request) (answer, error) {
	target := c.base + r.path
	query := r.query
	if c.options.SendFlag && c.options.Dialect == DialectCompliant {
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
		return answer{}, fmt.Errorf("connector: %s %s: %w", r.method, r.path, err)
	}
	req.Header.Set("Accept", c.options.Accept)
	req.Header.Set("User-Agent", c.options.UserAgent)
	if r.body != nil {
		req.Header.Set("Content-Type", c.options.ContentType)
	} else {
		req.Body, req.GetBody = nil, nil
	}

	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, c.networkError(ctx, r, 0, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.options.MaxBody+1))
	if err != nil {
		return answer{}, c.networkError(ctx, r, resp.StatusCode, err)
	}
	a := answer{request: r, status: resp.StatusCode, header: resp.Header, body: body, rule: c.options.AnswerType}
	if int64(len(body)) > c.options.MaxBody {
		return answer{}, a.incompatible("expected an answer of at most %d bytes, found more", c.options.MaxBody)
	}
	return a, nil
}

// networkError is the failure of a request that got no answer, or only a part of one.
func (c *Client) networkError(ctx context.Context, r request, status int, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err // the wrapping repeats the URL, query included
	}
	e := &Error{Code: CodeWebException, Method: r.method, Target: r.path, Status: status, cause: err}
	timeout := net.Error(nil)
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Code = CodeTimeout
		e.Reason = fmt.Sprintf("expected the whole answer within %s, found none", c.options.Timeout)
	case status != 0:
		e.Reason = fmt.Sprintf("expected the whole answer, found the connection ended in the middle of it: %v", err)
	default:
		e.Reason = fmt.Sprintf("expected an answer, found no connection: %v", err)
	}
	return e
}

// retryAfter is how long to wait before the request is sent again; ok is false when it should not be.
func (a answer) retryAfter(options Options) (wait time.Duration, ok bool) {
	if options.Wait == nil || a.status != http.StatusTooManyRequests {
		return 0, false
	}
	text := a.header.Get("Retry-After") // seconds or a date (RFC 9110, section 10.2.3)
	if seconds, err := strconv.Atoi(text); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		wait = max(0, at.Sub(options.Wait.Now()))
	} else {
		return 0, false
	}
	return wait, wait >= 0 && wait <= maxRetryAfter
}
