package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps"
)

// readSettings are those of the file, with the profile's lanes unless it has its own. Flags win.
func (o simulateOptions) readSettings(profile fixtures.Profile) (simulator.SettingsFile, error) {
	var s simulator.SettingsFile
	if o.settings != "" {
		text, err := os.ReadFile(o.settings)
		if err != nil {
			return s, fmt.Errorf("settings: %w", err)
		}
		if s, err = simulator.ReadSettings(o.settings, text); err != nil {
			return s, fmt.Errorf("settings: %w", err)
		}
	}
	s.SyncAll = s.SyncAll || o.syncAll
	if o.concurrent > 1 || s.ConcurrentExports == 0 {
		s.ConcurrentExports = o.concurrent
	}
	if len(s.Lanes) == 0 {
		s.Lanes = o.lanes(profile)
	}
	return s, nil
}

// paths are how the target is reached: what is done on demand is in the default dialect, whatever the tenant URL says.
type paths struct {
	base             string
	cycles, onDemand *connector.Client
	secrets          []string // what no log may show
	// token is the credential if it is a secret token, or Entra ID's own for want of one.
	token   *connector.Replaceable
	metrics requestMetrics
}

// connect makes the clients, on Entra ID's terms of TLS.
func (o simulateOptions) connect(wire connector.Wire, say func(format string, args ...any)) (p paths, err error) {
	base, dialect, err := wire.ParseTenantURL(o.target)
	if err != nil {
		return p, err
	}
	if o.dialect != "" {
		dialects, err := parseDialect(o.dialect)
		if err != nil || len(dialects) != 1 {
			return p, fmt.Errorf("dialect: expected default or compliant, found %q", o.dialect)
		}
		dialect = dialects[0]
	}
	external, err := steps.NewExternal(steps.ExternalOptions{URL: base, CAFile: o.caFile, Insecure: o.insecure, AllowWrites: o.allowWrites})
	if err != nil {
		return p, err
	}
	endpoint, _, err := external.Open(context.Background())
	if err != nil {
		return p, err
	}
	transport := wire.Transport()
	if verify, ok := endpoint.Network.(*http.Transport); ok {
		transport.TLSClientConfig.RootCAs = verify.TLSClientConfig.RootCAs
		transport.TLSClientConfig.InsecureSkipVerify = o.insecure
		transport.MaxIdleConnsPerHost, transport.DialContext = verify.MaxIdleConnsPerHost, verify.DialContext
	}
	p.metrics = newRequestMetrics()
	network := p.metrics.watch(transport)
	if o.rate > 0 {
		network = &limited{RoundTripper: network, limiter: rate.NewLimiter(rate.Limit(o.rate), 1), say: say}
	}
	credential, secrets, err := o.credential(endpoint.BaseURL)
	if err != nil {
		return p, err
	}
	if o.connectivity == "" {
		p.token = connector.NewReplaceable(credential)
		credential = p.token
	}
	p.base, p.secrets = endpoint.BaseURL, secrets
	options := connector.Options{
		BaseURL: endpoint.BaseURL, HTTP: &http.Client{Transport: network}, Credential: credential, Dialect: dialect, Wire: wire,
	}
	if p.cycles, err = connector.New(options); err != nil {
		return p, err
	}
	options.Dialect = connector.DialectDefault
	p.onDemand, err = connector.New(options)
	return p, err
}

