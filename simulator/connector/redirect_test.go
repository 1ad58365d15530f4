package connector_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// Redirects are followed only when asked to, where the credential may go, and when they leave the request as it is.
func TestRedirects(t *testing.T) {
	abroad := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("another host was asked, with authorization %q", r.Header.Get("Authorization"))
	}))
	defer abroad.Close()
	tests := []struct {
		name     string
		follow   bool
		op       string
		status   int
		location string
		reached  string // the last request; "" when nothing followed
	}{
		{"off", false, "get", 302, "/moved/7", ""},
		{"a GET", true, "get", 302, "/moved/7", "GET /moved/7 "},
		{"a PATCH with its body", true, "update", 307, "/moved/7",
			`PATCH /moved/7 {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"title","value":"x"}]}`},
		{"a PATCH that would become a GET", true, "update", 302, "/moved/7", ""},
		{"a POST that would become a GET", true, "create", 303, "/moved/7", ""},
		{"another host", true, "get", 307, abroad.URL + "/moved/7", ""},
		{"in circles", true, "get", 307, "/Users/7", "GET /Users/7 "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var asked []string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				asked = append(asked, fmt.Sprintf("%s %s %s", r.Method, r.URL, body))
				w.Header().Set("Content-Type", connector.MediaType)
				if r.URL.Path == "/moved/7" {
					_, _ = io.WriteString(w, `{"id":"7"}`)
					return
				}
				w.Header().Set("Location", test.location)
				w.WriteHeader(test.status)
			}))
			defer server.Close()
			c, err := connector.New(connector.Options{
				BaseURL: server.URL, Wire: connector.Wire{FollowRedirects: test.follow},
				Credential: connector.Bearer(canary),
			})
			require.NoError(t, err)
			err = operations(t)[test.op](t.Context(), c)
			if test.reached == "" {
				assert.Len(t, asked, 1)
			} else {
				assert.Equal(t, test.reached, asked[len(asked)-1])
			}
			if test.reached == "" || test.name == "in circles" {
				e := fault(t, err)
				assert.Equal(t, connector.CodeWebException, e.Code)
				assert.Contains(t, e.Reason, "found a redirect to "+test.location+", which is not followed")
				assert.LessOrEqual(t, len(asked), 11)
				return
			}
			assert.NoError(t, err)
		})
	}
}
