package steps

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// Credential is the bearer token of a service provider. It can change during a run, when a portal makes a new one.
type Credential = exchange.Credential

// NewCredential holds a token as an administrator pastes it: bare, without the word Bearer.
func NewCredential(token string) *Credential { return exchange.NewCredential(token) }

// TransportError is a request that came to no answer, as Run and RemoveLeftover return it when a target cannot be reached.
type TransportError = exchange.TransportError

// Target is the service provider under judgement: embedded in this process, or a vendor's URL. Everything above it is
// the same code.
type Target interface {
	// Open gives an endpoint for one scenario and a function that closes it. An embedded target may start a new server
	// with an empty store each time; an external one gives the same endpoint again.
	Open(ctx context.Context) (*Endpoint, func(), error)
	// URL is what reports call the target.
	URL() string
	// Embedded says that it is the reference server of this process, which exists for the run alone.
	Embedded() bool
}

// Endpoint is how to reach a service provider.
type Endpoint struct {
	// BaseURL is the tenant URL without query and without a slash at its end; /Users follows.
	BaseURL string
	// Network reaches it. The credential and everything that records is added by the suite.
	Network http.RoundTripper
	// Credential is what requests carry.
	Credential *Credential
	// Portal is the administration portal, where the run can reach one.
	Portal *PortalEndpoint
}

// PortalEndpoint is how to reach a service provider's administration portal.
type PortalEndpoint struct {
	BaseURL    string
	Network    http.RoundTripper
	Credential *Credential
}

// External is a vendor's endpoint.
type External struct {
	base       string
	network    http.RoundTripper
	credential *Credential
}

// ExternalOptions say how to reach a vendor's endpoint.
type ExternalOptions struct {
	URL   string // as an administrator types it: a slash at the end and a query are tolerated
	Token string
	// CAFile is a PEM file with further certificate authorities; Insecure goes on without checking the certificate.
	CAFile   string
	Insecure bool
	// AllowWrites is needed for every host but loopback: a run creates, changes and deletes users.
	AllowWrites bool
}

// NewExternal checks the options. It sends nothing.
func NewExternal(o ExternalOptions) (*External, error) {
	u, err := url.Parse(o.URL)
	if (err != nil || u.Host == "") && strings.Contains(o.URL, "@") { // behind a password, it may be
		return nil, errors.New("target: expected a URL such as https://host/scim/v2, found another text, which is not shown for its @")
	}
	if err != nil {
		return nil, fmt.Errorf("target: expected a URL such as https://host/scim/v2, found %q: %w", o.URL, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("target: expected a URL such as https://host/scim/v2, found %q", o.URL)
	}
	if u.User != nil {
		return nil, fmt.Errorf("target: expected a URL without user name and password, found them in front of %s; "+
			"give the token with --token-file or --token-env", u.Host)
	}
	if !o.AllowWrites && !isLoopback(u.Hostname()) {
		return nil, fmt.Errorf("target: %s is not on this machine, and a run creates, changes and deletes users of its own there; "+
			"say --allow-writes if that is wanted", u.Hostname())
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 16
	transport.DialContext = (&net.Dialer{Timeout: exchange.DialTimeout, KeepAlive: 30 * time.Second}).DialContext
	transport.TLSClientConfig, err = tlsConfig(o)
	if err != nil {
		return nil, err
	}
	u.RawQuery, u.Fragment = "", ""
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	return &External{base: u.String(), network: transport, credential: NewCredential(o.Token)}, nil
}

func tlsConfig(o ExternalOptions) (*tls.Config, error) {
	// Entra ID speaks TLS 1.2 and up (Microsoft Learn, use-scim-to-provision-users-and-groups).
	c := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: o.Insecure} //nolint:gosec // asked for by --insecure
	if o.CAFile == "" {
		return c, nil
	}
	pem, err := os.ReadFile(o.CAFile)
	if err != nil {
		return nil, fmt.Errorf("ca-file: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("ca-file: expected certificates in PEM form in %s, found none", o.CAFile)
	}
	c.RootCAs = pool
	return c, nil
}

func isLoopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// Open implements Target.
func (e *External) Open(context.Context) (*Endpoint, func(), error) {
	return &Endpoint{BaseURL: e.base, Network: e.network, Credential: e.credential}, func() {}, nil
}

// URL implements Target.
func (e *External) URL() string { return e.base }

// Embedded implements Target.
func (e *External) Embedded() bool { return false }
