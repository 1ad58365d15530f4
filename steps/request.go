package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gavv/httpexpect/v2"

	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

const mediaType = "application/scim+json"

// request sends one raw request to the service provider and keeps the answer. The path is below the base URL and in the
// form in which it goes out: see expandPath, userPath and lookUpPath.
func (w *world) request(ctx context.Context, method, path, body string) (*answer, error) {
	return w.requestAs(ctx, method, path, body, mediaType)
}

func (w *world) requestAs(ctx context.Context, method, path, body, contentType string) (*answer, error) {
	return w.exchangeVia(ctx, w.client(), method, w.endpoint.BaseURL+path, body, mediaType, contentType)
}

// exchangeVia builds and sends with httpexpect, whose own judgements are not used: they would print a Go stack for a
// service provider's fault, and round long numbers.
func (w *world) exchangeVia(ctx context.Context, client *http.Client, method, at, body, accept, contentType string) (*answer, error) {
	target, err := url.Parse(at)
	if err != nil {
		return nil, err
	}
	failed, kept := &firstFailure{}, exchange.Kept{}
	ctx = exchange.KeepIn(ctx, &kept)
	e := httpexpect.WithConfig(httpexpect.Config{Client: client, Context: ctx, AssertionHandler: failed})
	req := e.Request(method, "/").WithHeader("Accept", accept).WithTransformer(func(r *http.Request) {
		r.URL, r.Host = target, target.Host // as it stands: httpexpect would encode once more, and sort the query
		addHeader(ctx, r)
	})
	if body != "" {
		req = req.WithHeader("Content-Type", contentType).WithBytes([]byte(body))
	}
	req.Expect()
	if failed.err != nil {
		return nil, failed.err
	}
	if kept.Record == nil {
		return nil, fmt.Errorf("%s %s was not recorded", method, at)
	}
	return &answer{status: kept.Status, body: kept.Body, head: kept.Header, method: method, at: target.String(), record: kept.Record}, nil
}

// userPath is where a user is; an id may be any text (RFC 7643, 3.1).
func userPath(id string) string { return "/Users/" + url.PathEscape(id) }

// lookUpPath is the look-up of a userName as Entra ID sends it.
func lookUpPath(userName string) string {
	return "/Users?" + url.Values{"filter": {"userName eq " + scim.QuoteFilterValue(userName)}}.Encode()
}

// expandPath turns a path as a feature writes it into the form in which it goes out: placeholders filled in, each encoded
// for its place, and the query form-encoded as Entra ID does (space to +, quotes to %22).
func (w *world) expandPath(text string) (string, error) {
	path, query, hasQuery := strings.Cut(text, "?")
	path, err := w.expandWith(path, url.PathEscape)
	if err != nil {
		return "", err
	}
	path = strings.ReplaceAll(path, " ", "%20")
	if !hasQuery {
		return path, nil
	}
	query, err = w.expandWith(query, inQuotes)
	if err != nil {
		return "", err
	}
	return path + "?" + encodeQuery(query), nil
}

// encodeQuery form-encodes names and values of a plainly written query. A parameter without a value stays bare.
func encodeQuery(query string) string {
	var parts []string
	for _, part := range splitOutsideQuotes(query) {
		name, value, hasValue := strings.Cut(part, "=")
		if !hasValue {
			parts = append(parts, url.QueryEscape(name))
			continue
		}
		parts = append(parts, url.QueryEscape(name)+"="+url.QueryEscape(value))
	}
	return strings.Join(parts, "&")
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
