// Package connector is the SCIM client as which Entra's provisioning service appears to a service provider: the few
// requests that it makes, in either of its two dialects, byte for byte, and its reading of the answers.
//
// It is not a general SCIM client. It never pages, sorts, uses PUT or /Bulk, or sends an ETag unless told to, because Entra is
// not known to (Microsoft Learn, use-scim-to-provision-users-and-groups). It decides nothing: which request to make is the job's
// business. Credentials are a matter of Options.Credential, or of the transport.
//
// Wire forms are those of that page and of application-provisioning-config-problem-scim-compatibility; where they are
// silent, of Microsoft's published reference code (AzureAD/SCIMReferenceCode). What no source settles is a field of Wire.
package connector

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/entrasim/entrasim/simulator/clock"
)

// MediaType is that of SCIM (RFC 7644, section 8.1).
const MediaType = "application/scim+json"

// Options say where the target is and how Entra speaks to it. The zero value of each but BaseURL is the default.
type Options struct {
	// BaseURL is the prefix of every request, without a query: see Wire.ParseTenantURL.
	BaseURL string
	// HTTP has the transport that sends the requests; nothing else of it is used. Without it, or without a transport in it, that
	// is Wire's Transport. AnyTLS and HTTP2 of Wire say nothing about a transport that is given here.
	HTTP *http.Client
	// Credential authorises the requests; nil leaves that to the transport.
	Credential Credential
	// Dialect is the form of PATCH bodies.
	Dialect Dialect
	// Wire answers what sources leave open.
	Wire Wire
	// MaxBody is the length in bytes from which an answer is refused. The default is 8 MiB.
	MaxBody int64
	// Timeout is how long one request may take until its whole answer is there. The default is 60 seconds, which a
	// program manager of Microsoft has named as the service's limit (Microsoft Q&A 1151866).
	Timeout time.Duration
	// Clock is what Wire.RetryAfter waits on; nil is the real one.
	Clock clock.Clock
}

// Client speaks to one target. Its own methods are about users; Groups has those about groups. It is safe for concurrent
// use.
type Client struct {
	Resources
}

// New checks the options. The error names the option at fault.
func New(options Options) (*Client, error) {
	base, err := url.Parse(options.BaseURL)
	switch {
	case err != nil:
		return nil, fmt.Errorf("connector: base URL: %w", err)
	case base.Scheme != "https" && base.Scheme != "http", base.Host == "":
		return nil, fmt.Errorf("connector: base URL: expected an http or https URL, found %q", base.Redacted())
	case base.RawQuery != "", base.Fragment != "", base.User != nil:
		return nil, fmt.Errorf("connector: base URL: expected no query, fragment or user, found one in %q", base.Redacted())
	case options.MaxBody < 0, options.Timeout < 0:
		return nil, fmt.Errorf("connector: expected limits that are not negative, found MaxBody %d, Timeout %s",
			options.MaxBody, options.Timeout)
	}
	if err := options.Wire.validate(); err != nil {
		return nil, fmt.Errorf("connector: %w", err)
	}
	options.Wire.UserAgent = cmp.Or(options.Wire.UserAgent, "entrasim")
	options.Wire.Accept = cmp.Or(options.Wire.Accept, MediaType)
	options.Wire.ContentType = cmp.Or(options.Wire.ContentType, MediaType)
	options.Wire.Header = options.Wire.Header.Clone()
	options.MaxBody = cmp.Or(options.MaxBody, 8<<20)
	options.Timeout = cmp.Or(options.Timeout, 60*time.Second)
	options.Clock = cmp.Or(options.Clock, clock.System())

	base.Host = strings.TrimSuffix(base.Host, ":") // an empty port, as net/http does
	base.Path, base.RawPath = strings.TrimRight(base.Path, "/"), strings.TrimRight(base.RawPath, "/")
	c := &connection{options: options, base: strings.TrimRight(options.BaseURL, "/"), url: base, header: http.Header{}}
	c.template = http.Request{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Host: base.Host}
	for name, values := range options.Wire.Header {
		c.header[http.CanonicalHeaderKey(name)] = values
	}
	c.header.Set("Accept", options.Wire.Accept)
	c.header.Set("User-Agent", options.Wire.UserAgent)
	if options.Wire.IfMatch {
		c.versions = &versions{}
	}
	if options.HTTP != nil {
		c.transport = options.HTTP.Transport
	}
	if c.transport == nil {
		c.transport = options.Wire.Transport()
	}
	if options.Wire.FollowRedirects {
		c.following = &http.Client{Transport: locations{c.transport}, CheckRedirect: redirects(base)}
	}
	return &Client{Resources{connection: c, kind: userType}}, nil
}

// Groups has the requests about groups.
func (c *Client) Groups() *Resources { return &Resources{connection: c.connection, kind: groupType} }
