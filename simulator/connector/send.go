package connector

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
)

// send sends the request once, and a second time if the target refuses a credential that can be renewed.
func (c *connection) send(ctx context.Context, r request) (answer, error) {
	within := c.patiences.within(ctx, c.options.Timeout)
	defer c.patiences.back(within)
	req := c.request(within.Context, r)
	a := answer{request: r, url: req.URL, wire: &c.options.Wire}
	resp, err := c.authorized(req, r)
	if err != nil {
		return answer{}, c.networkError(ctx, within, a, err)
	}
	defer resp.Body.Close()
	a.status, a.header, a.secret = resp.StatusCode, resp.Header, secretOf(resp.Request)
	a.body, err = readContent(resp.Body, a.header.Get("Content-Encoding"), c.options.MaxBody)
	switch {
	case err == nil, ctx.Err() == nil && !r.kind.accepts(a.status, &c.options.Wire): // the status of a failure says enough
		return a, nil
	case a.unreadable(err, c.options.MaxBody) != nil:
		return answer{}, a.unreadable(err, c.options.MaxBody)
	}
	return answer{}, c.networkError(ctx, within, a, err)
}

// request is the request as it is sent, but for its header and body. The parts that are the same in all are not made, nor parsed,
// anew.
func (c *connection) request(ctx context.Context, r request) *http.Request {
	target := *c.url
	path, err := url.PathUnescape(r.path)
	if err != nil {
		panic(fmt.Sprintf("connector: path %q: %v", r.path, err)) // it was escaped by Resources
	}
	target.Path, target.RawQuery = c.url.Path+path, r.query
	if path != r.path || c.url.RawPath != "" { // otherwise net/url escapes it as it is escaped here
		target.RawPath = c.url.EscapedPath() + r.path
	}
	if c.options.Wire.SendFlag && c.options.Dialect == DialectCompliant {
		target.RawQuery = strings.TrimSuffix(Flag+"&"+r.query, "&")
	}
	req := c.template.WithContext(ctx)
	req.Method, req.URL = r.method, &target
	return req
}

// authorized sends the request with the credential, if there is one. When the target answers 401 and the credential can be
// renewed, it is repeated once with the new one; that Entra does so is inferred from the life of a token being shorter than a
// cycle may take.
func (c *connection) authorized(req *http.Request, r request) (*http.Response, error) {
	credential := c.options.Credential
	if credential == nil {
		return c.once(req, r, "")
	}
	authorization, err := credential.Authorization(req.Context(), "")
	if err != nil {
		return nil, err
	}
	resp, err := c.once(req, r, authorization)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	renewed, err := credential.Authorization(req.Context(), authorization)
	if err == nil && renewed == authorization {
		return resp, nil
	}
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	return c.once(req.WithContext(req.Context()), r, renewed)
}

// once sends the request with an authorization, or "" for none. Net/http's client is there for redirects; without them its
// share of a request, a third copy of the header among others, is done without.
func (c *connection) once(req *http.Request, r request, authorization string) (*http.Response, error) {
	req.Header = c.headers(authorization).of(r)
	if r.body != nil {
		req.ContentLength = int64(len(r.body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(r.body)), nil }
		req.Body, _ = req.GetBody()
	}
	if c.following != nil {
		return c.following.Do(req)
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		if record := (tls.RecordHeaderError{}); errors.As(err, &record) && string(record.RecordHeader[:]) == "HTTP/" {
			return nil, http.ErrSchemeMismatch // as net/http's client says it
		}
		return nil, err
	}
	if resp.Body == nil { // of a transport that is not net/http's
		resp.Body = http.NoBody
	}
	return resp, nil
}

// headers are those of all requests with one authorization. They are shared, so that a transport must not change them, which
// is what net/http demands of one.
type headers struct {
	authorization  string
	bare, withBody http.Header
}

// headers makes them, or takes the last ones: a job has one credential for a long time.
func (c *connection) headers(authorization string) *headers {
	if last := c.sent.Load(); last != nil && last.authorization == authorization {
		return last
	}
	h := &headers{authorization: authorization, bare: maps.Clone(c.header)}
	if authorization != "" {
		h.bare.Set("Authorization", authorization)
	}
	h.withBody = maps.Clone(h.bare)
	h.withBody.Set("Content-Type", c.options.Wire.ContentType)
	c.sent.Store(h)
	return h
}

// of is the header of one request.
func (h *headers) of(r request) http.Header {
	header := h.bare
	if r.body != nil {
		header = h.withBody
	}
	if r.version != "" {
		header = maps.Clone(header)
		header.Set("If-Match", r.version)
	}
	return header
}
