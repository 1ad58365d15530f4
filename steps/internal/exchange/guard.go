package exchange

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Guard keeps a run from changing what it did not create, whatever a service provider makes it believe: a create that is
// answered with the id of somebody else, or a look-up that finds the wrong user. What a run creates has its prefix in its
// userName, or a group in its displayName.
type Guard struct {
	prefix string

	mu       sync.Mutex
	own      map[string]bool // URLs without query of what was read and is the run's
	expected map[string]bool // URLs that answers to creates gave, for when they cannot be read
}

// NewGuard lets pass what has the run's prefix in its name.
func NewGuard(prefix string) *Guard {
	return &Guard{prefix: prefix, own: map[string]bool{}, expected: map[string]bool{}}
}

func (g *Guard) adopt(at string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.own[at] = true
}

func (g *Guard) owns(at string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.own[at]
}

// Expect takes the run's word for a thing that an answer to a create named, should it not be readable.
func (g *Guard) Expect(at string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.expected[at] = true
}

func (g *Guard) expects(at string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.expected[at]
}

// names says whether a text has the run's prefix; userName has no letter case.
func (g *Guard) names(text string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(g.prefix))
}

// recognises says whether something that came back from a create is this run's: by its name, or, where a service provider took it
// without one, by what else a run gives it.
func (g *Guard) recognises(thing gjson.Result, collection string) bool {
	if name := scim.Member(thing, NameAttribute(collection)).String(); name != "" {
		return g.names(name)
	}
	return g.names(scim.Member(thing, "displayName").String()) || g.names(scim.Member(thing, "externalId").String())
}

// NameAttribute is the attribute by which a thing at this URL is known as the run's: displayName for a group.
func NameAttribute(at string) string {
	if strings.Contains(strings.ToLower(at), "/groups") {
		return "displayName"
	}
	return "userName"
}

// Protect is the stage in front of the service provider. The first change of anything is preceded by a look at it, and not
// sent when it turns out to be somebody else's. An answer to a create is not believed: it may be the very fault.
func (g *Guard) Protect(next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		switch req.Method {
		case http.MethodPatch, http.MethodPut, http.MethodDelete:
		case http.MethodPost:
			if base, bulk := bulkBase(req.URL); bulk {
				if err := g.lookAtBulk(req, base, next); err != nil {
					return nil, err
				}
			}
			return next.RoundTrip(req)
		default:
			return next.RoundTrip(req)
		}
		at := withoutQuery(req.URL)
		if !g.owns(at) {
			if err := g.look(req, at, next); err != nil {
				return nil, err
			}
		}
		return next.RoundTrip(req)
	})
}

// look reads what a request is about to change, with the request's own headers, and gives an error when it is not to be
// sent. Nobody is harmed where nobody is; where the answer tells nothing, the run's word is taken for what it created.
func (g *Guard) look(req *http.Request, at string, next http.RoundTripper) error {
	look := req.Clone(req.Context())
	look.Method, look.Body, look.ContentLength = http.MethodGet, nil, 0
	look.URL.RawQuery = ""
	look.Header.Del("Content-Type")
	status, body, err := SendRequest(look, next)
	if err != nil {
		return err
	}
	name := scim.Member(gjson.ParseBytes(body), NameAttribute(at)).String()
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		return nil
	case status == http.StatusOK && g.names(name):
		g.adopt(at)
		return nil
	case (status != http.StatusOK || name == "") && g.expects(at):
		return nil
	}
	there := fmt.Sprintf("what is there is called %q", name)
	if name == "" {
		there = fmt.Sprintf("GET of it is answered with %d and tells no name", status)
	}
	return &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: broken,
		sentence: "not sent, to be safe: " + there + ", and this run did not create it"}
}
