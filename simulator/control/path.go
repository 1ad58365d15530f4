package control

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// askedKey is where plain leaves the address that was asked.
type askedKey struct{}

// plain is the request as routes know it: beta is v1.0, for what Graph has of it in both is the same but for the log's rows, and a
// slash at the end, which Graph's documents write now and then, says nothing.
func plain(r *http.Request) *http.Request {
	path := plainPath(r.URL.Path)
	if path == r.URL.Path {
		return r
	}
	known := r.WithContext(context.WithValue(r.Context(), askedKey{}, r.URL))
	known.URL = &url.URL{Path: path, RawPath: plainPath(r.URL.RawPath), RawQuery: r.URL.RawQuery}
	return known
}

func plainPath(path string) string {
	if rest, beta := strings.CutPrefix(path, "/beta/"); beta {
		path = "/v1.0/" + rest
	}
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	return path
}

// asked is the address as the client wrote it.
func asked(r *http.Request) *url.URL {
	if u, ok := r.Context().Value(askedKey{}).(*url.URL); ok {
		return u
	}
	return r.URL
}

// version is the one of Graph's that was asked.
func version(r *http.Request) auditlog.Version {
	if strings.HasPrefix(asked(r).Path, "/beta/") {
		return auditlog.Beta
	}
	return auditlog.V1
}

// link is the whole address of this collection with another value of a parameter, as Graph gives it.
func link(r *http.Request, parameter, value string) string {
	next := *asked(r)
	next.Scheme, next.Host = "http", r.Host
	query := next.Query()
	query.Set(parameter, value)
	next.RawQuery = query.Encode()
	return next.String()
}

// elsewhere answers what no route takes: a path that has other methods, or none.
func (c *Control) elsewhere(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, route := c.mux.Handler(other); route != "/" && !isNoConnection(route, r.URL.EscapedPath()) {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 || slices.Contains(allowed, r.Method) {
		fail(w, notFound("expected a path of this API, found %s", asked(r).Path))
		return
	}
	methods := strings.Join(allowed, ", ")
	w.Header().Set("Allow", methods)
	fail(w, &apiError{http.StatusMethodNotAllowed, "Request_BadRequest", "expected " + methods + " for this path, found " + r.Method})
}
