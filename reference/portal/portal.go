// Package portal is the service provider's own side of a VCC account: what its administrators do without SCIM.
//
// There they enable SCIM and generate the secret token, list the provisioned users, set role, skills, queues, extension
// and phone preferences, and make users of their own. It is a JSON API on a listener of its own. It does not speak SCIM,
// and no SCIM request passes through it: the two sides share the store and the account. The rules are those of Vonage's
// page "Vonage Contact Center and SCIM integration for user provisioning"; where that page is silent, the comment says
// what was decided.
package portal

import (
	"crypto/rand"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/store"
)

// Options are what a portal is made of. Store, Account and Keys are needed; the rest has defaults.
type Options struct {
	// Store is the SCIM server's own.
	Store store.Store
	// Account is what the SCIM server asks whether to serve, and whom.
	Account *account.Account
	// Now is the time for audit entries and for users made here: time.Now if nil.
	Now func() time.Time
	// NewID makes ids of users: random UUIDs if nil.
	NewID func() string
	// NewToken makes secret tokens for SCIM: 128 bits of randomness or more if nil.
	NewToken func() string
	// AdminToken is the bearer credential of the administrator whom the audit calls administrator, Administrators are
	// those of others by their names. Without any credential every request is refused.
	AdminToken     string
	Administrators map[string]string
	// SCIMURL is the address that the portal shows for SCIM, with the base path: empty if nil.
	SCIMURL func() string
	// Validate judges the whole attributes of a user as it would be after a write. Its error is shown to the
	// administrator. Nil accepts everything.
	Validate func(attributes map[string]any) error
	// Keys are the keys of a user with these attributes. They must be those that the SCIM server stores: setting the
	// configuration of a SCIM user writes its record with the keys that this returns. The first key of attributes that
	// have nothing but a userName is what users are looked up by.
	Keys func(attributes map[string]any) []store.Key
}

// Portal is the http.Handler of the API. It is safe for concurrent use.
type Portal struct {
	store          store.Store
	account        *account.Account
	administrators []administrator
	sessions       sessions
	now            func() time.Time
	newID          func() string
	newToken       func() string
	scimURL        func() string
	validate       func(map[string]any) error
	keys           func(map[string]any) []store.Key
	audit          audit
	routes         http.Handler
}

// New is a portal over the store and the account.
func New(o Options) *Portal {
	p := &Portal{
		store: o.Store, account: o.Account, administrators: administrators(o),
		audit: audit{store: o.Store}, now: o.Now, newID: o.NewID, newToken: o.NewToken, scimURL: o.SCIMURL, validate: o.Validate, keys: o.Keys,
	}
	if p.now == nil {
		p.now = time.Now
	}
	if p.newID == nil {
		p.newID = uuid.NewString
	}
	if p.newToken == nil {
		p.newToken = rand.Text
	}
	if p.scimURL == nil {
		p.scimURL = func() string { return "" }
	}
	if p.validate == nil {
		p.validate = func(map[string]any) error { return nil }
	}
	p.routes = p.router()
	return p
}

// ServeHTTP answers requests that carry an administrator's credential or belong to an administrator's session. Whatever
// else there is to say about a request, without one of them it is not said.
func (p *Portal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The answer to a new token shows it for the only time: nobody in between may keep it.
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	// The limit is set here, where the connection can be told to close after a body that is too long.
	r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
	answered := &answered{ResponseWriter: w}
	defer answered.recover()
	if r.Method != http.MethodPost || r.URL.Path != sessionsPath {
		who, err := p.authenticate(r)
		if err != nil {
			respondError(answered, err)
			return
		}
		r = who.with(r)
	}
	if !isClean(r.URL.Path) {
		respondError(answered, notFound("nothing at %s", r.URL.Path))
		return
	}
	p.routes.ServeHTTP(answered, r)
}
