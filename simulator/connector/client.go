// Package connector is the SCIM client as which Entra's provisioning service appears to a service provider: the few
// requests that it makes, in either of its two dialects, byte for byte, and its reading of the answers.
//
// It is not a general SCIM client. It never pages, sorts, uses PUT or /Bulk, or sends an ETag, because Entra is not known
// to (Microsoft Learn, use-scim-to-provision-users-and-groups). It decides nothing: which request to make is the job's
// business, and credentials are in the transport of the HTTP client that it is given.
//
// Wire forms are those of that page and of application-provisioning-config-problem-scim-compatibility; where they are
// silent, of Microsoft's published reference code (AzureAD/SCIMReferenceCode). What no source settles is an option.
package connector

import (
	"cmp"
	"context"
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
	// BaseURL is the prefix of every request, without a query: see ParseTenantURL.
	BaseURL string
	// HTTP sends the requests; its transport adds the credentials. Its redirect policy is not used: no redirect is
	// followed, since whether Entra follows any is not known and a credential should not travel to another host. Nil is
	// a client with the default transport.
	HTTP *http.Client
	// Dialect is the form of PATCH bodies.
	Dialect Dialect
	// SendFlag repeats the flag of the compliant dialect in the query of each request. The flag is an instruction to
	// Entra; whether Entra also passes it on is not known, so it is off.
	SendFlag bool
	// JSONBooleans makes the default dialect's PATCH send true and false instead of "True" and "False". Microsoft's two
	// pages contradict each other; the texts are what captures show (AzureAD/SCIMReferenceCode#21), so it is off.
	JSONBooleans bool
	// PathlessSingle leaves out the path also when the compliant dialect replaces one attribute only, as Microsoft's
	// validator does; the documented sample has a path, so it is off.
	PathlessSingle bool
	// EscapeFilterValues percent-encodes reserved characters in a filter's value before the whole query is encoded, as
	// Microsoft's library does; a trace of the validator shows them encoded once, so it is off.
	EscapeFilterValues bool
	// UserAgent of Entra is not known. The default does not pretend to be it: "entrasim".
	UserAgent string
	// Accept of Entra is not known; its onboarding tests send the default, application/scim+json.
	Accept string
	// ContentType is that of POST and PATCH. The default is application/scim+json; whether Entra adds a charset is not
	// known.
	ContentType string
	// AnswerType says which content types an answer may have.
	AnswerType AnswerType
	// MaxBody is the length in bytes from which an answer is refused. The default is 8 MiB.
	MaxBody int64
	// Timeout is how long one request may take until its whole answer is there. The default is 60 seconds, which a
	// program manager of Microsoft has named as the service's limit (Microsoft Q&A 1151866).
	Timeout time.Duration
	// Wait makes a 429 with Retry-After wait on this clock and try again, at most three times, and for at most ten
	// minutes each. Reports contradict each other on whether Entra does; nil, the default, does not, so that the
	// operation fails and is retried in the next cycle as documented.
	Wait clock.Clock
}

// Client speaks to one target. It is safe for concurrent use.
type Client struct {
	options Options
	base    string
	http    http.Client
}

// New checks the options. The error names the option at fault.
func New(options Options) (*Client, error) {
	base, err := url.Parse(options.BaseURL)
	switch {
	case err != nil:
		return nil, fmt.Errorf("connector: base URL: %w", err)
	case base.Scheme != "https" && base.Scheme != "http", base.Host == "":
		return nil, fmt.Errorf("connector: base URL: expected an http or https URL, found %q", options.BaseURL)
	case base.RawQuery != "", base.Fragment != "", base.User != nil:
		return nil, fmt.Errorf("connector: base URL: expected no query, fragment or user, found one in %q", base.Redacted())
	case options.MaxBody < 0, options.Timeout < 0:
		return nil, fmt.Errorf("connector: expected limits that are not negative, found MaxBody %d, Timeout %s",
			options.MaxBody, options.Timeout)
	}
	options.UserAgent = cmp.Or(options.UserAgent, "entrasim")
	options.Accept = cmp.Or(options.Accept, MediaType)
	options.ContentType = cmp.Or(options.ContentType, MediaType)
	options.MaxBody = cmp.Or(options.MaxBody, 8<<20)
	options.Timeout = cmp.Or(options.Timeout, 60*time.Second)

	c := &Client{options: options, base: strings.TrimRight(options.BaseURL, "/")}
	if options.HTTP != nil {
		c.http = *options.HTTP
	}
	c.http.Timeout = options.Timeout
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c, nil
}

// users is the endpoint of the resource type.
const users = "/Users"

// Probe looks up a user that cannot exist, as Entra does to test a connection and to begin a cycle: the value is a random
// GUID, and anything but an empty ListResponse is an error.
func (c *Client) Probe(ctx context.Context, matching Target, value string) error {
	found, err := c.Find(ctx, matching, value)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return &Error{
			Code: CodeFilteringIncompatible, Method: http.MethodGet, Target: users, Status: http.StatusOK,
			Reason: fmt.Sprintf("expected no user with the random value that was asked for, found %d: "+
				"the filter seems to be ignored", len(found)),
		}
	}
	return nil
}

// Find looks up users whose attribute has the value. No match is no error.
func (c *Client) Find(ctx context.Context, attribute Target, value string) ([]Object, error) {
	query := "filter=" + encodeFilter(attribute.String(), value, c.options.EscapeFilterValues)
	a, err := c.exchange(ctx, request{kind: find, method: http.MethodGet, path: users, query: query})
	if err != nil {
		return nil, err
	}
	return a.list()
}

// Get reads one user. A 404 is an Error with CodeInvalidAnchor.
func (c *Client) Get(ctx context.Context, id string) (Object, error) {
	a, err := c.exchange(ctx, request{kind: read, method: http.MethodGet, path: users + "/" + url.PathEscape(id)})
	if err != nil {
		return Object{}, err
	}
	object, err := a.object()
	if err == nil && object.ID != id {
		return Object{}, a.incompatible("expected the resource with id %q, found %q", id, object.ID)
	}
	return object, err
}

// Create makes a user. The answer must hold the new id: everything later depends on it.
func (c *Client) Create(ctx context.Context, attributes []Attribute) (Object, error) {
	body, err := createBody(attributes)
	if err != nil {
		return Object{}, err
	}
	a, err := c.exchange(ctx, request{kind: create, method: http.MethodPost, path: users, body: body})
	if err != nil {
		return Object{}, err
	}
	return a.object()
}

// Update changes attributes of one user; there must be at least one change. Of the answer only the status counts, and
// that a body, if there is one, is JSON.
func (c *Client) Update(ctx context.Context, id string, changes []Change) error {
	body := patchBody(c.options, changes)
	path := users + "/" + url.PathEscape(id)
	a, err := c.exchange(ctx, request{kind: update, method: http.MethodPatch, path: path, body: body})
	if err != nil || len(a.body) == 0 {
		return err
	}
	_, err = a.decode()
	return err
}

// Delete removes one user. That it was gone already is an Error with CodeInvalidAnchor.
func (c *Client) Delete(ctx context.Context, id string) error {
	_, err := c.exchange(ctx, request{kind: remove, method: http.MethodDelete, path: users + "/" + url.PathEscape(id)})
	return err
}
