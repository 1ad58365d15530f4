package connector_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
)

// tokens is a token endpoint that gives t1, t2, … for an hour each, and keeps what it was asked.
type tokens struct {
	*httptest.Server
	given  atomic.Int32
	asked  []string
	answer func(http.ResponseWriter) // instead of a token
}

const canary = "s3cr3t/with+signs"

func newTokens(t *testing.T) *tokens {
	e := &tokens{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, secret, _ := r.BasicAuth()
		_ = r.ParseForm()
		e.asked = append(e.asked, fmt.Sprintf("%s %s %s:%s", r.Method, r.Form.Encode(), id, secret))
		if e.answer != nil {
			e.answer(w)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"t%d","token_type":"Bearer","expires_in":3600}`, e.given.Add(1))
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *tokens) credential(t *testing.T, clk clock.Clock, options connector.ClientCredentialsOptions) *connector.ClientCredentials {
	options.TokenURL, options.ClientID, options.ClientSecret, options.Clock = e.URL+"/token", "app", canary, clk
	c, err := connector.NewClientCredentials(options)
	require.NoError(t, err)
	return c
}

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestClientCredentialsAreRenewedBeforeTheirEnd(t *testing.T) {
	e, clk := newTokens(t), clock.NewVirtual(nine)
	c := e.credential(t, clk, connector.ClientCredentialsOptions{Scopes: []string{"scim"}})
	for _, step := range []struct {
		after time.Duration
		want  string
	}{{0, "Bearer t1"}, {54 * time.Minute, "Bearer t1"}, {time.Minute, "Bearer t2"}} {
		clk.AdvanceTo(clk.Now().Add(step.after))
		got, err := c.Authorization(t.Context(), "")
		require.NoError(t, err)
		assert.Equal(t, step.want, got, step.after)
	}
	assert.Equal(t, "POST grant_type=client_credentials&scope=scim app:s3cr3t%2Fwith%2Bsigns", e.asked[0], "RFC 6749, section 2.3.1 escapes both")

	e = newTokens(t)
	_, err := e.credential(t, clk, connector.ClientCredentialsOptions{SecretInBody: true}).Authorization(t.Context(), "")
	require.NoError(t, err)
	assert.Equal(t, "POST client_id=app&client_secret=s3cr3t%2Fwith%2Bsigns&grant_type=client_credentials :", e.asked[0])
}

func TestOneRenewalAfterARefusal(t *testing.T) {
	e := newTokens(t)
	var seen []string
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization"))
		w.Header().Set("Content-Type", connector.MediaType)
		if r.URL.Path == "/Users/9" || len(seen) == 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, `{"id":"7"}`)
	}))
	defer target.Close()
	c, err := connector.New(connector.Options{
		BaseURL: target.URL, Credential: e.credential(t, clock.NewVirtual(nine), connector.ClientCredentialsOptions{}),
	})
	require.NoError(t, err)

	_, err = c.Get(t.Context(), "7")
	require.NoError(t, err)
	assert.Equal(t, []string{"Bearer t1", "Bearer t2"}, seen)

	_, err = c.Get(t.Context(), "9")
	f := fault(t, err)
	assert.Equal(t, connector.CodeUnauthorized, f.Code)
	assert.True(t, f.Quarantines)
	assert.Equal(t, []string{"Bearer t2", "Bearer t3"}, seen[2:], "once, not for ever")
}

// What a token endpoint does wrong is told like what a target does wrong, and never shows the secret.
func TestTokenEndpointFaults(t *testing.T) {
	say := func(status int, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Location", "https://elsewhere.example/?s="+canary)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for _, test := range []struct {
		name        string
		answer      func(http.ResponseWriter)
		code        string
		quarantines bool
		reason      string
	}{
		{"refused", say(401, `{"error":"invalid_client","error_description":"no `+canary+`"}`), connector.CodeCredentialValidation, true, "the client refused: invalid_client"},
		{"bad request", say(400, `{"error":"invalid_scope"}`), connector.CodeCredentialValidation, true, "invalid_scope"},
		{"throttled", say(429, `{}`), connector.CodeTooManyRequests, false, "throttled"},
		{"broken", say(503, `<html>`), connector.CodeInternalServerError, false, "an error of the token endpoint"},
		{"redirect", say(302, ``), connector.CodeWebException, false, "a redirect, which is not followed"},
		{"no token", say(200, `{"token_type":"Bearer"}`), connector.CodeCredentialValidation, false, "found none in the answer"},
		{"no JSON", say(200, `oops`), connector.CodeCredentialValidation, false, "an answer that cannot be read"},
		{"another type", say(200, `{"access_token":"x","token_type":"MAC"}`), connector.CodeCredentialValidation, false, `found "MAC"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := newTokens(t)
			e.answer = test.answer
			_, err := e.credential(t, clock.NewVirtual(nine), connector.ClientCredentialsOptions{}).Authorization(t.Context(), "")
			f := fault(t, err)
			assert.Equal(t, test.code, f.Code)
			assert.Equal(t, test.quarantines, f.Quarantines)
			assert.Contains(t, f.Reason, test.reason)
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", f)} {
				assert.NotContains(t, text, canary)
				assert.NotContains(t, text, "s3cr3t%2Fwith")
			}
		})
	}
	e := newTokens(t)
	e.Close()
	_, err := e.credential(t, clock.NewVirtual(nine), connector.ClientCredentialsOptions{}).Authorization(t.Context(), "")
	assert.Equal(t, connector.CodeWebException, fault(t, err).Code)
}