// credential is what requests are authorised with: what the connectivity file says, the secret token, or without one
// Entra ID's own.
func (o simulateOptions) credential(base string) (c connector.Credential, secrets []string, err error) {
	if o.connectivity != "" {
		if o.tokenFile != "" || o.tokenEnv != "" {
			return nil, nil, errors.New("expected --connectivity or a secret token, found both")
		}
		return readConnectivity(o.connectivity, base)
	}
	token, err := readToken(o.tokenFile, o.tokenEnv)
	if err != nil {
		return nil, nil, err
	}
	if token != "" {
		return connector.Bearer(token), []string{token}, nil
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, nil, fmt.Errorf("key of Entra ID's own token: %w", err)
	}
	own, err := connector.NewEntraToken(connector.EntraTokenOptions{TenantID: identify(base).tenant, Key: key})
	if err != nil {
		return nil, nil, err
	}
	if o.keySet != "" {
		if err := os.WriteFile(o.keySet, own.KeySet(), 0o600); err != nil {
			return nil, nil, fmt.Errorf("key-set: %w", err)
		}
	}
	return own, nil, nil
}

// connectivity is Graph's synchronizationConnectivityParameters (beta), as far as a SCIM application has them.
type connectivity struct {
	AuthenticationType          string `json:"authenticationType"`
	BaseAddress                 string `json:"baseAddress"`
	SecretToken                 string `json:"secretToken"`
	OAuth2ClientID              string `json:"oauth2ClientId"`
	OAuth2ClientSecret          string `json:"oauth2ClientSecret"`
	OAuth2TokenExchangeURI      string `json:"oauth2TokenExchangeUri"`
	CredentialLocationInRequest string `json:"credentialLocationInRequest"`
}

// readConnectivity reads a credential from a file, for the target with this base URL.
func readConnectivity(file, base string) (connector.Credential, []string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, fmt.Errorf("connectivity: %w", err)
	}
	var c connectivity
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, nil, fmt.Errorf("connectivity: %s: expected a JSON object with authenticationType, found something else: %w", file, err)
	}
	location := cmp.Or(c.CredentialLocationInRequest, "Header")
	switch {
	case c.BaseAddress != "" && strings.TrimRight(c.BaseAddress, "/") != strings.TrimRight(base, "/"):
		return nil, nil, fmt.Errorf("connectivity: %s: expected baseAddress %s, as --target says, found %s", file, base, c.BaseAddress)
	case c.AuthenticationType == "AuthenticationToken" && c.SecretToken != "":
		return connector.Bearer(c.SecretToken), []string{c.SecretToken}, nil
	case c.AuthenticationType != "OAuth2ClientCredentialsGrant":
		return nil, nil, fmt.Errorf("connectivity: %s: expected authenticationType OAuth2ClientCredentialsGrant, or AuthenticationToken "+
			"with a secretToken, found %q", file, c.AuthenticationType)
	case location != "Header" && location != "Body":
		return nil, nil, fmt.Errorf("connectivity: %s: expected credentialLocationInRequest Header or Body, found %q", file, location)
	}
	grant, err := connector.NewClientCredentials(connector.ClientCredentialsOptions{
		TokenURL: c.OAuth2TokenExchangeURI, ClientID: c.OAuth2ClientID, ClientSecret: c.OAuth2ClientSecret, SecretInBody: location == "Body",
	})
	if err != nil {
		return nil, nil, fmt.Errorf("connectivity: %s: %w", file, err)
	}
	return grant, []string{c.OAuth2ClientSecret}, nil
}

// limited waits before a request that would be too many in a second. The target's time-out begins after that.
type limited struct {
	http.RoundTripper
	limiter *rate.Limiter
	say     func(format string, args ...any)
	once    sync.Once
}

// longTurn is how long a request waits for its turn before somebody who watches is told why nothing happens.
const longTurn = 10 * time.Second

func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	if wait := l.turn(); wait >= longTurn {
		l.once.Do(func() { l.say("rate: the next request waits %s for its turn, and so does each after it", wait) })
	}
	if err := connector.Hold(r.Context(), l.limiter.Wait); err != nil {
		return nil, err
	}
	return l.RoundTripper.RoundTrip(r)
}

// turn is how long a request has to wait now.
func (l *limited) turn() time.Duration {
	seconds := (1 - l.limiter.Tokens()) / float64(l.limiter.Limit())
	return time.Duration(max(0, seconds) * float64(time.Second)).Round(time.Second)
}
