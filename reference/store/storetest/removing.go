package storetest

import (
	"errors"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

var removing = []check{
	{"a removed record is gone from everywhere", func(t require.TestingT, s store.Store) {
		for _, id := range []string{"a", "b", "c"} {
			insert(t, s, id, "user "+id, "x")
		}
		require.NoError(t, s.Remove("User", "b"))
		_, found := s.Get("User", "b")
		require.False(t, found)
		require.Empty(t, s.Lookup("User", "userName", "user b"))
		require.Equal(t, []string{"a", "c"}, ids(s.Lookup("User", "department", "x")))
		require.Equal(t, []string{"a", "c"}, walk(s, "User"))
		require.Equal(t, 2, s.Count("User"))
	}},
	{"remove of an unknown record is not found", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		require.NoError(t, s.Remove("User", "a"))
		require.ErrorIs(t, s.Remove("User", "a"), store.ErrNotFound)
		require.ErrorIs(t, s.Remove("Group", "a"), store.ErrNotFound)
	}},
	{"a condition can refuse to remove a record", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		refusal := errors.New("refused")
		seen := ""
		refuse := func(r store.Record) error {
			seen = r.ID
			return refusal
		}
		require.ErrorIs(t, s.Remove("User", "a", refuse), refusal)
		require.Equal(t, "a", seen)
		_, found := s.Get("User", "a")
		require.True(t, found)
		require.NoError(t, s.Remove("User", "a", func(store.Record) error { return nil }))
		require.ErrorIs(t, s.Remove("User", "a", refuse), store.ErrNotFound)
	}},
	{"a removed record cannot be updated", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		require.NoError(t, s.Remove("User", "a"))
		_, err := s.Update("User", "a", assign("ann", "x"))
		require.ErrorIs(t, err, store.ErrNotFound)
	}},
	{"id and values of a removed record are free, and come last", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		require.NoError(t, s.Remove("User", "a"))
		insert(t, s, "a", "ann", "x")
		require.Equal(t, []string{"b", "a"}, walk(s, "User"))
		require.Equal(t, []string{"b", "a"}, ids(s.Lookup("User", "department", "x")))
	}},
	{"everything can be removed, in any order", func(t require.TestingT, s store.Store) {
		insertMany(t, s)
		for i := range thousands {
			id, _ := numbered(i)
			require.NoError(t, s.Remove("User", id))
		}
		require.Empty(t, walk(s, "User"))
		require.Empty(t, s.Lookup("User", "department", "x"))
		require.Zero(t, s.Count("User"))
		insert(t, s, "a", "ann", "x")
		require.Equal(t, []string{"a"}, walk(s, "User"))
	}},
}
