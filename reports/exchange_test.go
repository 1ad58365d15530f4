package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name, url, body, err string
		status               int
		took                 time.Duration
		want                 string
	}{
		{
			name: "SCIM error", url: "https://x/Users/2819c223", status: 400, took: 12 * time.Millisecond,
			body: `{"scimType":"invalidValue","detail":"active must be boolean"}`,
			want: `PATCH /Users/2819c223 gave 400 invalidValue "active must be boolean" after 12 ms`,
		},
		{name: "no detail", url: "https://x/a", status: 409, body: `{"scimType":"uniqueness"}`,
			want: `PATCH /a gave 409 uniqueness after <1 ms`},
		{name: "success with a detail", url: "https://x/a", status: 200, body: `{"detail":"no"}`,
			want: `PATCH /a gave 200 after <1 ms`},
		{name: "query", url: "https://x/a?filter=b%20eq%201", status: 204,
			want: `PATCH /a?filter=b%20eq%201 gave 204 after <1 ms`},
		{name: "HTML", url: "https://x/a", status: 502, body: "<h1>Bad\nGateway</h1>",
			want: `PATCH /a gave 502 "<h1>Bad\nGateway</h1>" after <1 ms`},
		{name: "JSON of another kind", url: "https://x/a", status: 500, body: `["boom"]`,
			want: `PATCH /a gave 500 "[\"boom\"]" after <1 ms`},
		{name: "detail is no string", url: "https://x/a", status: 400, body: `{"detail":{"a":1}}`,
			want: `PATCH /a gave 400 "{\"detail\":{\"a\":1}}" after <1 ms`},
		{name: "empty body", url: "https://x/a", status: 404, body: " \n",
			want: `PATCH /a gave 404 after <1 ms`},
		{name: "no answer", url: "https://x/a", err: "timeout\x1b[2J", took: 90 * time.Second,
			want: `PATCH /a gave no answer (timeout\x1b[2J) after 1m30s`},
		{name: "URL that cannot be read", url: "http://[::1", status: 200,
			want: `PATCH http://[::1 gave 200 after <1 ms`},
		{name: "escape in the type", url: "https://x/a", status: 400, body: `{"scimType":"\u001b[31m"}`,
			want: `PATCH /a gave 400 \x1b[31m after <1 ms`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := Exchange{Request: Request{Method: "PATCH", URL: c.url}, Duration: c.took, Error: c.err}
			if c.status != 0 {
				e.Response = &Response{Status: c.status, Body: c.body}
			}
			assert.Equal(t, c.want, e.Summary())
		})
	}
}

func TestSummaryStaysShort(t *testing.T) {
	for name, body := range map[string]string{
		"detail":   `{"detail":"` + strings.Repeat("x", 5000) + `"}`,
		"text":     strings.Repeat("é", 5000),
		"brackets": strings.Repeat("[", 20_000_000), // deep enough to overflow the stack of a JSON reader,
		"broken":   strings.Repeat("\xff", 5000),
	} {
		e := Exchange{
			Request:  Request{Method: "GET", URL: "https://x/" + strings.Repeat("y", 5000)},
			Response: &Response{Status: 400, Body: body},
		}
		assert.Less(t, len(e.Summary()), 1000, name)
	}
}

// FuzzSummary holds that no answer of a target makes a summary panic, span lines or carry control characters.
func FuzzSummary(f *testing.F) {
	f.Add(400, `{"scimType":"invalidValue","detail":"x"}`, "https://x/Users?filter=a")
	f.Add(500, "\x1b]0;title\a", "::")
	f.Add(400, `{"detail":"\ud800"}`, "mailto:x")
	f.Fuzz(func(t *testing.T, status int, body, url string) {
		e := Exchange{Request: Request{Method: "GET", URL: url}, Response: &Response{Status: status, Body: body}, Error: body}
		summary := e.Summary()
		assert.Equal(t, visible(summary), summary)
		e.Response = nil
		assert.Equal(t, visible(e.Summary()), e.Summary())
	})
}
