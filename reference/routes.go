package reference

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// handler answers a request. The error is one that problem understands.
type handler func(*http.Request) (*answer, error)

// below is the request's path below the base path, in segments. Slashes at the end and doubled ones are tolerated, for
// the tenant URL is typed by hand (D-011).
func (s *Server) below(r *http.Request) (segments []string, ok bool) {
	all := pathSegments(r.URL.EscapedPath())
	base := pathSegments(s.profile.BasePath)
	if len(all) < len(base) || !slices.Equal(all[:len(base)], base) {
		return nil, false
	}
	segments, err := unescaped(all[len(base):])
	return segments, err == nil
}

// elsewhere refuses a path that is not below the base path.
func (s *Server) elsewhere(r *http.Request) *Error {
	if version, other := s.otherVersion(r); other {
		return badRequest("invalidVers", "expected a path below %s, found SCIM version %q", s.profile.BasePath, version)
	}
	return notFound("%s is not below %s", r.URL.Path, s.profile.BasePath)
}

// otherVersion is the version in the path of a request that would be below the base path but for it (RFC 7644 section
// 3.13).
func (s *Server) otherVersion(r *http.Request) (version string, other bool) {
	all, base := pathSegments(r.URL.EscapedPath()), pathSegments(s.profile.BasePath)
	last := len(base) - 1
	if last < 0 || len(all) < len(base) || !slices.Equal(all[:last], base[:last]) {
		return "", false
	}
	return all[last], protocolVersion.MatchString(base[last]) && protocolVersion.MatchString(all[last])
}

// protocolVersion is a version segment of a base URL.
var protocolVersion = regexp.MustCompile(`^v[0-9]+(\.[0-9]+)*$`)

func unescaped(escaped []string) ([]string, error) {
	segments := make([]string, len(escaped))
	for i, text := range escaped {
		var err error
		if segments[i], err = url.PathUnescape(text); err != nil {
			return nil, err
		}
	}
	return segments, nil
}

func pathSegments(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "/"), func(segment string) bool { return segment == "" })
}

// route finds the endpoint (RFC 7644 section 3.2) and the handler for the method.
func (s *Server) route(r *http.Request, segments []string) (*answer, error) {
	handlers, err := s.endpoint(segments)
	if err != nil {
		return nil, err
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet // net/http leaves the body out
	}
	handle := handlers[method]
	if handle == nil {
		return nil, methodNotAllowed(r.Method, allowed(handlers))
	}
	return handle(r)
}

func (s *Server) endpoint(segments []string) (map[string]handler, error) {
	if len(segments) == 0 {
		return get(func(r *http.Request) (*answer, error) { return s.list(r, s.types...) }), nil
	}
	is := func(name string) bool { return strings.EqualFold(segments[0], name) }
	switch {
	case is("Me") && len(segments) == 1:
		return s.me()
	case is("Bulk") && len(segments) == 1:
		return post(s.bulk), nil
	case is(".search") && len(segments) == 1:
		return post(func(r *http.Request) (*answer, error) { return s.search(r, s.types...) }), nil
	case is("ServiceProviderConfig") && len(segments) == 1:
		return get(s.serviceProviderConfig), nil
	case is("ResourceTypes"):
		return discovery(segments, s.listResourceTypes, s.readResourceType)
	case is("Schemas"):
		return discovery(segments, s.listSchemas, s.readSchema)
	}
	for _, t := range s.types {
		if !t.isAt(segments[0]) {
			continue
		}
		switch {
		case len(segments) == 2 && segments[1] == ".search":
			return post(func(r *http.Request) (*answer, error) { return s.search(r, t) }), nil
		case len(segments) == 1:
			return map[string]handler{
				http.MethodGet:  func(r *http.Request) (*answer, error) { return s.list(r, t) },
				http.MethodPost: func(r *http.Request) (*answer, error) { return s.create(r, t) },
			}, nil
		case len(segments) == 2:
			return s.one(t, segments[1]), nil
		}
	}
	return nil, noEndpoint(segments)
}

// isAt reports whether the first segment of a path leads to the resource type. Letter case does not count: Microsoft's
// Postman collection for SCIM servers asks for /users, and no two endpoints differ in it alone.
func (t *resourceType) isAt(segment string) bool { return strings.EqualFold(t.Endpoint, "/"+segment) }

// one are the handlers of a resource. The id is kept with the request for whoever wants to know it later.
func (s *Server) one(t *resourceType, id string) map[string]handler {
	with := func(handle func(*http.Request, *resourceType, string) (*answer, error)) handler {
		return func(r *http.Request) (*answer, error) {
			r.SetPathValue("id", id)
			return handle(r, t, id)
		}
	}
	return map[string]handler{
		http.MethodGet:    with(s.read),
		http.MethodPut:    with(s.replace),
		http.MethodPatch:  with(s.patch),
		http.MethodDelete: with(s.remove),
	}
}

// allowed are the methods of an endpoint, for an Allow header.
func allowed(handlers map[string]handler) string {
	methods := slices.Collect(maps.Keys(handlers))
	if handlers[http.MethodGet] != nil {
		methods = append(methods, http.MethodHead)
	}
	slices.Sort(methods)
	return strings.Join(methods, ", ")
}

func get(handle handler) map[string]handler {
	return map[string]handler{http.MethodGet: handle}
}

func post(handle handler) map[string]handler {
	return map[string]handler{http.MethodPost: handle}
}

// discovery is an endpoint with a list and its members.
func discovery(segments []string, list handler,
	read func(*http.Request, string) (*answer, error)) (map[string]handler, error) {
	switch len(segments) {
	case 1:
		return get(list), nil
	case 2:
		return get(func(r *http.Request) (*answer, error) { return read(r, segments[1]) }), nil
	default:
		return nil, noEndpoint(segments)
	}
}
