package steps

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

func TestExpandPath(t *testing.T) {
	w := &world{run: &run{}, unique: "es1", people: map[string]*person{"bob": {id: `a b/"ç%`, userName: `o"neill+x`}}}
	for path, want := range map[string]string{
		`/Users`:                              `/Users`,
		`/Users/a b`:                          `/Users/a%20b`,
		`/Users/{{id of "bob"}}`:              `/Users/a%20b%2F%22%C3%A7%25`,
		`/Users?filter=userName eq "a+b@x.y"`: `/Users?filter=userName+eq+%22a%2Bb%40x.y%22`,
		`/Users?filter=userName eq "{{userName of "bob"}}"`: `/Users?filter=userName+eq+%22o%5C%22neill%2Bx%22`,
		`/Users?filter=emails[type eq "work"].value eq "x"`: `/Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq+%22x%22`,
		`/Users?filter=userName eq "r&d=\"x\"&y"&count=5`:   `/Users?filter=userName+eq+%22r%26d%3D%5C%22x%5C%22%26y%22&count=5`,
		`/Users?aadOptscim062020&filter=userName eq "a"`:    `/Users?aadOptscim062020&filter=userName+eq+%22a%22`,
	} {
		got, err := w.expandPath(path)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// What a feature asks for is what goes out, whatever characters an id has.
func TestRequestIsSentAsItStands(t *testing.T) {
	var asked []string
	server := exchange.RoundTripper(func(r *http.Request) (*http.Response, error) {
		asked = append(asked, r.URL.RequestURI())
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader("{}")), Header: http.Header{}, Request: r}, nil
	})
	w := &world{recorder: exchange.NewRecorder(reports.NewRedactor())}
	for _, path := range []string{userPath("u:1.2 é%/x;y"), lookUpPath(`a"b`), "/Users/?aadOptscim062020"} {
		a, err := w.exchangeVia(context.Background(), noRedirects(w.recorder.Via(server)), http.MethodGet, "http://h/scim/v2"+path, "", mediaType, mediaType)
		require.NoError(t, err)
		assert.Equal(t, 200, a.status)
	}
	assert.Equal(t, []string{"/scim/v2/Users/u:1.2%20%C3%A9%25%2Fx%3By", "/scim/v2/Users?filter=userName+eq+%22a%5C%22b%22",
		"/scim/v2/Users/?aadOptscim062020"}, asked)
}

func TestPlaceholders(t *testing.T) {
	w := &world{run: &run{}, unique: "es1-001d", oldToken: "o", newToken: "n", people: map[string]*person{"bob": {id: "7", userName: "b@x"}}}
	for text, want := range map[string]string{
		`plain`:                      `plain`,
		`{{unique}}-{{ unique }}`:    `es1-001d-es1-001d`,
		`{{UNIQUE}}`:                 `ES1-001D`,
		`x{{id of "bob"}}y`:          `x7y`,
		`{{userName of "bob"}}`:      `b@x`,
		`{{USERNAME of "bob"}}`:      `B@X`,
		`{{old token}}{{new token}}`: `on`,
	} {
		got, err := w.expand(text)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for text, says := range map[string]string{
		`{{unique`:          "not closed",
		`{{nothing}}`:       "expected {{unique}}",
		`{{id of "carol"}}`: `"carol"`,
		`{{age of "bob"}}`:  "expected {{unique}}",
		`{{id of bob}}`:     "expected {{unique}}",
	} {
		_, err := w.expand(text)
		assert.ErrorContains(t, err, says)
	}
}
