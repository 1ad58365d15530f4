package steps

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/tidwall/gjson"
)

// guard keeps a run from changing what it did not create, whatever a service provider makes it believe: a create that is
// answered with the id of somebody else, or a look-up that finds the wrong user. What a run creates has its prefix in its
// userName.
type guard struct {
	prefix string

	mu  sync.Mutex
	own map[string]bool // URLs without query of what the run created
}

func newGuard(prefix string) *guard { return &guard{prefix: prefix, own: map[string]bool{}} }

func (g *guard) adopt(at string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.own[at] = true
}

func (g *guard) owns(at string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.own[at]
}

// names says whether a text has the run's prefix; userName has no letter case.
func (g *guard) names(text string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(g.prefix))
}

// protect is the stage in front of the service provider. The first change of anything is preceded by a look at it, and not
// sent when it turns out to be somebody else's. An answer to a create is not believed: it may be the very fault.
func (g *guard) protect(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		switch req.Method {
		case http.MethodPatch, http.MethodPut, http.MethodDelete:
		default:
			return next.RoundTrip(req)
		}
		at := withoutQuery(req.URL)
		if !g.owns(at) {
			foreign, err := g.foreign(req, next)
			if err != nil {
				return nil, err
			}
			if foreign != "" {
				return nil, &TransportError{Method: req.Method, URL: req.URL.Redacted(), failure: broken,
					sentence: fmt.Sprintf("not sent: the user there is %s, whom this run did not create", foreign)}
			}
			g.adopt(at)
		}
		return next.RoundTrip(req)
	})
}

// foreign reads what a request is about to change, with the request's own headers. It gives the userName of somebody whom
// the run did not create; what is not there, or cannot be read, is nobody's.
func (g *guard) foreign(req *http.Request, next http.RoundTripper) (string, error) {
	look := req.Clone(req.Context())
	look.Method, look.Body, look.ContentLength = http.MethodGet, nil, 0
	look.URL.RawQuery = ""
	look.Header.Del("Content-Type")
	status, body, err := sendRequest(look, next)
	if err != nil {
		return "", err
	}
	name := member(gjson.ParseBytes(body), "userName").String()
	if status != http.StatusOK || name == "" || g.names(name) {
		return "", nil
	}
	return name, nil
}
