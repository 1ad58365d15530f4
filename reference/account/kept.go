package account

import (
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/entrasim/entrasim/reference/store"
)

// kept is the type and the id of the record in which a store keeps an account. No resource type has this name.
const kept = "account"

// Open is the account that the store keeps, or a new one as New makes it, which the store keeps from now on. A token that
// is given becomes the account's; whether SCIM is enabled stays as it was kept. The error says that the store's record
// cannot be read or written.
func Open(s store.Store, token string) (*Account, error) {
	a := New(token)
	a.store = s
	record, found := s.Get(kept, kept)
	if !found {
		return a, s.Insert(store.Record{ID: kept, Type: kept, Attributes: a.attributes()}, nil)
	}
	given := a.credential
	if err := a.read(record.Attributes); err != nil {
		return nil, fmt.Errorf("kept account: %w", err)
	}
	if given.set && given != a.credential {
		return a, a.change(func() { a.credential, a.created = given, time.Time{} })
	}
	return a, nil
}

// IsKept reports whether the store keeps an account, so that it needs no new token.
func IsKept(s store.Store) bool {
	_, found := s.Get(kept, kept)
	return found
}

// change makes a change of the account and keeps it, or leaves the account as it was. The caller holds mu, or is the only
// one who knows the account.
func (a *Account) change(change func()) error {
	enabled, credential, created := a.enabled, a.credential, a.created
	change()
	if a.store == nil {
		return nil
	}
	_, err := a.store.Update(kept, kept, func(r store.Record) (store.Record, []store.Key, error) {
		r.Attributes = a.attributes()
		return r, nil, nil
	})
	if err != nil {
		a.enabled, a.credential, a.created = enabled, credential, created
	}
	return err
}

// attributes are the account as a record has it. Of the token there is the hash.
func (a *Account) attributes() map[string]any {
	attributes := map[string]any{"enabled": a.enabled}
	if a.credential.set {
		attributes["tokenHash"] = hex.EncodeToString(a.credential.hash[:])
	}
	if !a.created.IsZero() {
		attributes["tokenCreated"] = a.created.Format(time.RFC3339Nano)
	}
	return attributes
}

func (a *Account) read(attributes map[string]any) error {
	enabled, ok := attributes["enabled"].(bool)
	if !ok {
		return errors.New("enabled: expected true or false, found something else")
	}
	a.enabled, a.credential, a.created = enabled, Credential{}, time.Time{}
	if text, given := attributes["tokenHash"].(string); given {
		hash, err := hex.DecodeString(text)
		if err != nil || len(hash) != len(a.credential.hash) {
			return fmt.Errorf("tokenHash: expected %d bytes in hexadecimal, found something else", len(a.credential.hash))
		}
		a.credential = Credential{hash: [len(a.credential.hash)]byte(hash), set: true}
	}
	if text, given := attributes["tokenCreated"].(string); given {
		created, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return fmt.Errorf("tokenCreated: %w", err)
		}
		a.created = created
	}
	return nil
}
