package connector_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// Credentials on the wire: the bare Secret Token with the scheme that Entra adds, and the token requests of RFC 6749,
// section 4.4 with the client in either place.
func TestCredentialRequests(t *testing.T) {
	token := reply{status: 200, contentType: "application/json", body: `{"access_token":"abc","token_type":"Bearer","expires_in":3600}`}
	fetch := func(options connector.ClientCredentialsOptions) string {
		s := &script{answers: []reply{token}}
		options.TokenURL, options.ClientID, options.ClientSecret = "https://login.contoso.example/token?v=2", "a/pp", canary
		options.HTTP = &http.Client{Transport: s}
		c, err := connector.NewClientCredentials(options)
		require.NoError(t, err)
		_, err = c.Authorization(t.Context(), "")
		require.NoError(t, err)
		require.Len(t, s.asked, 1)
		return s.asked[0]
	}
	bearer := func() string {
		s := &script{}
		c, err := connector.New(connector.Options{BaseURL: "https://scim.contoso.example/scim/v2", Credential: connector.SecretToken(" abc\n", nil),
			HTTP: &http.Client{Transport: s}})
		require.NoError(t, err)
		require.NoError(t, operations(t)["get"](context.Background(), c))
		return s.asked[0]
	}
	for _, test := range []struct{ name, got string }{
		{"bearer", bearer()},
		{"token-in-header", fetch(connector.ClientCredentialsOptions{Scopes: []string{"scim", "users"}})},
		{"token-in-body", fetch(connector.ClientCredentialsOptions{SecretInBody: true, Parameters: url.Values{"audience": {"https://x"}}})},
	} {
		compare(t, test.name+".txt", test.got)
	}
}
