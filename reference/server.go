// Package reference is a SCIM 2.0 server that is right by the letter of RFC 7643 and RFC 7644 and accepts both of
// Microsoft Entra ID's dialects. It is what the judge is proven on, and a target to point a provisioning job at. With a
// defect of Defects it is wrong on purpose, in one way that a real server once was.
//
// What a resource looks like comes from the schema documents in fixtures/schemas, what is particular to a kind of service
// provider from a profile in fixtures/profiles. It is not a user directory for production: nobody signs in to it.
package reference

import (
	"cmp"
	"fmt"
	"log/slog"
	"net"
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
	// Store is where resources are kept, and what the portal sets: in memory if nil, which forgets with the process.
	Store store.Store
	// Now is the time that meta.created and meta.lastModified are taken from, time.Now if nil.
	Now func() time.Time
	// NewID makes ids of resources, random UUIDs if nil. An id must not come twice.
	NewID func() string
	// Token is the bearer token that is accepted. Without one, a profile with a portal has SCIM disabled until the portal
	// enables it and makes a token; any other profile is open to everyone. A store that was used before knows its token:
	// one that is given here replaces it.
	Token string
	// PortalToken is the administrator's credential of the portal, if the profile has one, and PortalAdministrators are
	// those of further administrators by their names.
	PortalToken          string
	PortalAdministrators map[string]string
	// BaseURL is the URL under which clients reach the server, for meta.location and Location. An origin without path gets
	// the profile's base path. If it is empty, the request's Host is believed, which is not for a server behind a proxy
	// (D-040).
	BaseURL string
	// Address is where the server listens, base path included: what the portal shows while there is no BaseURL.
	Address string
	// Me is the userName of the user whom the token belongs to. Without it, /Me answers 501 (RFC 7644 section 3.11).
	Me string
	// Schemas are documents with schemas and resource types of the user's own, beside those in files that the profile
	// names: Schema and ResourceType resources (RFC 7643 sections 6 and 7), one, an array or a list message.
	Schemas [][]byte
	// Log gets a line for each request, with an id that the client gets, too, and the cause of what goes wrong inside the
	// server. Nil for none.
	Log slog.Handler
	// Defects are ids of Defects to switch on.
	Defects []string
	// Hostility is what clients have to put up with although it is right.
	Hostility Hostility
}

// Server is an http.Handler that serves SCIM under the profile's base path. It is safe for concurrent use.
type Server struct {
	profile fixtures.Profile
	now     func() time.Time
	newID   func() string
	baseURL string
	// address is Options.Address.
	address string
	// account says whether SCIM is enabled and for which token; nil when the server is open to everyone.
	account *account.Account
	store   store.Store
	types   []*resourceType
	// discoverySchemas are the schemas of the discovery resources.
	discoverySchemas []*schema.Schema
	behaviour        behaviour
	portal           http.Handler
	// wait passes time for defects that take long.
	wait    func(time.Duration)
	limits  limits
	cursors *cursors
	// subject is Options.Me.
	subject string
	// log is nil for none.
	log *slog.Logger
	// variants are this server and those that differ in defects and hostility only.
	variants  *variants
	defects   []string
	hostility Hostility
}

// New makes a server. The error says what is wrong with the options: a resource type that is not
// served, a constraint on an attribute that does not exist, an unknown defect.
func New(o Options) (*Server, error) {
	if o.Profile.Name == "" {
		var err error
		if o.Profile, err = fixtures.LoadProfile("entra"); err != nil {
			return nil, err
		}
	}
	s := &Server{profile: o.Profile, now: o.Now, newID: o.NewID, baseURL: baseURL(o), address: o.Address, store: o.Store,
		wait: time.Sleep, limits: defaultLimits(), cursors: newCursors(maxKept), subject: o.Me}
	if o.Log != nil {
		s.log = slog.New(o.Log)
	}
	if s.store == nil {
		s.store = store.NewMemory()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.newID == nil {
		s.newID = uuid.NewString
	}
	var err error
	if o.Token != "" || o.Profile.Portal || account.IsKept(s.store) {
		if s.account, err = account.Open(s.store, o.Token); err != nil {
			return nil, fmt.Errorf("reference: %w", err)
		}
		s.account.Now = s.now
	}
	if s.types, err = resourceTypes(o.Profile); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if s.types, err = withSchemaFiles(s.types, o.Profile, o.Schemas); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if s.discoverySchemas, err = discoverySchemas(); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	if o.Profile.Portal && s.resourceType("User") == nil {
		return nil, fmt.Errorf("reference: profile %s: expected the resource type User for its portal", o.Profile.Name)
	}
	if o.Me != "" && s.resourceType("User") == nil {
		return nil, fmt.Errorf("reference: profile %s: expected the resource type User for /Me", o.Profile.Name)
	}
	if o.Profile.Portal {
		s.portal = s.newPortal(o)
	}
	s.variants = &variants{plain: s}
	if err := s.variants.vary(o.Defects, o.Hostility); err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	return s.current(), nil
}

// newPortal wires the portal of the same store and account. It is about users.
func (s *Server) newPortal(o Options) http.Handler {
	users := s.resourceType("User")
	return portal.New(portal.Options{
		Store:          s.store,
		Account:        s.account,
		Now:            s.now,
		NewID:          s.newID,
		AdminToken:     o.PortalToken,
		Administrators: o.PortalAdministrators,
		SCIMURL:        s.scimURL,
		Validate:       users.check,
		Keys: func(attributes map[string]any) []store.Key {
			return storeKeys(s.current().keys(users, attributes))
		},
	})
}

// scimURL is what the portal tells administrators to enter in Entra. Without a configured URL it is the one at which the server listens.
func (s *Server) scimURL() string {
	if s.baseURL != "" {
		return s.baseURL
	}
	return cmp.Or(s.address, s.profile.BasePath)
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

// ServeHTTP answers every request with a SCIM body, whatever goes wrong. A request is served from beginning to end with
// the defects that are on when it comes in.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.log != nil {
		s.logged(w, r)
		return
	}
	s.current().respond(w, r)
}

func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	// Handlers write nothing before they are done, so that a panic can still become an answer.
	defer func() {
		if v := recover(); v != nil {
			s.fail(w, r, panicked(v))
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
		return nil, s.elsewhere(r)
	}
	if err := s.authenticate(r); err != nil {
		return nil, err
	}
	for _, hook := range s.behaviour.admitting {
		if err := hook(s, r); err != nil {
			return nil, err
		}
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
	if s.baseURL != "" && !s.behaviour.believesHost {
		return s.baseURL
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	host := r.Host
	if address, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && host == "" {
		host = address.String() // HTTP/1.0 needs no Host
	}
	return scheme + "://" + host + s.profile.BasePath
}
