package portal

import (
	"context"
	"net/http"
)

// csrfHeader carries the session's CSRF token with every change that a cookie authenticates.
const csrfHeader = "X-CSRF-Token"

// The session's cookie. Over TLS its name has the prefix that makes browsers refuse it from anywhere but this host and
// over anything but TLS (RFC 6265bis section 4.1.3.2).
const (
	plainCookie  = "entrasim-portal"
	secureCookie = "__Host-entrasim-portal"
)

// principal is on whose behalf a request is made.
type principal struct {
	administrator string
	// sessionID is empty for a request with a bearer token.
	sessionID string
	session   session
}

type principalKey struct{}

// with is the request with its principal, for the handlers.
func (p principal) with(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), principalKey{}, p))
}

// principalOf is the principal of a request that was authenticated.
func principalOf(r *http.Request) principal {
	p, _ := r.Context().Value(principalKey{}).(principal)
	return p
}

// authenticate finds out who asks. A bearer token is a program's: no browser adds it by itself, so that it needs no more.
// A cookie is a browser's, which sends it with whatever any page makes it request. A change by cookie has to prove that a
// page of the portal made it: by the session's token, and by what the browser says of the origin.
func (p *Portal) authenticate(r *http.Request) (principal, error) {
	if r.Header.Get("Authorization") != "" {
		if name, ok := p.administratorOf(bearer(r)); ok {
			return principal{administrator: name}, nil
		}
		return principal{}, unauthorized("expected an administrator's credential as a bearer token, found another one")
	}
	cookie, err := r.Cookie(cookieName(r))
	if err != nil {
		return principal{}, unauthorized("expected an administrator's credential as a bearer token, or a session")
	}
	forged := provesOrigin(r, cookie.Value)
	found, ok := p.sessions.find(cookie.Value, p.now(), forged == nil)
	if !ok {
		return principal{}, unauthorized("expected a session, found one that has ended: sign in again")
	}
	if forged != nil {
		return principal{}, forged
	}
	return principal{found.administrator, cookie.Value, found}, nil
}

// provesOrigin refuses what another site may have made the browser send.
func provesOrigin(r *http.Request, sessionID string) error {
	if err := sameOrigin(r); err != nil {
		return err
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead || isCSRFToken(r.Header.Get(csrfHeader), sessionID) {
		return nil
	}
	return forbidden("expected the session's CSRF token in the header %s, found none or another one", csrfHeader)
}

// sameOrigin heeds what browsers say of the page that made the request, in Sec-Fetch-Site or else Origin. A client that
// sends neither is not a browser.
func sameOrigin(r *http.Request) error {
	if err := new(http.CrossOriginProtection).Check(r); err != nil {
		return forbidden("expected a request of the portal's own pages, found one of another origin")
	}
	return nil
}

func cookieName(r *http.Request) string {
	if r.TLS != nil {
		return secureCookie
	}
	return plainCookie
}

// sessionCookie is the cookie of a session, or with no id the one that makes the browser forget it. It lasts as long as
// the browser; when the session ends is for the server to know.
func sessionCookie(r *http.Request, id string) *http.Cookie {
	//nolint:gosec // Secure follows the connection: over plain HTTP the browser would drop the cookie
	c := &http.Cookie{Name: cookieName(r), Value: id, Path: "/", HttpOnly: true, Secure: r.TLS != nil,
		SameSite: http.SameSiteStrictMode}
	if id == "" {
		c.MaxAge = -1
	}
	return c
}
