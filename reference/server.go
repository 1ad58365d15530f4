// Package reference is a SCIM 2.0 server that is right by the letter of RFC 7643 and RFC 7644 and accepts both of
// Microsoft Entra ID's dialects. It is what the judge is proven on, and a target to point a provisioning job at. With a
// defect of Defects it is wrong on purpose, in one way that a real server once was.
//
// What a resource looks like comes from the schema documents in fixtures/schemas, what is particular to a kind of service
// provider from a profile in fixtures/profiles. It is not a user directory for production: nobody signs in to it, and its
// store forgets with the process.
package reference

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/portal"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// Options configure a Server. The zero value works: the entra profile, open to everyone.
type Options struct {
	// Profile is the kind of service provider; without a name, the profile entra.
	Profile fixtures.Profile
	// Now is the time that meta.created and meta.lastModified are taken from, time.Now if nil.
	Now func() time.Time
	// NewID makes ids of resources, random UUIDs if nil. An id must not come twice.
	NewID func() string
	// Token is the bearer token that is accepted. Without one, a profile with a portal has SCIM disabled until the portal
	// enables it and makes a token; any other profile is open to everyone.
	Token string
	// PortalToken is the administrator's credential of the portal, if the profile has one.
	PortalToken string
	// BaseURL is the URL under which clients reach the server, for meta.location and Location. An origin without path gets
	// the profile's base path. If it is empty, the request's Host is believed, which is not for a server behind a proxy
	// (D-040).
	BaseURL string
	// Defects are ids of Defects to switch on.
	Defects []string
}

// Server is an http.Handler that serves SCIM under the profile's base path. It is safe for concurrent use.
type Server struct {
	profile fixtures.Profile
	now     func() time.Time
	newID   func() string
	baseURL string
	// account says whether SCIM is enabled and for which token; nil when the server is open to everyone.
	account *account.Account
	store   *store.Memory
	types   []*resourceType
	// discoverySchemas are the schemas of the discovery resources.
	discoverySchemas []*schema.Schema
	behaviour        behaviour
	portal           http.Handler
}

// New makes a server with an empty store. The error says what is wrong with the options: a resource type that is not
// served, a constraint on an attribute that does not exist, an unknown defect.
func New(o Options) (*Server, error) {
	if o.Profile.Name == "" {
		var err error
		if o.Profile, err = fixtures.LoadProfile("entra"); err != nil {
			return nil, err
		}
	}
	s := &Server{profile: o.Profile, now: o.Now, newID: o.NewID, baseURL: baseURL(o), store: store.NewMemory()}
	if s.now == nil {
		s.now = time.Now
	}
	if s.newID == nil {
		s.newID = uuid.NewString
	}
	if o.Token != "" || o.Profile.Portal {
		s.account = account.New(o.Token)
		s.account.Now = s.now
	}
	var err error
	if s.types, err = resourceTypes(o.Profile); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if s.discoverySchemas, err = discoverySchemas(); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if s.behaviour, err = behave(o.Profile, o.Defects); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if o.Profile.Portal && s.resourceType("User") == nil {
		return nil, fmt.Errorf("reference: profile %s: expected the resource type User for its portal", o.Profile.Name)
	}
	if o.Profile.Portal {
		s.portal = s.newPortal(o.PortalToken)
	}
	return s, nil
}

// newPortal wires the portal of the same store and account. It is about users.
func (s *Server) newPortal(adminToken string) http.Handler {
	users := s.resourceType("User")
	return portal.New(portal.Options{
		Store:      s.store,
		Account:    s.account,
		Now:        s.now,
		NewID:      s.newID,
		AdminToken: adminToken,
		SCIMURL:    s.scimURL,
		Validate:   users.check,
		Keys:       func(attributes map[string]any) []store.Key { return storeKeys(s.keys(users, attributes)) },
	})
}

// scimURL is what the portal tells administrators to enter in Entra. Without a configured URL only the path is known.
func (s *Server) scimURL() string {
	if s.baseURL != "" {
		return s.baseURL
	}
	return s.profile.BasePath
}

// resourceType is the one of that name, nil if the profile has none.
func (s *Server) resourceType(name string) *resourceType {
	for _, t := range s.types {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Portal is the administration portal, which belongs on a listener of its own; nil when the profile has none.
func (s *Server) Portal() http.Handler { return s.portal }

// ServeHTTP answers every request with a SCIM body, whatever goes wrong.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// Handlers write nothing before they are done, so that a panic can still become an answer.
	defer func() {
		if v := recover(); v != nil {
			s.fail(w, r, internalError(v))
		}
	}()
	a, err := s.serve(r)
	if err != nil {
		s.fail(w, r, problem(err))
		return
	}
	s.write(w, a)
}

func (s *Server) serve(r *http.Request) (*answer, error) {
	segments, ok := s.below(r)
	if !ok {
		return nil, notFound("%s is not below %s", r.URL.Path, s.profile.BasePath)
	}
	if err := s.authenticate(r); err != nil {
		return nil, err
	}
	return s.route(r, segments)
}

// baseURL is what clients put in front of /Users, without a slash at its end; empty if only the request can tell.
func baseURL(o Options) string {
	url := strings.TrimRight(o.BaseURL, "/")
	if _, host, ok := strings.Cut(url, "://"); ok && !strings.Contains(host, "/") {
		return url + o.Profile.BasePath
	}
	return url
}

// base is baseURL for the answer to a request.
func (s *Server) base(r *http.Request) string {
	if s.baseURL != "" {
		return s.baseURL
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + s.profile.BasePath
}
