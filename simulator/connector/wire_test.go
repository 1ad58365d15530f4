package connector_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/connector"
)

func TestWireIsChecked(t *testing.T) {
	header := func(name, value string) connector.Wire { return connector.Wire{Header: http.Header{name: {value}}} }
	for _, test := range []struct {
		wire connector.Wire
		want string // "" for no fault
	}{
		{header("Client-Request-Id", "7"), ""},
		{header("Accept-Encoding", "gzip"), ""},
		{header("Expect", "100-continue"), ""},
		{header("authorization", "Bearer "+canary), "headers: expected those that are free to set, found authorization"},
		{header("User-Agent", "Entra/1"), "found User-Agent"},
		{header("Content-Length", "7"), "found Content-Length"},
		{header("a b", "7"), `headers: expected names of RFC 9110, section 5.1, found "a b"`},
		{header("X-Key", canary+"\n"), "headers: expected values that can be sent, found control characters in X-Key"},
		{connector.Wire{UserAgent: canary + "\n"}, "UserAgent: expected a text that can be a header"},
		{connector.Wire{PageSize: -1}, "PageSize and OperationsPerPatch: expected 0 or more, found -1 and 0"},
		{connector.Wire{OperationsPerPatch: -1}, "found 0 and -1"},
		{connector.Wire{Manager: 9}, "expected known values of Manager, ManagerRemoval, AnswerType, RetryAfter, Primary and Clearing, found 9, 0, 0, 0, 0 and 0"},
		{connector.Wire{RetryAfter: 3}, "found 0, 0, 0, 3, 0 and 0"},
		{connector.Wire{Primary: 4}, "found 0, 0, 0, 0, 4 and 0"},
	} {
		_, err := connector.New(connector.Options{BaseURL: "https://scim.contoso.example", Wire: test.wire})
		if test.want == "" {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorContains(t, err, test.want)
		assert.NotContains(t, err.Error(), canary)
	}
}
