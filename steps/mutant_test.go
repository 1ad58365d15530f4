package steps_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/steps"
)

// A mutant is a service provider that differs from the reference server in one thing. It is made of wrappers around the
// handler, so that nothing in the reference server knows of it.
type mutant func(http.Handler) http.Handler

// mutated starts services that are the mutant's.
func mutated(start func() (steps.Service, error), m mutant) func() (steps.Service, error) {
	return func() (steps.Service, error) {
		s, err := start()
		if err == nil {
			s.SCIM = m(s.SCIM)
		}
		return s, err
	}
}

type object = map[string]any

func isUser(r *http.Request) bool     { return strings.Contains(r.URL.Path, "/Users/") }
func isGroup(r *http.Request) bool    { return strings.Contains(r.URL.Path, "/Groups/") }
func isUserList(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Users") }
func isList(r *http.Request) bool {
	return r.Method == http.MethodGet && (isUserList(r) || strings.HasSuffix(r.URL.Path, "/Groups"))
}
func ofUsers(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Users") }

func decode(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return bytes.TrimSpace(b.Bytes())
}

// sent changes the bodies of requests.
func sent(when func(*http.Request) bool, change func(*http.Request, object)) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Body != nil && when(r) {
				text, _ := io.ReadAll(r.Body)
				if body, ok := decode(text).(object); ok {
					change(r, body)
					text = encode(body)
				}
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
			}
			next.ServeHTTP(w, r)
		})
	}
}

func method(name string, of func(*http.Request) bool) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Method == name && of(r) }
}

var (
	posted  = method(http.MethodPost, isUserList)
	patched = method(http.MethodPatch, isUser)
	grouped = method(http.MethodPatch, isGroup)
)

// operations changes the operations of PATCH requests; nil leaves one out, and more than one may take its place.
func operations(when func(*http.Request) bool, change func(op object) []object) mutant {
	return sent(when, func(_ *http.Request, body object) {
		list, _ := body["Operations"].([]any)
		kept := []any{}
		for _, x := range list {
			if op, ok := x.(object); ok {
				for _, o := range change(op) {
					kept = append(kept, o)
				}
			}
		}
		if len(kept) == 0 && len(list) > 0 { // a PATCH needs one: the user as he is
			kept = append(kept, object{"op": "remove", "path": "nickName"})
			if when := strings.Contains(jsonText(list), "members"); when {
				kept = []any{object{"op": "add", "path": "members", "value": []any{}}}
			}
		}
		body["Operations"] = kept
	})
}

func jsonText(v any) string { return string(encode(v)) }

// losing leaves a change of one attribute out, with a path or without.
func losing(attribute string) mutant {
	return operations(patched, func(op object) []object {
		if path, _ := op["path"].(string); strings.Contains(path, attribute) {
			return nil
		}
		if value, ok := op["value"].(object); ok && op["path"] == nil {
			for key := range value {
				if strings.HasSuffix(key, attribute) {
					delete(value, key)
				}
			}
		}
		return []object{op}
	})
}

// texts changes every text that a request writes, under an attribute whose name has a part.
func texts(part string, change func(string) string) mutant {
	var walk func(name string, v any) any
	walk = func(name string, v any) any {
		switch v := v.(type) {
		case string:
			if strings.Contains(name, part) {
				return change(v)
			}
		case object:
			for key, x := range v {
				if key == "path" || key == "op" || key == "schemas" || key == "type" {
					continue
				}
				below := key
				if key == "value" {
					below = name
					if path, ok := v["path"].(string); ok {
						below = path
					}
				}
				v[key] = walk(below, x)
			}
		case []any:
			for i, x := range v {
				v[i] = walk(name, x)
			}
		}
		return v
	}
	return sent(func(r *http.Request) bool { return ofUsers(r) && r.Method != http.MethodGet },
		func(_ *http.Request, body object) { walk("", body) })
}

