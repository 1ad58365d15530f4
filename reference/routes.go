package reference

import (
	"maps"
	"net/http"
	"net/url"
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
	for _, escaped := range all[len(base):] {
		segment, err := url.PathUnescape(escaped)
		if err != nil {
			return nil, false
		}
		segments = append(segments, segment)
	}
	return segments, true
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
		return nil, methodNotAllowed(r.Method, strings.Join(slices.Sorted(maps.Keys(handlers)), ", "))
	}
	return handle(r)
}

func (s *Server) endpoint(segments []string) (map[string]handler, error) {
	if len(segments) == 0 {
		return get(func(r *http.Request) (*answer, error) { return s.list(r, s.types...) }), nil
	}
	switch name := segments[0]; {
	case name == "Me", name == "Bulk", slices.Contains(segments, ".search"):
		return nil, notImplemented(strings.Join(segments, "/"))
	case name == "ServiceProviderConfig" && len(segments) == 1:
		return get(s.serviceProviderConfig), nil
	case name == "ResourceTypes":
		return discovery(segments, s.listResourceTypes, s.readResourceType)
	case name == "Schemas":
		return discovery(segments, s.listSchemas, s.readSchema)
	}
	for _, t := range s.types {
		if t.Endpoint != "/"+segments[0] {
			continue
		}
		switch len(segments) {
		case 1:
			return map[string]handler{
				http.MethodGet:  func(r *http.Request) (*answer, error) { return s.list(r, t) },
				http.MethodPost: func(r *http.Request) (*answer, error) { return s.create(r, t) },
			}, nil
		case 2:
			return s.one(t, segments[1]), nil
		}
	}
	return nil, notFound("there is no endpoint /%s", strings.Join(segments, "/"))
}

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
		http.MethodPatch:  with(s.patch),
		http.MethodDelete: with(s.remove),
	}
}

func get(handle handler) map[string]handler {
	return map[string]handler{http.MethodGet: handle}
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
		return nil, notFound("there is no endpoint /%s", strings.Join(segments, "/"))
	}
}
