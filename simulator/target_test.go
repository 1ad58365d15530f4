package simulator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// target is a service provider in memory, just large enough for a job: it finds by userName, keeps what it is given, and
// understands both dialects. It is not the reference server, and shares nothing with it or with the connector.
type target struct {
	users map[string]map[string]any // by id
	ids   []string                  // in the order of creation, deleted ones left out
	made  int
	// taken are names that answer 409 though no filter finds them.
	taken map[string]bool
	// unfiltered lists everybody, whatever the filter.
	unfiltered bool
	// faults are what happens to the next requests of a method instead of, or after, serving them.
	faults []fault
	// watch is told of each request and its answer.
	watch func(method, path, query, body string, status int)
}

type fault struct {
	method string
	status int    // instead of serving the request; 0 serves it
	lost   bool   // the answer does not arrive
	body   string // of the answer
	// sparesProbe waits for a request that does not look up one of the story's random values.
	sparesProbe bool
}

func newTarget() *target {
	return &target{users: map[string]map[string]any{}, taken: map[string]bool{}, watch: func(string, string, string, string, int) {}}
}

var errLost = errors.New("connection reset")

func (s *target) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	var f fault
	probe := strings.Contains(r.URL.Query().Get("filter"), ` eq "n`)
	if at := slices.IndexFunc(s.faults, func(f fault) bool { return f.method == r.Method && (!probe || !f.sparesProbe) }); at >= 0 {
		f = s.faults[at]
		s.faults = slices.Delete(s.faults, at, at+1)
	}
	status, answer := f.status, any(json.RawMessage(f.body))
	if status == 0 {
		status, answer = s.serve(r, body)
	} else if f.body == "" {
		answer = scimError("", "made by the test")
	}
	path := strings.TrimPrefix(r.URL.Path, "/scim")
	s.watch(r.Method, path, r.URL.Query().Get("filter"), string(body), status)
	if f.lost {
		return nil, errLost
	}
	text := []byte{}
	if answer != nil {
		text, _ = json.Marshal(answer)
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/scim+json"}},
		Body: io.NopCloser(bytes.NewReader(text)), Request: r,
	}, nil
}

func scimError(scimType, detail string) any {
	return map[string]any{"scimType": scimType, "detail": detail}
}

func (s *target) serve(r *http.Request, body []byte) (int, any) {
	id := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/scim/Users"), "/")
	switch {
	case r.Method == http.MethodGet && id == "":
		return http.StatusOK, s.find(r.URL.Query())
	case r.Method == http.MethodPost:
		return s.create(body)
	case s.users[id] == nil:
		return http.StatusNotFound, scimError("", "no such user")
	case r.Method == http.MethodGet:
		return http.StatusOK, s.users[id]
	case r.Method == http.MethodDelete:
		s.remove(id)
		return http.StatusNoContent, nil
	}
	var patch struct{ Operations []operation }
	if err := json.Unmarshal(body, &patch); err != nil {
		return http.StatusBadRequest, scimError("invalidSyntax", err.Error())
	}
	for _, o := range patch.Operations {
		o.apply(s.users[id])
	}
	return http.StatusNoContent, nil
}

func (s *target) find(query url.Values) any {
	condition := regexp.MustCompile(`^userName eq "(.*)"$`).FindStringSubmatch(query.Get("filter"))
	found := []any{}
	for _, id := range s.ids {
		if s.unfiltered || condition != nil && strings.EqualFold(fmt.Sprint(s.users[id]["userName"]), condition[1]) {
			found = append(found, s.users[id])
		}
	}
	return map[string]any{"totalResults": len(found), "Resources": found}
}

func (s *target) create(body []byte) (int, any) {
	user := map[string]any{}
	if err := json.Unmarshal(body, &user); err != nil {
		return http.StatusBadRequest, scimError("invalidSyntax", err.Error())
	}
	name := strings.ToLower(fmt.Sprint(user["userName"]))
	for _, other := range s.users {
		if s.taken[name] || strings.EqualFold(fmt.Sprint(other["userName"]), name) {
			return http.StatusConflict, scimError("uniqueness", name+" is taken")
		}
	}
	if s.taken[name] {
		return http.StatusConflict, scimError("uniqueness", name+" is taken")
	}
	s.add(user)
	return http.StatusCreated, user
}

func (s *target) add(user map[string]any) string {
	s.made++
	id := fmt.Sprintf("t%d", s.made)
	user["id"] = id
	s.users[id] = user
	s.ids = append(s.ids, id)
	return id
}

func (s *target) remove(id string) {
	delete(s.users, id)
	s.ids = slices.DeleteFunc(s.ids, func(other string) bool { return other == id })
}

// operation is one of a PATCH, in either dialect.
type operation struct {
	Op    string
	Path  string
	Value any
}

func (o operation) apply(user map[string]any) {
	if o.Path != "" {
		set(user, o.Path, o.Value)
		return
	}
	for path, value := range o.Value.(map[string]any) {
		set(user, path, value)
	}
}

var (
	valuePath = regexp.MustCompile(`^(\w+)\[type eq "(\w+)"\]\.(\w+)$`)
	urnPath   = regexp.MustCompile(`^(urn:.*):(\w+)$`)
)

// set puts a value at a path, making what it needs on the way; "True" and "False" become booleans for active.
func set(user map[string]any, path string, value any) {
	if path == "active" {
		value = strings.EqualFold(fmt.Sprint(value), "true")
	}
	if p := valuePath.FindStringSubmatch(path); p != nil {
		elements, _ := user[p[1]].([]any)
		for _, e := range elements {
			if e := e.(map[string]any); e["type"] == p[2] {
				e[p[3]] = value
				return
			}
		}
		user[p[1]] = append(elements, map[string]any{"type": p[2], p[3]: value})
		return
	}
	outer, inner, nested := strings.Cut(path, ".")
	if p := urnPath.FindStringSubmatch(path); p != nil {
		outer, inner, nested = p[1], p[2], true
	}
	if !nested {
		user[path] = value
		return
	}
	object, ok := user[outer].(map[string]any)
	if !ok {
		object = map[string]any{}
		user[outer] = object
	}
	object[inner] = value
}
