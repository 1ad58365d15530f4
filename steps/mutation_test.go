package steps_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/steps"
)

// Kinds of mutation: what is done to one answer of a scenario.
var mutationKinds = []string{"delete", "rename", "retype", "blank", "alter", "status", "header"}

// mutation is what is to happen to one answer, and what did.
type mutation struct {
	kind   string
	answer int // which answer of the scenario, from 1
	random *rand.Rand
	seen   int
	// last is the latest answer that was none to a DELETE: what follows is the clean-up, which nobody judges.
	last int
	done string // what was changed; empty if the answer had nothing of the kind
}

// mutants is a target that starts a server for each scenario, as the embedded one does, and changes one answer of it. It
// lives in tests: what a spoilt answer of the reference does tells of the judge and nothing of anybody's endpoint.
type mutants struct {
	server *steps.Embedded
	// plan gives the mutation of the nth scenario; nil leaves it alone.
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
	m.opened = append(m.opened, one)
	copied := *endpoint
	copied.Network = mutatedTransport{endpoint.Network, one, &m.mu}
	return &copied, done, nil
}

type mutatedTransport struct {
	next     http.RoundTripper
	mutation *mutation
	mu       *sync.Mutex
}

func (t mutatedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if r.Method != http.MethodDelete {
		t.mutation.last = t.mutation.seen + 1
	}
	if t.mutation.seen++; t.mutation.seen == t.mutation.answer {
		err = t.mutation.apply(resp)
	}
	return resp, err
}

func (m *mutation) apply(resp *http.Response) error {
	switch m.kind {
	case "status":
		was := resp.StatusCode
		for resp.StatusCode/100 == was/100 {
			resp.StatusCode = []int{200, 400, 404, 500}[m.random.IntN(4)]
		}
		resp.Status = strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode)
		m.done = strconv.Itoa(was) + " became " + strconv.Itoa(resp.StatusCode)
		return nil
	case "header":
		names := slices.DeleteFunc([]string{"Content-Type", "Location", "Etag", "Www-Authenticate"}, func(n string) bool { return resp.Header.Get(n) == "" })
		if len(names) > 0 {
			name := names[m.random.IntN(len(names))]
			resp.Header.Set(name, "text/mutant")
			m.done = name
		}
		return nil
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var document any
	if decoder.Decode(&document) == nil {
		if fields := fieldsOf(document, ""); len(fields) > 0 {
			m.done = m.change(fields[m.random.IntN(len(fields))])
			body, _ = json.Marshal(document) // of what was decoded
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return nil
}

// field is a member of an object in an answer.
type field struct {
	of   map[string]any
	name string
	path string
}

func fieldsOf(document any, path string) []field {
	var all []field
	switch v := document.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			all = append(all, field{v, name, path + "." + name})
			all = append(all, fieldsOf(v[name], path+"."+name)...)
		}
	case []any:
		for _, e := range v {
			all = append(all, fieldsOf(e, path)...)
		}
	}
	return all
}

// change spoils a field, and says which; nothing if it cannot be done in this way.
func (m *mutation) change(f field) string {
	value := f.of[f.name]
	switch m.kind {
	case "delete":
		delete(f.of, f.name)
	case "rename":
		delete(f.of, f.name)
		f.of[f.name+"X"] = value
	case "retype":
		switch v := value.(type) {
		case string:
			f.of[f.name] = []any{v}
		case json.Number:
			f.of[f.name] = v.String()
		case bool:
			f.of[f.name] = strconv.FormatBool(v)
		default:
			f.of[f.name] = "mutant"
		}
	case "alter":
		switch v := value.(type) {
		case string:
			f.of[f.name] = v + " mutant"
		case json.Number:
			f.of[f.name] = json.Number(v.String() + "1")
		case []any:
			f.of[f.name] = append(v, map[string]any{"id": "mutant", "userName": "mutant", "value": "mutant"})
		default:
			f.of[f.name] = "mutant"
		}
	case "blank":
		if m.random.IntN(3) == 0 {
			f.of[f.name] = nil
			break
		}
		switch v := value.(type) {
		case string:
			f.of[f.name] = ""
		case json.Number:
			f.of[f.name] = json.Number("0")
		case bool:
			f.of[f.name] = !v
		case []any:
			f.of[f.name] = []any{}
		default:
			f.of[f.name] = map[string]any{}
		}
	}
	return strings.TrimPrefix(f.path, ".")
}

// legal says that an answer may as well look like that: what is not returned by everybody, and what tells something about
// the resource rather than being it. Such mutations do not count.
func (m *mutation) legal() bool {
	for _, optional := range []string{"itemsPerPage", "startIndex", "meta", "$ref", "display", "detail", "documentationUri", "description"} {
		if strings.Contains("."+m.done+".", "."+optional) {
			return true
		}
	}
	return m.done == "Etag" || m.done == "Www-Authenticate"
}
