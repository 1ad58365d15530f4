// Package watch judges every answer of a run by what the standard says of all answers. It knows nothing of features or
// scenarios; what it finds is reported by whoever asks for a rule.
package watch

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Watch looks at every answer of a run, whichever scenario asked for it: what the standard says of all answers is not seen
// by looking at some. It keeps the first breach of each rule, for the scenario that reports them, so that a fault of all
// answers makes one scenario red and not each.
//
// State writes what clients set of a resource, equal for equal states.
type Watch struct {
	State func(gjson.Result) string
	// Schemas is the service provider's /Schemas; nothing where it cannot be read.
	Schemas gjson.Result
	// Most is how many resources a list has at most, as /ServiceProviderConfig says; 0 where it does not.
	Most int64

	read      sync.Once
	described []description // Schemas
	mu        sync.Mutex
	breaches  map[string]Breach // by the rule's phrase
}

// Breach is an answer that does not do as a rule says.
type Breach struct {
	Exchange reports.Exchange
	// Scenario is where it was seen, Actual what was wrong.
	Scenario, Actual string
}

// seen is one answer, taken apart once for all rules.
type seen struct {
	method string
	// path is what follows the base URL, decoded: Users, 2819c223.
	path   []string
	query  url.Values
	status int
	took   time.Duration
	header http.Header
	body   scim.Object // nothing, if it is not JSON
	isJSON bool
	raw    string
	// resources are the users and groups that the answer shows, alone or in a list; list says which of the two.
	resources []scim.Object
	list      bool
	// accepts is what the client asked for.
	accepts string
}

// madeHere is the detail of answers that a scenario made itself, in the service provider's place.
const madeHere = "made by this scenario"

// readSeen takes an exchange apart. Not looked at are answers that never came or were cut for the record, and those of
// anything else than the SCIM endpoint.
func readSeen(base string, x reports.Exchange) (seen, bool) {
	rest, below := strings.CutPrefix(x.Request.URL, strings.TrimSuffix(base, "/")+"/")
	if !below || x.Response == nil || x.Response.Truncated || strings.Contains(x.Response.Body, madeHere) {
		return seen{}, false
	}
	at, err := url.Parse("/" + rest)
	if err != nil {
		return seen{}, false
	}
	s := seen{method: x.Request.Method, query: at.Query(), status: x.Response.Status, took: x.Duration, header: x.Response.Header, raw: x.Response.Body,
		accepts: x.Request.Header.Get("Accept")}
	for _, part := range strings.Split(strings.Trim(at.EscapedPath(), "/"), "/") {
		plain, err := url.PathUnescape(part)
		if err != nil {
			return seen{}, false
		}
		s.path = append(s.path, plain)
	}
	if s.isJSON = gjson.Valid(s.raw); s.isJSON {
		s.body = scim.ReadObject(gjson.Parse(s.raw))
	}
	if s.status >= http.StatusMultipleChoices || !s.body.IsObject() || !slices.Contains([]string{"Users", "Groups"}, s.path[0]) {
		return s, true
	}
	if s.list = len(s.path) == 1 && s.method == http.MethodGet || s.path[len(s.path)-1] == ".search"; !s.list {
		s.resources = []scim.Object{s.body}
		return s, true
	}
	for _, r := range s.body.Member("Resources").Array() {
		if r.IsObject() {
			s.resources = append(s.resources, scim.ReadObject(r))
		}
	}
	return s, true
}

// kind is User or Group, by the endpoint.
func (s seen) kind() string { return strings.TrimSuffix(s.path[0], "s") }

// projected says that the client asked for some attributes only.
func (s seen) projected() bool { return s.query.Has("attributes") || s.query.Has("excludedAttributes") }

// labelled is the answer's media type, without parameters and in small letters.
func (s seen) labelled() string {
	media, _, err := mime.ParseMediaType(s.header.Get("Content-Type"))
	if err != nil {
		return s.header.Get("Content-Type")
	}
	return media
}

// Look judges the exchanges of one scenario by all rules.
func (w *Watch) Look(base, scenario string, exchanges []reports.Exchange) {
	past := &history{state: w.State, schemas: w.descriptions(), most: w.Most, created: map[string]string{}, versions: map[string]gjson.Result{}}
	rules := Rules()
	for _, x := range exchanges {
		s, ok := readSeen(base, x)
		if !ok {
			continue
		}
		for _, r := range rules {
			if actual := r.breach(s, past); actual != "" {
				w.keep(r.Phrase, Breach{x, scenario, actual})
			}
		}
	}
}

func (w *Watch) descriptions() []description {
	w.read.Do(func() { w.described = readDescriptions(w.Schemas) })
	return w.described
}

func (w *Watch) keep(phrase string, b Breach) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.breaches == nil {
		w.breaches = map[string]Breach{}
	}
	if _, known := w.breaches[phrase]; !known {
		w.breaches[phrase] = b
	}
}

// Find gives the first breach of a rule that was seen.
func (w *Watch) Find(phrase string) (Breach, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	b, found := w.breaches[phrase]
	return b, found
}
