// Package account holds whether SCIM is enabled for a service provider's account and which bearer token opens it.
//
// It is what the portal sets and the SCIM server asks. It does not make tokens, does not know HTTP and never keeps a
// token: only its SHA-256 hash. The rules are those of Vonage's page "Vonage Contact Center and SCIM integration for user
// provisioning": the token is shown once, and generating a new one invalidates the previous one at once.
package account

import (
	"sync"
	"time"

	"github.com/entrasim/entrasim/reference/store"
)

// Account is safe for concurrent use.
type Account struct {
	// Now is the time that TokenCreated takes, time.Now if nil. It is set before the account is used.
	Now func() time.Time

	mu         sync.RWMutex
	enabled    bool
	credential Credential
	created    time.Time
	// store keeps what is above; nil for an account that ends with the process.
	store store.Store
}

// New is an account with SCIM enabled and the token given, or, without a token, one that has SCIM disabled and accepts
// nothing.
func New(token string) *Account {
	return &Account{enabled: token != "", credential: NewCredential(token)}
}

// Enabled says whether SCIM is served for the account at all.
func (a *Account) Enabled() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.enabled
}

// SetEnabled enables or disables SCIM. The token is kept, so that enabling again needs no new one. The error is the
// store's; then nothing has changed.
func (a *Account) SetEnabled(enabled bool) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.change(func() { a.enabled = enabled })
}

// Rotate makes newToken's result the account's token and returns it, for the only time. The previous token is invalid at
// once. It neither enables nor disables SCIM. The error is the store's; then the previous token is still the account's.
func (a *Account) Rotate(newToken func() string) (string, error) {
	token := newToken()
	now := time.Now
	if a.Now != nil {
		now = a.Now
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	created := now()
	err := a.change(func() { a.credential, a.created = NewCredential(token), created })
	return token, err
}

// Accepts says whether the token is the account's, in constant time. An empty token is never accepted. Whether SCIM is
// enabled is another question: see Enabled.
func (a *Account) Accepts(token string) bool {
	a.mu.RLock()
	credential := a.credential
	a.mu.RUnlock()
	return credential.Accepts(token)
}

// HasToken says whether there is a token that Accepts takes.
func (a *Account) HasToken() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.credential.set
}

// TokenCreated is when Rotate made the token. It is zero for one that was given to New, whose age is not known.
func (a *Account) TokenCreated() time.Time {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.created
}
