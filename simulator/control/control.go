// Package control lets others look at a simulated tenant and change it while it provisions: the directory, assignments,
// the job and its log, the clock, and metrics. Paths, actions and names are Microsoft Graph's where Graph has them, under v1.0 and
// beta; users and groups have the attribute names of attribute mappings, since those are what a mapping sees.
//
// Whoever reaches it can make the simulator change accounts at the target, so it serves only requests that carry its
// bearer token, and none that a browser may have been tricked into: a page whose name was made to resolve to this machine
// (DNS rebinding) shows by its Host or Origin.
package control

import (
	"crypto/sha256"
	"crypto/subtle"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/drive"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// bodyMax is the longest body that is read, in bytes: a schema has a few hundred thousand.
const bodyMax = 8 << 20

// Options are what a Control is made of.
type Options struct {
	Driver *drive.Driver
	// Token is the bearer token that opens it. Without one every request is refused.
	Token string
	// ServicePrincipalID is the id in paths, ApplicationID that of the registration to which the template belongs.
	ServicePrincipalID, ApplicationID string
	// NewJobID gives the id of a job that is created in the place of one that was deleted.
	NewJobID func() string
	// Schema is what the job was begun with; PUT replaces it.
	Schema *mapping.SynchronizationSchema
	// Template is the schema, as JSON, that DELETE leads back to and a new job begins with; empty is none.
	Template []byte
	// Expressions are the job's, for parseExpression.
	Expressions expression.Options
	// BaseAddress is the target's base URL.
	BaseAddress string
	// SecretToken is the credential that a secret token takes the place of; nil for a target that is given no such token.
	SecretToken *connector.Replaceable
	// Metrics are further ones for /metrics, such as those of the requests.
	Metrics []prometheus.Collector
	// SaveSchema keeps a schema that was replaced; nil keeps nothing.
	SaveSchema func(text []byte) error
}

// Control is an http.Handler. It is safe for concurrent use.
type Control struct {
	options Options
	token   [sha256.Size]byte
	mux     *http.ServeMux
	metrics http.Handler
	schema  schemaHolder
	turn    chan struct{} // held by whoever turns the clock
}

// New is the control of a driver.
func New(o Options) *Control {
	if o.SaveSchema == nil {
		o.SaveSchema = func([]byte) error { return nil }
	}
	c := &Control{options: o, token: sha256.Sum256([]byte(o.Token)), mux: http.NewServeMux(), metrics: metricsOf(o.Driver, o.Metrics), turn: make(chan struct{}, 1)}
	c.schema.set(o.Schema)
	c.routeDirectory()
	c.routeAssignments()
	c.routeTemplates()
	c.routeJob()
	c.routeConnections()
	c.routeSecrets()
	c.routeLog()
	c.routeClock()
	c.mux.HandleFunc("/", c.elsewhere)
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
		fail(w, forbidden("expected localhost or an IP address as Host, found a name that anybody may have registered"))
	case !isOwnOrigin(r):
		fail(w, forbidden("expected no Origin or this listener's own, found a foreign one"))
	case !strings.EqualFold(scheme, "Bearer") || !c.accepts(strings.TrimSpace(token)):
		w.Header().Set("WWW-Authenticate", `Bearer realm="control"`)
		fail(w, &apiError{http.StatusUnauthorized, "InvalidAuthenticationToken", "expected the control token as a bearer token"})
	case r.ContentLength != 0 && !isJSON(r):
		fail(w, &apiError{http.StatusUnsupportedMediaType, "Request_BadRequest", "expected a body of application/json"})
	default:
		c.mux.ServeHTTP(w, plain(r))
	}
}

func (c *Control) accepts(token string) bool {
	given := sha256.Sum256([]byte(token))
	return c.options.Token != "" && subtle.ConstantTimeCompare(given[:], c.token[:]) == 1
}

func isJSON(r *http.Request) bool {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && media == "application/json"
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
