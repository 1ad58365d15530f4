// Package control is the switchboard of a reference server while it runs: which defects are on, whether it is hostile,
// what it was asked, and an empty store. It is JSON on a listener of its own, for test benches; no SCIM client sees it.
//
// Whoever reaches it can make the server accept any token, so it serves only requests that carry its bearer token, and
// none that a browser may have been tricked into: a page whose name was made to resolve to this machine (DNS rebinding)
// shows by its Host or Origin. It does not answer for what the switches mean: see reference.Defects and
// reference.Hostility.
package control

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reference/account"
)

// Options are what a Control is made of.
type Options struct {
	// Token is the bearer token that opens it. Without one every request is refused.
	Token string
	// Now is the time of recorded requests: time.Now if nil.
	Now func() time.Time
}

// Control is the http.Handler of the switches. It is safe for concurrent use.
type Control struct {
	server     *reference.Server
	credential account.Credential
	now        func() time.Time
	history    history
}

// New is the control of a server.
func New(server *reference.Server, o Options) *Control {
	c := &Control{server: server, credential: account.NewCredential(o.Token), now: o.Now}
	if c.now == nil {
		c.now = time.Now
	}
	return c
}

// ServeHTTP answers requests that carry the token and come from no browser's page but one of this listener.
func (c *Control) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch {
	case !isOwnHost(r.Host):
		fail(w, http.StatusForbidden, "expected localhost or an IP address as Host, found a name that anybody may have registered")
	case !isOwnOrigin(r):
		fail(w, http.StatusForbidden, "expected no Origin or this listener's own, found a foreign one")
	case !strings.EqualFold(scheme, "Bearer") || !c.credential.Accepts(strings.TrimSpace(token)):
		w.Header().Set("WWW-Authenticate", `Bearer realm="control"`)
		fail(w, http.StatusUnauthorized, "expected the control token as a bearer token")
	default:
		c.route(w, r)
	}
}

// isOwnHost takes what a browser cannot be led to by DNS: an IP address is never resolved, and localhost not by DNS
// (RFC 6761 section 6.3).
func isOwnHost(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	_, err := netip.ParseAddr(name)
	return err == nil || strings.EqualFold(name, "localhost")
}

func isOwnOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		site := r.Header.Get("Sec-Fetch-Site")
		return site == "" || site == "same-origin" || site == "none"
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}
