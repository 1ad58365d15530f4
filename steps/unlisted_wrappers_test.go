package steps_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// More wrappers for faults that lie in a sequence of requests rather than in one.

// send passes on what an inner answer was.
func send(w http.ResponseWriter, rec *httptest.ResponseRecorder) {
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// read gives the body of a request, which can be read again.
func read(r *http.Request) string {
	if r.Body == nil {
		return ""
	}
	text, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(text))
	return string(text)
}

// turned answers some requests with a SCIM error of its own.
func turned(when func(r *http.Request, body string) bool, code int, scimType string) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !when(r, read(r)) {
				next.ServeHTTP(w, r)
				return
			}
			e := object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": fmt.Sprint(code), "detail": "no"}
			if scimType != "" {
				e["scimType"] = scimType
			}
			w.Header().Set("Content-Type", "application/scim+json")
			w.WriteHeader(code)
			_, _ = w.Write(encode(e))
		})
	}
}

// around hands each request to a function that may do more than pass it on, one at a time.
func around(serve func(next http.Handler, w http.ResponseWriter, r *http.Request)) mutant {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			serve(next, w, r)
		})
	}
}

// stateful makes a fresh wrapper, with state of its own, for each service.
func stateful(fresh func() mutant) mutant {
	return func(next http.Handler) http.Handler { return fresh()(next) }
}

// now reads a resource inside.
func now(next http.Handler, r *http.Request, path string) object {
	o, _ := decode(inside(next, r, http.MethodGet, path, nil).Body.Bytes()).(object)
	return o
}

func patchOf(ops ...any) object {
	return object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:PatchOp"}, "Operations": ops}
}

// base is the path before /Users or /Groups.
func baseOf(r *http.Request) string {
	for _, kind := range []string{"/Users", "/Groups"} {
		if head, _, found := strings.Cut(r.URL.Path, kind); found {
			return head
		}
	}
	return ""
}

func opPath(op object) string { s, _ := op["path"].(string); return s }
func opVerb(op object) string { return strings.ToLower(fmt.Sprint(op["op"])) }
