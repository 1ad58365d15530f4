package account

import (
	"crypto/sha256"
	"crypto/subtle"
)

// Credential is what is kept of a bearer token: enough to recognise it, not enough to say it. The zero value accepts
// nothing.
type Credential struct {
	hash [sha256.Size]byte
	set  bool
}

// NewCredential recognises the token. An empty one gives a credential that accepts nothing.
func NewCredential(token string) Credential {
	return Credential{hash: sha256.Sum256([]byte(token)), set: token != ""}
}

// Accepts says whether the token is the one. The time that it takes does not depend on how much of the token is right.
func (c Credential) Accepts(token string) bool {
	given := sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(given[:], c.hash[:]) == 1 && c.set
}
