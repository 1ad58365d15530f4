package connector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
	"golang.org/x/sync/singleflight"

	"github.com/entrasim/entrasim/simulator/clock"
)

// ClientCredentialsOptions are the connectivity parameters of Graph's OAuth2ClientCredentialsGrant.
type ClientCredentialsOptions struct {
	// TokenURL is oauth2TokenExchangeUri.
	TokenURL string
	// ClientID and ClientSecret are oauth2ClientId and oauth2ClientSecret.
	ClientID, ClientSecret string
	// SecretInBody sends both in the body. The default is Basic authentication, RFC 6749, section 2.3.1 and
	// credentialLocationInRequest "Header".
	SecretInBody bool
	// Scopes are what to ask for; none sends no scope.
	Scopes []string
	// Parameters are further ones of the token request, such as audience or resource.
	Parameters url.Values
	// RenewBefore is how long before its end a token is renewed, at most half of its life. The default is five minutes;
	// what Entra does is not known.
	RenewBefore time.Duration
	// HTTP reaches the token endpoint. It follows no redirect: the secret must not travel. Nil is a client with a time-out
	// of 60 seconds that takes any version of TLS from 1.2: the page's terms are about the target.
	HTTP *http.Client
	// Clock says when a token ends. It is the clock of the token endpoint, so for a real one the real clock, whatever the
	// schedule; nil is that.
	Clock clock.Clock
}

// ClientCredentials is an OAuth 2.0 client (RFC 6749, section 4.4): it fetches an access token, keeps it until shortly
// before its end, and fetches another when the target refuses it. Concurrent callers share one fetch.
//
// The token request is golang.org/x/oauth2's. Its token sources are not used: they read the operating system's time.
type ClientCredentials struct {
	options ClientCredentialsOptions
	config  clientcredentials.Config
	client  *http.Client
	flight  singleflight.Group

	mu    sync.Mutex
	token accessToken
}

// accessToken is one that was fetched; the zero value is none.
type accessToken struct {
	authorization string
	renewAt       time.Time // zero for never
}

// NewClientCredentials checks the options. Nothing is fetched before the first request.
func NewClientCredentials(options ClientCredentialsOptions) (*ClientCredentials, error) {
	endpoint, err := url.Parse(options.TokenURL)
	switch {
	case err != nil:
		return nil, errors.New("connector: token URL: expected an http or https URL, found a text that is none")
	case endpoint.Scheme != "https" && endpoint.Scheme != "http", endpoint.Host == "", endpoint.User != nil:
		return nil, fmt.Errorf("connector: token URL: expected an http or https URL without a user, found %q", endpoint.Redacted())
	case options.ClientID == "" || options.ClientSecret == "":
		return nil, errors.New("connector: client credentials: expected a client id and a secret, found one of them empty")
	case options.RenewBefore < 0:
		return nil, fmt.Errorf("connector: renew before: expected 0 or more, found %s", options.RenewBefore)
	}
	options.RenewBefore = cmp.Or(options.RenewBefore, 5*time.Minute)
	options.Clock = cmp.Or(options.Clock, clock.System())
	client := http.Client{Timeout: 60 * time.Second}
	if options.HTTP != nil {
		client = *options.HTTP
	}
	if client.Transport == nil {
		client.Transport = Wire{AnyTLS: true}.Transport()
	}
	client.Transport = locations{client.Transport}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	style := oauth2.AuthStyleInHeader
	if options.SecretInBody {
		style = oauth2.AuthStyleInParams
	}
	return &ClientCredentials{options: options, client: &client, config: clientcredentials.Config{
		ClientID: options.ClientID, ClientSecret: options.ClientSecret, TokenURL: options.TokenURL,
		Scopes: options.Scopes, EndpointParams: options.Parameters, AuthStyle: style,
	}}, nil
}

// Authorization implements Credential.
func (c *ClientCredentials) Authorization(ctx context.Context, refused string) (string, error) {
	for {
		if token, ok := c.kept(refused); ok {
			return token, nil
		}
		// Kept is asked again inside: another fetch may have ended between the question above and the start of this one.
		flight := c.flight.DoChan("", func() (any, error) {
			if token, ok := c.kept(refused); ok {
				return token, nil
			}
			return c.fetch(ctx)
		})
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case result := <-flight:
			switch token, ok := result.Val.(string); {
			case result.Err == nil && ok:
				return token, nil
			case !errors.Is(result.Err, errAbandoned):
				return "", result.Err
			case ctx.Err() != nil:
				return "", ctx.Err()
			} // else the caller who fetched has gone, and we have not
		}
	}
}

// kept is the token that is there, unless it is the refused one or about to end.
func (c *ClientCredentials) kept(refused string) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.token
	if t.authorization == "" || t.authorization == refused {
		return "", false
	}
	return t.authorization, t.renewAt.IsZero() || c.options.Clock.Now().Before(t.renewAt)
}

// errAbandoned is the end of a fetch whose caller has gone.
var errAbandoned = errors.New("connector: token request abandoned")

func (c *ClientCredentials) fetch(ctx context.Context) (string, error) {
	began := c.options.Clock.Now()
	token, err := c.config.Token(context.WithValue(ctx, oauth2.HTTPClient, c.client))
	switch {
	case ctx.Err() != nil:
		return "", errAbandoned
	case err != nil:
		return "", c.refusal(err)
	case !strings.EqualFold(token.Type(), "Bearer"):
		return "", c.fault(CodeCredentialValidation, "expected a token of type Bearer, found %q", short(c.redact(token.Type())))
	}
	kept := accessToken{authorization: "Bearer " + token.AccessToken}
	if life := lifeOf(token); life > 0 {
		kept.renewAt = began.Add(life - min(c.options.RenewBefore, life/2))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = kept
	return kept.authorization, nil
}

// lifeOf is expires_in of the answer, 0 for none. The token's own Expiry is by the operating system's clock.
func lifeOf(token *oauth2.Token) time.Duration {
	seconds, err := strconv.ParseFloat(fmt.Sprint(token.Extra("expires_in")), 64)
	if err != nil || seconds < 0 || seconds > maxSeconds {
		return 0
	}
	return time.Duration(seconds * float64(time.Second))
}
