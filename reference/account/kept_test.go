package account

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func open(t *testing.T, s store.Store, token string) *Account {
	t.Helper()
	a, err := Open(s, token)
	require.NoError(t, err)
	return a
}

func TestTheStoreKeepsTheAccount(t *testing.T) {
	s := store.NewMemory()
	assert.False(t, IsKept(s))
	a := open(t, s, "first")
	assert.True(t, IsKept(s))
	assert.True(t, open(t, s, "").Accepts("first"))

	now := time.Date(2026, 5, 1, 0, 0, 0, 1, time.UTC)
	a.Now = func() time.Time { return now }
	_, err := a.Rotate(func() string { return "second" })
	require.NoError(t, err)
	require.NoError(t, a.SetEnabled(false))
	again := open(t, s, "")
	assert.False(t, again.Enabled())
	assert.False(t, again.Accepts("first"))
	assert.True(t, again.Accepts("second"))
	assert.True(t, now.Equal(again.TokenCreated()))
}

func TestATokenThatIsGivenReplacesTheKeptOne(t *testing.T) {
	s := store.NewMemory()
	require.NoError(t, open(t, s, "first").SetEnabled(false))
	a := open(t, s, "second")
	assert.False(t, a.Enabled(), "to enable SCIM is for the portal")
	assert.False(t, a.Accepts("first"))
	assert.True(t, open(t, s, "").Accepts("second"))
}

func TestAnAccountWithoutTokenIsKeptSo(t *testing.T) {
	s := store.NewMemory()
	open(t, s, "")
	a := open(t, s, "")
	assert.False(t, a.HasToken())
	assert.False(t, a.Enabled())
	assert.False(t, a.Accepts(""))
}

func TestTheStoreDoesNotKeepTheToken(t *testing.T) {
	s := store.NewMemory()
	open(t, s, "canary")
	record, _ := s.Get(kept, kept)
	for _, value := range record.Attributes {
		assert.NotEqual(t, "canary", value)
	}
	assert.Len(t, record.Attributes["tokenHash"], 64)
}

// full is a store whose disk is.
type full struct{ store.Store }

var errFull = errors.New("no space left on device")

func (full) Insert(store.Record, []store.Key, ...store.Ref) error { return errFull }

func (full) Update(string, string, func(store.Record) (store.Record, []store.Key, error)) (store.Record, error) {
	return store.Record{}, errFull
}

func TestWhatCannotBeKeptDoesNotHappen(t *testing.T) {
	s := store.NewMemory()
	_, err := Open(full{s}, "first")
	require.ErrorIs(t, err, errFull)
	a := open(t, s, "first")
	a.store = full{s}
	require.ErrorIs(t, a.SetEnabled(false), errFull)
	assert.True(t, a.Enabled())
	_, err = a.Rotate(func() string { return "second" })
	require.ErrorIs(t, err, errFull)
	assert.True(t, a.Accepts("first"))
	assert.False(t, a.Accepts("second"))
}

func TestOpenRefusesARecordOfAnotherKind(t *testing.T) {
	for field, value := range map[string]any{"enabled": "yes", "tokenHash": "abc", "tokenCreated": "yesterday"} {
		s := store.NewMemory()
		attributes := map[string]any{"enabled": true}
		attributes[field] = value
		require.NoError(t, s.Insert(store.Record{ID: kept, Type: kept, Attributes: attributes}, nil))
		_, err := Open(s, "")
		assert.ErrorContains(t, err, field)
	}
}
