package portal

import (
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
)

// methods are the handlers of one path by HTTP method.
type methods map[string]http.HandlerFunc

// sessionsPath is where administrators sign in and out.
const sessionsPath = "/api/sessions"

// router maps paths and methods to what an administrator can do. Reads are plain handlers, everything else is an action:
// it leaves an audit entry.
func (p *Portal) router() http.Handler {
	mux := http.NewServeMux()
	for at, m := range map[string]methods{
		sessionsPath: {
			http.MethodPost:   p.signIn,
			http.MethodGet:    p.showSignedIn,
			http.MethodDelete: p.signOut,
		},
		"/api/provisioning": {
			http.MethodGet: p.showProvisioning,
			http.MethodPut: p.action("set provisioning", p.setProvisioning),
		},
		"/api/provisioning/token": {
			http.MethodPost: p.action("generate token", p.generateToken),
		},
		"/api/users": {
			http.MethodGet:  p.listUsers,
			http.MethodPost: p.action("create user", p.createUser),
		},
		"/api/users/{id}": {
			http.MethodGet:    p.showUser,
			http.MethodPatch:  p.action("edit user", p.editUser),
			http.MethodDelete: p.action("delete user", p.deleteUser),
		},
		"/api/users/{id}/configuration": {
			http.MethodPut: p.action("configure user", p.configureUser),
		},
		"/api/users/{id}/clone": {
			http.MethodPost: p.action("clone user", p.cloneUser),
		},
		"/api/audit": {
			http.MethodGet: p.showAudit,
		},
	} {
		mux.Handle(at, m)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		respondError(w, notFound("nothing at %s", r.URL.Path))
	})
	return mux
}

// ServeHTTP calls the method's handler, or answers 405 with the methods that there are.
func (m methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet // net/http leaves out the body
	}
	if h := m[method]; h != nil {
		h(w, r)
		return
	}
	allowed := slices.Collect(maps.Keys(m))
	if m[http.MethodGet] != nil {
		allowed = append(allowed, http.MethodHead)
	}
	slices.Sort(allowed)
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	respondError(w, &fault{http.StatusMethodNotAllowed, "methodNotAllowed",
		"expected " + strings.Join(allowed, " or ") + ", found " + r.Method})
}

// isClean reports whether the mux would serve the path as it is. Any other it would answer with a redirection in HTML.
func isClean(p string) bool {
	return strings.HasPrefix(p, "/") && (p == "/" || path.Clean(p) == strings.TrimSuffix(p, "/"))
}

// bearer is the token of the Authorization header (RFC 6750 section 2.1), or empty. The scheme is compared without case
// (RFC 9110 section 11.1).
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
