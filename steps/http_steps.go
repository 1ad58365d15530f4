package steps

import (
	"context"
	"fmt"
	"net/http"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/exchange"
)

func httpSteps() []Definition {
	return []Definition{
		{`^a client sends (GET|DELETE) (/.*)$`,
			"Sends a raw request. The path is written plainly: its query is encoded on the way.",
			`When a client sends GET /Users?filter=userName eq "{{userName of "alice"}}"`,
			(*world).sends},
		{`^the encoded query (/\S*) is sent$`,
			"Sends a GET whose query is encoded already. Placeholders are filled in as they are.",
			"When the encoded query /Users?filter=userName+eq+%22{{unique}}%22 is sent",
			(*world).sendsAsItStands},
		{`^a client sends (POST|PUT|PATCH) (/\S*|/.*}}\S*) with$`,
			"Sends a raw request with a body.",
			"When a client sends POST /Users with\n  \"\"\"\n  {\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"], \"userName\": \"{{unique}}\"}\n  \"\"\"",
			(*world).sendsBody},
		{`^a client sends (POST|PATCH) (/\S*|/.*}}\S*) as "([^"]*)" with$`,
			"Sends a raw request with a body that is labelled with another media type.",
			"When a client sends POST /Users as \"application/scim+json; charset=utf-8\" with\n  \"\"\"\n  {\"userName\": \"{{unique}}\"}\n  \"\"\"",
			(*world).sendsLabelled},
		{`^a client with the Authorization header "([^"]*)" sends (POST|PUT|PATCH) (/\S*|/.*}}\S*) with$`,
			"Sends a raw request with another Authorization header and a body.",
			"When a client with the Authorization header \"Bearer wrong\" sends POST /Users with\n  \"\"\"\n  {\"userName\": \"{{unique}}\"}\n  \"\"\"",
			(*world).sendsBodyAs},
		{`^a client with the Authorization header "([^"]*)" sends (GET|DELETE) (/.*)$`,
			"Sends a raw request with another Authorization header; empty for none.",
			`When a client with the Authorization header "Bearer wrong" sends GET /Users`,
			(*world).sendsAs},
		{`^(\w+) is patched with$`,
			"Sends a PATCH of the operations to the user's URL.",
			"When bob is patched with\n  \"\"\"\n  [{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}]\n  \"\"\"",
			(*world).patch},
	}
}

// keep makes an answer the latest. One to a Given has to be a success; what a When brings is for the Thens to judge.
func (w *world) keep(a *answer, err error) error {
	if err != nil {
		return err
	}
	w.answer = a
	if w.step.Type == messages.PickleStepType_CONTEXT && a.status >= http.StatusBadRequest {
		return a.mismatch("a request that the scenario builds on succeeds", a.String())
	}
	return nil
}

func (w *world) last() (*answer, error) {
	if w.answer == nil {
		return nil, fmt.Errorf("the feature asks for an answer before it sends a request")
	}
	return w.answer, nil
}

func (w *world) sends(ctx context.Context, method, path string) error {
	if err := w.findsLack(path); err != nil {
		return err
	}
	path, err := w.expandPath(path)
	if err != nil {
		return err
	}
	return w.keep(w.request(ctx, method, path, ""))
}

func (w *world) sendsAsItStands(ctx context.Context, path string) error {
	path, err := w.expand(path)
	if err != nil {
		return err
	}
	return w.keep(w.request(ctx, http.MethodGet, path, ""))
}

func (w *world) sendsAs(ctx context.Context, header, method, path string) error {
	header, err := w.expand(header)
	if err != nil {
		return err
	}
	return w.sends(exchange.WithAuthorization(ctx, header), method, path)
}

func (w *world) sendsBody(ctx context.Context, method, path string, body *godog.DocString) error {
	return w.sendsLabelled(ctx, method, path, mediaType, body)
}

func (w *world) sendsLabelled(ctx context.Context, method, path, contentType string, body *godog.DocString) error {
	path, err := w.expandPath(path)
	if err != nil {
		return err
	}
	text, err := w.expandWith(body.Content, inQuotes)
	if err != nil {
		return err
	}
	switch {
	case method == http.MethodPatch:
		text, err = w.fitPatch(w.demandsOf(path), text)
	case path == "/Bulk":
		text, err = w.fitBulk(text)
	default:
		text, err = w.fitBody(path, text)
	}
	if err != nil {
		return err
	}
	return w.keep(w.requestAs(ctx, method, path, text, contentType))
}

func (w *world) sendsBodyAs(ctx context.Context, header, method, path string, body *godog.DocString) error {
	header, err := w.expand(header)
	if err != nil {
		return err
	}
	return w.sendsBody(exchange.WithAuthorization(ctx, header), method, path, body)
}

func (w *world) patch(ctx context.Context, name string, operations *godog.DocString) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	text, err := w.expandWith(operations.Content, inQuotes)
	if err != nil {
		return err
	}
	if !gjson.Valid(text) || !gjson.Parse(text).IsArray() {
		return fmt.Errorf("expected a JSON array of operations, found %s", text)
	}
	body, err := w.fitPatch(&w.run.demands.Users, patchBody(text))
	if err != nil {
		return err
	}
	id, err := w.idOf(ctx, p)
	if err != nil {
		return err
	}
	return w.keep(w.request(ctx, http.MethodPatch, userPath(id), body))
}
