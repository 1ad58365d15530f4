package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gavv/httpexpect/v2"
)

// request sends one raw request to the service provider and keeps the answer. The path is as a person writes it; its
// query is form-encoded here, as Entra ID does (space to +, quotes to %22).
func (w *World) request(ctx context.Context, method, path, body string) (*answer, error) {
	return w.exchangeVia(ctx, w.client(), w.endpoint.BaseURL, method, path, body, "application/scim+json")
}

// exchangeVia builds and sends with httpexpect, whose own judgements are not used: they would print a Go stack for a
// service provider's fault, and round long numbers.
func (w *World) exchangeVia(ctx context.Context, client *http.Client, base, method, path, body, media string) (*answer, error) {
	encoded := encodePath(path)
	failed := &firstFailure{}
	e := httpexpect.WithConfig(httpexpect.Config{BaseURL: base, Client: client, Context: ctx, AssertionHandler: failed})
	path, query, _ := strings.Cut(encoded, "?")
	req := e.Request(method, path).WithHeader("Accept", media).WithTransformer(func(r *http.Request) {
		r.URL.RawQuery = query // as encoded above: httpexpect would sort and rewrite it
	})
	if body != "" {
		req = req.WithHeader("Content-Type", media).WithBytes([]byte(body))
	}
	resp := req.Expect()
	if failed.err != nil {
		return nil, failed.err
	}
	x, found := w.recorder.last()
	if !found {
		return nil, fmt.Errorf("%s %s was not recorded", method, path)
	}
	status := resp.Raw().StatusCode //nolint:bodyclose // httpexpect reads and closes it
	return &answer{status: status, body: resp.Body().Raw(), exchange: x}, nil
}

// encodePath form-encodes the query of a path. Braces would be httpexpect's placeholders, so that they are escaped too.
func encodePath(path string) string {
	path, query, found := strings.Cut(path, "?")
	path = strings.NewReplacer("{", "%7B", "}", "%7D", " ", "%20").Replace(path)
	if !found {
		return path
	}
	var parts []string
	for _, part := range splitOutsideQuotes(query) {
		name, value, hasValue := strings.Cut(part, "=")
		if !hasValue {
			parts = append(parts, url.QueryEscape(name))
			continue
		}
		parts = append(parts, url.QueryEscape(name)+"="+url.QueryEscape(value))
	}
	return path + "?" + strings.Join(parts, "&")
}

// splitOutsideQuotes splits a query at its ampersands, but not at one inside a filter's quoted value.
func splitOutsideQuotes(query string) []string {
	var parts []string
	quoted, escaped, start := false, false, 0
	for i, c := range query {
		switch {
		case escaped:
			escaped = false
		case c == '\\' && quoted:
			escaped = true
		case c == '"':
			quoted = !quoted
		case c == '&' && !quoted:
			parts = append(parts, query[start:i])
			start = i + 1
		}
	}
	return append(parts, query[start:])
}

// firstFailure keeps the error of a request that got no answer.
type firstFailure struct{ err error }

// Success implements httpexpect.AssertionHandler.
func (*firstFailure) Success(*httpexpect.AssertionContext) {}

// Failure implements httpexpect.AssertionHandler.
func (f *firstFailure) Failure(_ *httpexpect.AssertionContext, failure *httpexpect.AssertionFailure) {
	if f.err == nil {
		f.err = errors.Join(failure.Errors...)
	}
}
