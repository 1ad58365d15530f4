package reports

import (
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCurl(t *testing.T) {
	bearer := http.Header{"Authorization": {"Bearer $TOKEN"}}
	scim := http.Header{"Content-Type": {"application/scim+json"}}
	sent := func(credential string) Request {
		return Request{Method: "GET", URL: "https://x", Header: http.Header{"Authorization": {credential}}}
	}
	for _, c := range []struct {
		name string
		Request
		want string
	}{
		{"plain", Request{Method: "GET", URL: "https://x/a?b=c"}, `curl 'https://x/a?b=c'`},
		{"authenticated", Request{Method: "GET", URL: "https://x", Header: bearer},
			`curl -H "Authorization: Bearer $TOKEN" 'https://x'`},
		{"credential nobody redacted", sent("Bearer hunter2"),
			`curl -H "Authorization: Bearer $TOKEN" 'https://x'`},
		{"credential of another", sent("Bearer [redacted]"),
			`curl -H 'Authorization: Bearer [redacted]' 'https://x'`},
		{"scheme as it was sent", sent("bearer $TOKEN"),
			`curl -H "Authorization: bearer $TOKEN" 'https://x'`},
		{"body", Request{Method: "PATCH", URL: "https://x", Header: scim, Body: `{"a":"it's $HOME"}`},
			`curl -X PATCH -H 'Content-Type: application/scim+json' --data '{"a":"it'\''s $HOME"}' 'https://x'`},
		{"body on several lines", Request{Method: "PUT", URL: "https://x", Header: scim, Body: "{\n}"},
			`curl -X PUT -H 'Content-Type: application/scim+json' --data $'{\n}' 'https://x'`},
		{"body that looks like a file", Request{Method: "POST", URL: "https://x", Header: scim, Body: "@/etc/passwd"},
			`curl -X POST -H 'Content-Type: application/scim+json' --data-raw '@/etc/passwd' 'https://x'`},
		{"no content type", Request{Method: "POST", URL: "https://x", Body: "{}"},
			`curl -X POST -H 'Content-Type:' --data '{}' 'https://x'`},
		{"HEAD", Request{Method: "HEAD", URL: "https://x"}, `curl --head 'https://x'`},
		{"brackets and dots", Request{Method: "GET", URL: "https://x/../a[0]"},
			`curl --globoff --path-as-is 'https://x/../a[0]'`},
		{"what curl does itself", Request{Method: "GET", URL: "https://x", Header: http.Header{
			"Content-Length": {"3"}, "Cookie": {"session=1"}, "If-Match": {`W/"1"`},
		}}, `curl -H 'If-Match: W/"1"' 'https://x'`},
		{"truncated", Request{Method: "POST", URL: "https://x", Header: scim, Body: "{", Truncated: true},
			`curl -X POST -H 'Content-Type: application/scim+json' --data '{' 'https://x'` +
				" # only the first 1 bytes of the body were recorded"},
		{"hostile method", Request{Method: "GET; rm -rf /", URL: "https://x"}, `curl -X 'GET; rm -rf /' 'https://x'`},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, Exchange{Request: c.Request}.Curl())
		})
	}
}

// TestQuoteInAShell lets a real shell read what quote wrote.
func TestQuoteInAShell(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash")
	}
	for _, text := range []string{
		"", "plain", "two words", "it's", `"$HOME" $(id) ` + "`id`", `back\slash`, "line\nline\r\n\ttab", "\x1b[31m' \\",
		"!history", "caf\u00e9 \u202e\u00a0", "\xff\xfe", "$'", "~", "*",
	} {
		out, err := exec.Command(bash, "-c", "printf %s "+quote(text)).Output()
		require.NoError(t, err, "%q", text)
		assert.Equal(t, text, string(out))
		assert.False(t, strings.ContainsAny(quote(text), "\n\x1b"), "one line without escapes: %q", text)
	}
}