// asked changes the query.
func asked(when func(*http.Request) bool, change func(url.Values)) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if when(r) {
				q := r.URL.Query()
				change(q)
				r = r.Clone(r.Context())
				r.URL.RawQuery = q.Encode()
				r.RequestURI = r.URL.RequestURI()
			}
			next.ServeHTTP(w, r)
		})
	}
}

func filtered(change func(string) string) mutant {
	return asked(isList, func(q url.Values) {
		if f := q.Get("filter"); f != "" {
			q.Set("filter", change(f))
		}
	})
}

// reply is an answer on its way out.
type reply struct {
	status int
	header http.Header
	body   any // nil for none
	raw    []byte
}

// answered changes answers.
func answered(when func(*http.Request) bool, change func(*http.Request, *reply)) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !when(r) {
				next.ServeHTTP(w, r)
				return
			}
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			p := &reply{status: rec.Code, header: rec.Header(), body: decode(rec.Body.Bytes())}
			change(r, p)
			text := p.raw
			if text == nil && p.body != nil {
				text = encode(p.body)
			}
			for name, values := range p.header {
				w.Header()[name] = values
			}
			w.Header().Del("Content-Length")
			if len(text) > 0 {
				w.Header().Set("Content-Length", strconv.Itoa(len(text)))
			}
			w.WriteHeader(p.status)
			_, _ = w.Write(text)
		})
	}
}

func always(*http.Request) bool { return true }

// shown changes every user or group that an answer shows, alone or in a list.
func shown(when func(*http.Request) bool, change func(object)) mutant {
	return answered(when, func(_ *http.Request, p *reply) {
		body, ok := p.body.(object)
		if !ok || p.status >= 300 {
			return
		}
		if list, isList := body["Resources"].([]any); isList {
			for _, x := range list {
				if o, ok := x.(object); ok {
					change(o)
				}
			}
			return
		}
		change(body)
	})
}

// listed changes the whole of a list.
func listed(change func(r *http.Request, body object, all []any)) mutant {
	return answered(isList, func(r *http.Request, p *reply) {
		if body, ok := p.body.(object); ok && p.status == http.StatusOK {
			all, _ := body["Resources"].([]any)
			change(r, body, all)
		}
	})
}

// status answers with another status, where it was one.
func status(when func(*http.Request) bool, from, to int) mutant {
	return answered(when, func(_ *http.Request, p *reply) {
		if p.status == from {
			p.status = to
		}
	})
}

// inside asks the wrapped handler on the mutant's own account.
func inside(next http.Handler, like *http.Request, method, path string, body any) *httptest.ResponseRecorder {
	var text io.Reader
	if body != nil {
		text = bytes.NewReader(encode(body))
	}
	r := httptest.NewRequest(method, path, text).WithContext(like.Context())
	for _, name := range []string{"Authorization", "Accept"} {
		r.Header.Set(name, like.Header.Get(name))
	}
	r.Header.Set("Content-Type", "application/scim+json")
	r.Host = like.Host
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	return rec
}

// afterwards sends a PATCH of its own after a successful one, which is how side effects are made.
func afterwards(when func(*http.Request) bool, operations func(body string, before object) []any) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !when(r) {
				next.ServeHTTP(w, r)
				return
			}
			text, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(text))
			before, _ := decode(inside(next, r, http.MethodGet, r.URL.RequestURI(), nil).Body.Bytes()).(object)
			rec := httptest.NewRecorder()
			next.ServeHTTP(rec, r)
			if ops := operations(string(text), before); rec.Code < 300 && len(ops) > 0 {
				second := inside(next, r, http.MethodPatch, r.URL.RequestURI(),
					object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:PatchOp"}, "Operations": ops})
				if second.Code < 300 {
					rec = second
				}
			}
			for name, values := range rec.Header() {
				w.Header()[name] = values
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(rec.Body.Bytes())
		})
	}
}