// Callers who come at the same time share one fetch, and one who goes away takes nobody along.
func TestConcurrentCallersShareAFetch(t *testing.T) {
	e := newTokens(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	c := e.credential(t, clock.NewVirtual(nine), connector.ClientCredentialsOptions{})
	_, err := c.Authorization(gone, "")
	require.ErrorIs(t, err, context.Canceled)
	results := make(chan string)
	for range 16 {
		go func() {
			got, err := c.Authorization(t.Context(), "")
			results <- fmt.Sprint(got, err)
		}()
	}
	for range 16 {
		assert.Regexp(t, `^Bearer t[12]<nil>$`, <-results)
	}
	assert.LessOrEqual(t, e.given.Load(), int32(2))
}

func TestEntraToken(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	clk := clock.NewVirtual(nine)
	const tenant = "6babcaad-604b-40ac-a9d7-9fd97c0b779f"
	own, err := connector.NewEntraToken(connector.EntraTokenOptions{TenantID: tenant, Key: key, Clock: clk})
	require.NoError(t, err)
	header, err := connector.SecretToken("  ", own).Authorization(t.Context(), "")
	require.NoError(t, err)

	var keys jose.JSONWebKeySet
	require.NoError(t, json.Unmarshal(own.KeySet(), &keys))
	token, err := jwt.ParseSigned(header[len("Bearer "):], []jose.SignatureAlgorithm{jose.RS256})
	require.NoError(t, err)
	var claims map[string]any
	require.NoError(t, token.Claims(keys.Key(token.Headers[0].KeyID)[0], &claims), "signed with the published key")
	assert.Equal(t, map[string]any{
		"aud": connector.EntraAudience, "iss": "https://sts.windows.net/" + tenant + "/", "tid": tenant,
		"appid": connector.EntraAppID, "iat": float64(nine.Unix()), "nbf": float64(nine.Unix()), "exp": float64(nine.Unix() + 3600),
	}, claims)

	clk.AdvanceTo(nine.Add(54 * time.Minute))
	same, _ := own.Authorization(t.Context(), header)
	assert.Equal(t, header, same)
	clk.AdvanceTo(nine.Add(55 * time.Minute))
	next, _ := own.Authorization(t.Context(), "")
	assert.NotEqual(t, header, next)

	given, err := connector.SecretToken(" abc ", own).Authorization(t.Context(), "")
	require.NoError(t, err)
	assert.Equal(t, "Bearer abc", given)
}

func TestCredentialsAreChecked(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	require.NoError(t, err)
	_, err = connector.NewEntraToken(connector.EntraTokenOptions{TenantID: "x"})
	assert.ErrorContains(t, err, `tenant id: expected a GUID, found "x"`)
	_, err = connector.NewEntraToken(connector.EntraTokenOptions{TenantID: "6babcaad-604b-40ac-a9d7-9fd97c0b779f", Key: weak})
	assert.ErrorContains(t, err, "expected at least 2048 bits, found 1024")
	_, err = connector.NewClientCredentials(connector.ClientCredentialsOptions{TokenURL: "ftp://x", ClientID: "a", ClientSecret: "b"})
	assert.ErrorContains(t, err, "token URL: expected an http or https URL")
	_, err = connector.NewClientCredentials(connector.ClientCredentialsOptions{TokenURL: "https://x/token", ClientID: "a"})
	assert.ErrorContains(t, err, "expected a client id and a secret")
	_, err = connector.Bearer("a b").Authorization(t.Context(), "")
	assert.ErrorContains(t, err, "expected one or more visible ASCII characters")
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", connector.Bearer(canary), connector.Bearer(canary), connector.Bearer(canary)), canary)
}
