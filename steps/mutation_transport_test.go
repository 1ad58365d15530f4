package steps_test

import (
	"bytes"
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/steps"
)

// Kinds of mutation. What is done to one field of an answer, to a list, or to an answer as a whole; and what is done to a
// request, or to everything that follows it.
var (
	fieldKinds = []string{"alter", "delete", "blank", "rename", "retype"}
	listKinds  = []string{"empty", "double", "reverse"}
	// stale is the answer of the last time, swap that of another resource; drop acknowledges a write and does not do it,
	// unquery overlooks the query, lost breaks the connection off; echo keeps and shows whatever was sent.
	wholeKinds    = []string{"status", "header", "stale", "swap", "drop", "unquery", "lost", "echo"}
	mutationKinds = slices.Concat(wholeKinds, listKinds, fieldKinds)
)

// mutation is what is to happen to one answer, and what did.
type mutation struct {
	kind   string
	answer int // which answer of the scenario, from 1
	field  int // which field of it, from 1; 0 leaves it to chance
	random *rand.Rand
	done   string // what was changed; empty if the answer had nothing of the kind
	// seen are the answers so far; what is known of an answer that nothing has spoilt helps to plan.
	seen  int
	known []known
	// read are the latest bodies by URL, for what is stale or swapped. kept is what echo has seen sent, by id.
	read map[string][]byte
	kept map[string]object
}

// known is an answer as the right server gave it.
type known struct {
	method, url     string
	fields          int
	inList          int
	reads, hasQuery bool
	again, another  bool // this URL, or one of the same kind, was read before
}

// takes says whether a kind of mutation can be made of an answer.
func (k known) takes(kind string) bool {
	switch kind {
	case "stale":
		return k.again
	case "swap":
		return k.another
	case "drop":
		return !k.reads && k.method != http.MethodPost || k.method == http.MethodPost && isCollection(k.url)
	case "unquery":
		return k.hasQuery
	case "echo":
		return k.method == http.MethodPost || k.method == http.MethodPut
	case "empty", "double":
		return k.inList > 0
	case "reverse":
		return k.inList > 1
	case "status", "header", "lost":
		return true
	}
	return k.fields > 0
}

func isCollection(url string) bool {
	path, _, _ := strings.Cut(url, "?")
	return strings.HasSuffix(path, "/Users") || strings.HasSuffix(path, "/Groups")
}

// mutants is a target that starts a server for each scenario, as the embedded one does, and changes one answer of it. It
// lives in tests: what a spoilt answer of the reference does tells of the judge and nothing of anybody's endpoint.
type mutants struct {
	server *steps.Embedded
	// plan gives the mutation of the nth scenario; one without a kind leaves it alone.
	plan func(n int) *mutation

	mu     sync.Mutex
	opened []*mutation
}

func (m *mutants) URL() string    { return m.server.URL() }
func (m *mutants) Embedded() bool { return true }

func (m *mutants) Open(ctx context.Context) (*steps.Endpoint, func(), error) {
	endpoint, done, err := m.server.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	one := m.plan(len(m.opened))
	one.read, one.kept = map[string][]byte{}, map[string]object{}
	m.opened = append(m.opened, one)
	copied := *endpoint
	copied.Network = mutatedTransport{endpoint.Network, one, &m.mu}
	if endpoint.Portal != nil {
		portal := *endpoint.Portal
		portal.Network = mutatedTransport{portal.Network, one, &m.mu}
		copied.Portal = &portal
	}
	return &copied, done, nil
}

type mutatedTransport struct {
	next     http.RoundTripper
	mutation *mutation
	mu       *sync.Mutex
}

