package steps

import (
	"context"
	"net/http"
	"strings"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// headerSteps send raw requests with a header that says more than who asks.
func headerSteps() []Definition {
	return []Definition{
		{`^(\w+) is patched, if still as remembered, with$`,
			"Sends a PATCH with the remembered meta.version as If-Match.",
			"When bob is patched, if still as remembered, with\n  \"\"\"\n  [{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Bob\"}]\n  \"\"\"",
			(*world).patchUnchanged},
		{`^(\w+) is replaced, if still as remembered, with$`,
			"Sends a PUT as \"is replaced with\" does, with the remembered meta.version as If-Match.",
			"When bob is replaced, if still as remembered, with\n  | attribute   | value |\n  | displayName | Bob   |",
			(*world).replaceUnchanged},
		{`^a client with the (Host|Accept|If-None-Match|If-Match) header "(.*)" sends (GET|DELETE) (/.*)$`,
			"Sends a raw request with a header of its own; {{version of \"NAME\"}} is the remembered meta.version.",
			`When a client with the Host header "forged.invalid" sends GET /Users`,
			(*world).sendsTo},
		{`^the answer does not mention "([^"]*)"$`,
			"The text is neither in the body nor in the Location header.",
			`Then the answer does not mention "forged.invalid"`,
			(*world).doesNotMention},
	}
}

// headerKey is a context's key for a header that a request has in place of its own.
type headerKey struct{}

type header struct{ name, value string }

func withHeader(ctx context.Context, name, value string) context.Context {
	return context.WithValue(ctx, headerKey{}, header{name, value})
}

// addHeader writes the context's header, if there is one, into a request.
func addHeader(ctx context.Context, r *http.Request) {
	h, ok := ctx.Value(headerKey{}).(header)
	switch {
	case !ok:
	case h.name == "Host":
		r.Host = h.value
	default:
		r.Header.Set(h.name, h.value)
	}
}

func (w *world) patchUnchanged(ctx context.Context, name string, operations *godog.DocString) error {
	ctx, err := w.ifRemembered(ctx, name)
	if err != nil {
		return err
	}
	return w.patch(ctx, name, operations)
}

func (w *world) replaceUnchanged(ctx context.Context, name string, table *godog.Table) error {
	ctx, err := w.ifRemembered(ctx, name)
	if err != nil {
		return err
	}
	return w.replace(ctx, name, table)
}

// ifRemembered makes the next request conditional on a user's remembered version.
func (w *world) ifRemembered(ctx context.Context, name string) (context.Context, error) {
	_, before, err := w.remembered(name)
	if err != nil {
		return ctx, err
	}
	version := scim.Member(scim.Member(before, "meta"), "version").String()
	if version == "" {
		read, _ := w.recorder.Last()
		return ctx, &mismatch{Expected: "meta.version, since etag is claimed", Actual: "none", Exchange: read.Number}
	}
	return withHeader(ctx, "If-Match", version), nil
}

func (w *world) sendsTo(ctx context.Context, name, value, method, path string) error {
	value, err := w.expand(value)
	if err != nil {
		return err
	}
	path, err = w.expandPath(path)
	if err != nil {
		return err
	}
	return w.keep(w.request(withHeader(ctx, name, value), method, path, ""))
}

func (w *world) doesNotMention(_ context.Context, text string) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	if text, err = w.expand(text); err != nil {
		return err
	}
	for place, said := range map[string]string{"Location": a.header("Location"), "the body": a.body} {
		if strings.Contains(strings.ToLower(said), strings.ToLower(text)) {
			return a.mismatch("nothing about "+text, text+" in "+place)
		}
	}
	return nil
}
