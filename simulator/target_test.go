package simulator_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// target is a service provider in memory, just large enough for a job: it finds by userName, keeps what it is given, and
// understands both dialects. It is not the reference server, and shares nothing with it or with the connector.
type target struct {
	mu            sync.Mutex
	users, groups resources
	made          int
	// taken are names that answer 409 though no filter finds them.
	taken map[string]bool
	// unfiltered lists everybody, whatever the filter.
	unfiltered bool
	// faults are what happens to the next requests of a method instead of, or after, serving them.
	faults []fault
	// watch is told of each request and its answer.
	watch func(method, path, query, body string, status int)
}

// resources are those of one type, by id.
type resources map[string]map[string]any

// ids are in the order of creation.
func (r resources) ids() []string {
	return slices.SortedFunc(maps.Keys(r), func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

type fault struct {
	method string
	status int  // instead of serving the request; 0 serves it
	lost   bool // the answer does not arrive
	unsent bool // the request does not arrive either
	cut    bool // the answer's body ends in the middle
	late   bool // the answer comes after the time-out
	header http.Header
	body   string // of the answer
	// sparesProbe waits for a request that does not look up one of the story's random values.
	sparesProbe bool
}

func newTarget() *target {
	return &target{users: resources{}, groups: resources{}, taken: map[string]bool{}, watch: func(string, string, string, string, int) {}}
}

var errLost = errors.New("connection reset")

func (s *target) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	if f.unsent {
		s.watch(r.Method, strings.TrimPrefix(r.URL.Path, "/scim"), r.URL.Query().Get("filter"), string(body), 0)
		return nil, errLost
	}
	status, answer := f.status, any(json.RawMessage(f.body))
	if status == 0 {
		status, answer = s.serve(r, body)
	} else if f.body == "" {
		answer = scimError("", "made by the test")
	}
	path := strings.TrimPrefix(r.URL.Path, "/scim")
	s.watch(r.Method, path, r.URL.Query().Get("filter"), string(body), status)
	switch {
	case f.lost:
		return nil, errLost
	case f.late:
		return nil, &url.Error{Op: r.Method, URL: r.URL.String(), Err: os.ErrDeadlineExceeded}
	}
	text := []byte{}
	if answer != nil {
		text, _ = json.Marshal(answer)
	}
	if f.cut {
		text = text[:len(text)/2]
	}
	header := http.Header{"Content-Type": {"application/scim+json"}}
	maps.Copy(header, f.header)
	return &http.Response{
		StatusCode: status, Header: header,
		Body: io.NopCloser(bytes.NewReader(text)), Request: r,
	}, nil
}

func scimError(scimType, detail string) any {
	return map[string]any{"scimType": scimType, "detail": detail}
}

func (s *target) serve(r *http.Request, body []byte) (int, any) {
	kind, id, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/scim/"), "/")
	all := s.users
	if kind == "Groups" {
		all = s.groups
	}
	switch {
	case r.Method == http.MethodGet && id == "":
		return http.StatusOK, s.find(all, r.URL.Query())
	case r.Method == http.MethodPost:
		return s.create(all, body)
	case all[id] == nil:
		return http.StatusNotFound, scimError("", "no such resource")
	case r.Method == http.MethodGet:
		return http.StatusOK, excluding(all[id], r.URL.Query())
	case r.Method == http.MethodDelete:
		s.remove(id)
		return http.StatusNoContent, nil
	}
	var patch struct{ Operations []operation }
	if err := json.Unmarshal(body, &patch); err != nil {
		return http.StatusBadRequest, scimError("invalidSyntax", err.Error())
	}
	for _, o := range patch.Operations {
		o.apply(all[id])
	}
	return http.StatusNoContent, nil
}

// excluding is the resource without what the request does not want to see.
func excluding(resource map[string]any, query url.Values) map[string]any {
	shown := maps.Clone(resource)
	delete(shown, query.Get("excludedAttributes"))
	return shown
}

var (
	byValue     = regexp.MustCompile(`^(\w+) eq "(.*)"$`)
	byReference = regexp.MustCompile(`^id eq "(.*)" and (\w+) eq "(.*)"$`)
)

func (s *target) find(all resources, query url.Values) any {
	filter := query.Get("filter")
	matches := func(resource map[string]any) bool {
		if r := byReference.FindStringSubmatch(filter); r != nil {
			return resource["id"] == r[1] && (managerOf(resource) == r[3] || slices.Contains(membersOf(resource), r[3]))
		}
		v := byValue.FindStringSubmatch(filter)
		return v != nil && strings.EqualFold(fmt.Sprint(resource[v[1]]), v[2])
	}
	found := []any{}
	for _, id := range all.ids() {
		if s.unfiltered || matches(all[id]) {
			found = append(found, excluding(all[id], query))
		}
	}
	return map[string]any{"totalResults": len(found), "Resources": found}
}

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// managerOf is the id of a user's manager, nil for none.
func managerOf(user map[string]any) any {
	extension, _ := user[enterprise].(map[string]any)
	manager, _ := extension["manager"].(map[string]any)
	return manager["value"]
}

func (s *target) create(all resources, body []byte) (int, any) {
	resource := map[string]any{}
	if err := json.Unmarshal(body, &resource); err != nil {
		return http.StatusBadRequest, scimError("invalidSyntax", err.Error())
	}
	name := strings.ToLower(fmt.Sprint(resource["userName"]))
	for _, other := range all {
		if _, unique := resource["userName"]; unique && strings.EqualFold(fmt.Sprint(other["userName"]), name) {
			return http.StatusConflict, scimError("uniqueness", name+" is taken")
		}
	}
	if s.taken[name] {
		return http.StatusConflict, scimError("uniqueness", name+" is taken")
	}
	if extension, ok := resource["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"].(map[string]any); ok {
		if id, ok := extension["manager"].(string); ok {
			extension["manager"] = map[string]any{"value": id}
		}
	}
	s.add(all, resource)
	return http.StatusCreated, resource
}

func (s *target) add(all resources, resource map[string]any) string {
	s.made++
	id := fmt.Sprintf("t%d", s.made)
	resource["id"] = id
	all[id] = resource
	return id
}

// remove deletes a resource, and takes it out of the groups.
func (s *target) remove(id string) {
	delete(s.users, id)
	delete(s.groups, id)
	for _, group := range s.groups {
		leave(group, id)
	}
}

// operation is one of a PATCH, in either dialect.
type operation struct {
	Op    string
	Path  string
	Value any
}

var memberPath = regexp.MustCompile(`^members\[value eq "(.*)"\]$`)

func (o operation) apply(user map[string]any) {
	if p := memberPath.FindStringSubmatch(o.Path); p != nil {
		leave(user, p[1])
		return
	}
	if o.Path == "members" {
		for _, member := range o.Value.([]any) {
			id := member.(map[string]any)["value"].(string)
			leave(user, id)
			if !strings.EqualFold(o.Op, "remove") {
				members, _ := user["members"].([]any)
				user["members"] = append(members, map[string]any{"value": id})
			}
		}
		return
	}
	if o.Path != "" {
		set(user, o.Path, o.Value)
		return
	}
	for path, value := range o.Value.(map[string]any) {
		set(user, path, value)
	}
}

// leave ends a membership.
func leave(group map[string]any, id string) {
	members, _ := group["members"].([]any)
	group["members"] = slices.DeleteFunc(members, func(m any) bool { return m.(map[string]any)["value"] == id })
}

// members are the ids of a group's members, sorted.
func membersOf(group map[string]any) []string {
	ids := []string{}
	members, _ := group["members"].([]any)
	for _, m := range members {
		ids = append(ids, m.(map[string]any)["value"].(string))
	}
	slices.Sort(ids)
	return ids
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
	if strings.HasSuffix(path, ":manager") {
		value = map[string]any{"value": value}
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