func (t mutatedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	m := t.mutation
	t.mu.Lock()
	m.seen++
	mine := m.seen == m.answer
	t.mu.Unlock()
	sent, err := body(r)
	if err != nil {
		return nil, err
	}
	shape := known{method: r.Method, url: r.URL.String(), reads: r.Method == http.MethodGet, hasQuery: r.URL.RawQuery != ""}
	if mine {
		switch m.kind {
		case "unquery":
			r = r.Clone(r.Context())
			m.note(t.mu, r.URL.RawQuery)
			r.URL.RawQuery = ""
		case "drop":
			if shape.takes("drop") {
				m.note(t.mu, r.Method)
				if resp := acknowledged(r, sent); resp != nil {
					return resp, nil
				}
				r = r.Clone(r.Context())
				r.Method, r.Body, r.ContentLength = http.MethodGet, nil, 0 // as if it had been done
			}
		}
	}
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	got, err := takeBody(resp)
	if err != nil {
		return nil, err
	}
	putBody(resp, got)
	m.remember(&shape, resp, got)
	if !mine {
		m.overlay(resp, got)
		return resp, nil
	}
	switch m.kind {
	case "", "drop", "unquery":
		return resp, nil
	case "lost":
		m.done = r.Method
		return nil, io.ErrUnexpectedEOF
	case "stale", "swap":
		return resp, m.replay(r, resp, got)
	case "echo":
		m.keep(sent, got)
		m.overlay(resp, got)
		return resp, nil
	}
	return resp, m.spoil(resp)
}

func (m *mutation) note(mu *sync.Mutex, what string) {
	mu.Lock()
	defer mu.Unlock()
	m.done = what
}

func body(r *http.Request) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	sent, err := io.ReadAll(r.Body)
	r.Body.Close()
	r.Body = io.NopCloser(bytes.NewReader(sent))
	return sent, err
}

// acknowledged is the answer to a write that nobody does; nil where a read of the same URL is one.
func acknowledged(r *http.Request, sent []byte) *http.Response {
	resp := &http.Response{StatusCode: http.StatusNoContent, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{}, Body: http.NoBody}
	switch r.Method {
	case http.MethodDelete:
		return resp
	case http.MethodPost:
		made, _ := decode(sent).(object)
		if made == nil {
			made = object{}
		}
		made["id"] = "made-up"
		resp.StatusCode = http.StatusCreated
		resp.Header.Set("Content-Type", "application/scim+json")
		putBody(resp, encode(made))
		return resp
	}
	return nil
}

// remember keeps what an answer was like.
func (m *mutation) remember(shape *known, resp *http.Response, got []byte) {
	if document := decode(got); document != nil {
		shape.fields, shape.inList = len(fieldsOf(document, "")), len(listIn(document))
	}
	if shape.reads && resp.StatusCode == http.StatusOK {
		_, shape.again = m.read[shape.url]
		shape.another = m.otherThan(shape.url) != nil
		if m.kind == "" || m.seen != m.answer { // what is replayed is from before
			m.read[shape.url] = got
		}
	}
	m.known = append(m.known, *shape)
}

// otherThan gives what was read last of another resource of the kind, or of another query.
func (m *mutation) otherThan(url string) []byte {
	kind := func(url string) string {
		path, _, isQuery := strings.Cut(url, "?")
		if isQuery {
			return path + "?"
		}
		return path[:strings.LastIndex(path, "/")+1]
	}
	for _, other := range slices.Sorted(maps.Keys(m.read)) {
		if other != url && kind(other) == kind(url) {
			return m.read[other]
		}
	}
	return nil
}

// replay answers with what was read before.
func (m *mutation) replay(r *http.Request, resp *http.Response, got []byte) error {
	old := m.read[r.URL.String()]
	if m.kind == "swap" {
		old = m.otherThan(r.URL.String())
	}
	if resp.StatusCode != http.StatusOK || old == nil || bytes.Equal(old, got) {
		return nil
	}
	m.done = r.Method
	putBody(resp, old)
	return nil
}

// keep has a resource show, from now on, what it was sent as.
func (m *mutation) keep(sent, got []byte) {
	asked, _ := decode(sent).(object)
	made, _ := decode(got).(object)
	if id := text(made["id"]); id != "" && asked != nil {
		m.kept[id], m.done = asked, "what was sent"
	}
}

func (m *mutation) overlay(resp *http.Response, got []byte) {
	if len(m.kept) == 0 || resp.StatusCode >= http.StatusMultipleChoices {
		return
	}
	document := decode(got)
	all := listIn(document)
	if all == nil {
		all = []any{document}
	}
	for _, x := range all {
		if o, ok := x.(object); ok {
			maps.Copy(o, m.kept[text(o["id"])])
		}
	}
	if document != nil {
		putBody(resp, encode(document))
	}
}
