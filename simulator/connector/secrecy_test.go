package connector_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// everything is all that can be shown of an error, evidence included.
func everything(t *testing.T, err error) string {
	t.Helper()
	text := fmt.Sprintf("%v|%+v|%#v", err, err, err)
	for next := err; next != nil; next = errors.Unwrap(next) {
		text += "|" + next.Error()
	}
	if e := (*connector.Error)(nil); errors.As(err, &e) {
		evidence, err := json.Marshal(e.Exchange)
		require.NoError(t, err)
		return fmt.Sprintf("%s|%s|%s|%+v|%s", text, evidence, e.Exchange.Body, e.Exchange.Header, e.Exchange.URL)
	}
	return text
}

// A target that repeats the credential, wherever it can and however it writes it, does not bring it into an error.
func TestNoCredentialInErrors(t *testing.T) {
	const secret = `c4n4ry/+="t\ok&<n`
	asJSON, err := json.Marshal(secret)
	require.NoError(t, err)
	inner := string(asJSON[1 : len(asJSON)-1])
	for form, echo := range map[string]string{
		"as it is": secret, "query": url.QueryEscape(secret), "path": url.PathEscape(secret), "JSON": inner,
		"JSON of others": strings.NewReplacer(`\`, `\\`, `"`, `\"`, `/`, `\/`).Replace(secret),
	} {
		inJSON := inner
		if form != "as it is" {
			inJSON = echo
		}
		for name, answer := range map[string]reply{
			"detail":        {status: 400, body: `{"detail":"bad token ` + inJSON + `","scimType":"` + inJSON + `"}`},
			"unauthorized":  {status: 401, body: echo, header: http.Header{"Www-Authenticate": {`Bearer realm="` + echo + `"`}}},
			"id":            {status: 200, body: `{"id":"` + inJSON + `"}`},
			"no JSON":       {status: 200, body: echo},
			"broken":        {status: 200, body: `{"id":"` + echo},
			"content type":  {status: 200, contentType: "text/" + echo, body: "{}"},
			"encoding":      {status: 200, body: "{}", header: http.Header{"Content-Encoding": {echo}}},
			"redirect":      {status: 302, header: http.Header{"Location": {"https://x.example/" + echo + "?t=" + echo}}},
			"bad redirect":  {status: 302, header: http.Header{"Location": {"https://[" + echo}}},
			"header":        {status: 500, header: http.Header{"X-Echo": {echo}, "Set-Cookie": {"t=" + echo}}},
			"totalResults":  {status: 200, body: `{"totalResults":"` + inJSON + `"}`},
			"at the cut":    {status: 500, body: strings.Repeat("x", 16<<10-5) + echo},
			"again and off": {status: 500, body: strings.Repeat(echo, 16<<10/len(echo)+1)},
		} {
			for op, do := range operations(t) {
				s := &script{answers: []reply{answer}}
				c, err := connector.New(connector.Options{
					BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: s}, Credential: connector.Bearer(secret),
				})
				require.NoError(t, err)
				if err := do(t.Context(), c); err != nil {
					require.NotContains(t, everything(t, err), "c4n4ry", "%s %s %s", op, name, form)
				}
			}
		}
	}
}

// Nor does a fault before any answer: a connection that fails, a token that cannot be sent.
func TestNoCredentialWithoutAnAnswer(t *testing.T) {
	for _, token := range []string{"c4n4ry", "c4n4ry with blanks", "c4n4ry\x00"} {
		s := &script{answers: []reply{{err: errors.New("no route")}}}
		c, err := connector.New(connector.Options{
			BaseURL: "https://scim.contoso.example", HTTP: &http.Client{Transport: s}, Credential: connector.Bearer(token),
		})
		require.NoError(t, err)
		_, err = c.Get(t.Context(), "7")
		require.Error(t, err)
		assert.NotContains(t, everything(t, err), "c4n4ry")
	}
}
