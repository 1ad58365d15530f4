package exchange

import (
	"context"
	"net/http"
	"sync"
)

// Credential is the bearer token of a service provider. It can change during a run, when a portal makes a new one.
type Credential struct {
	mu    sync.Mutex
	token string
}

// NewCredential holds a token as an administrator pastes it: bare, without the word Bearer.
func NewCredential(token string) *Credential { return &Credential{token: token} }

// Token is the present token; empty means that requests go without one.
func (c *Credential) Token() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.token
}

// Set replaces the token.
func (c *Credential) Set(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = token
}

type authorizationKey struct{}

// WithAuthorization makes one request carry this Authorization header instead of the credential; empty means none.
func WithAuthorization(ctx context.Context, header string) context.Context {
	return context.WithValue(ctx, authorizationKey{}, header)
}

// authorizationOf is what the recorder, which never sees the credential, writes as a request's Authorization header.
func authorizationOf(ctx context.Context) string {
	if header, given := ctx.Value(authorizationKey{}).(string); given {
		return header
	}
	return "Bearer $TOKEN"
}

// Authenticate adds the credential, behind the recorder, which therefore never sees it.
func Authenticate(c *Credential, next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		header, given := req.Context().Value(authorizationKey{}).(string)
		if !given {
			if token := c.Token(); token != "" {
				header = "Bearer " + token
			}
		}
		if header == "" {
			return next.RoundTrip(req)
		}
		authenticated := req.Clone(req.Context())
		authenticated.Header.Set("Authorization", header)
		return next.RoundTrip(authenticated)
	})
}
