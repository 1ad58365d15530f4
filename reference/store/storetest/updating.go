package storetest

import (
	"errors"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

var updating = []check{
	{"update gives change the record and keeps what it returns", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		before, _ := s.Get("User", "a")
		after, err := s.Update("User", "a", func(r store.Record) (store.Record, []store.Key, error) {
			require.Equal(t, before, r)
			r.Version, r.LastModified, r.Archived = 9, start.Add(time.Minute), true
			r.Configuration = &store.Configuration{Role: store.Agent}
			return r, keysOf(r), nil
		})
		require.NoError(t, err)
		kept, _ := s.Get("User", "a")
		require.Equal(t, after, kept)
		require.Equal(t, uint64(9), kept.Version)
		require.Equal(t, start, kept.Created)
		require.True(t, kept.Archived)
		require.Equal(t, store.Agent, kept.Configuration.Role)
	}},
	{"update moves the record to its new keys", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		_, err := s.Update("User", "a", assign("anna", "y"))
		require.NoError(t, err)
		require.Empty(t, s.Lookup("User", "userName", "ann"))
		require.Empty(t, s.Lookup("User", "department", "x"))
		require.Equal(t, []string{"a"}, ids(s.Lookup("User", "userName", "anna")))
		require.Equal(t, []string{"a"}, ids(s.Lookup("User", "department", "y")))
		insert(t, s, "b", "ann", "x")
	}},
	{"a record does not conflict with itself", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		_, err := s.Update("User", "a", assign("ann", "y"))
		require.NoError(t, err)
		r, keys := user("b", "ann", "x")
		requireConflict(t, s.Insert(r, keys), "userName", "ann", "a")
	}},
	{"a taken value refuses the whole update", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		_, err := s.Update("User", "b", assign("ann", "y"))
		requireConflict(t, err, "userName", "ann", "a")
		requireUnchanged(t, s, "b", "ben", "x")
	}},
	{"an error of change refuses the whole update", func(t require.TestingT, s store.Store) {
		insert(t, s, "b", "ben", "x")
		refused := errors.New("refused")
		_, err := s.Update("User", "b", func(r store.Record) (store.Record, []store.Key, error) {
			r.Version = 99
			return r, nil, refused
		})
		require.ErrorIs(t, err, refused)
		requireUnchanged(t, s, "b", "ben", "x")
	}},
	{"update refuses another id or type", func(t require.TestingT, s store.Store) {
		insert(t, s, "b", "ben", "x")
		for _, change := range []func(*store.Record){
			func(r *store.Record) { r.ID = "c" },
			func(r *store.Record) { r.Type = "Group" },
		} {
			_, err := s.Update("User", "b", func(r store.Record) (store.Record, []store.Key, error) {
				change(&r)
				return r, keysOf(r), nil
			})
			require.ErrorContains(t, err, "expected the update to keep User b")
			requireUnchanged(t, s, "b", "ben", "x")
		}
	}},
	{"update of an unknown record is not found and changes nothing", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		for _, at := range [][2]string{{"User", "z"}, {"Group", "a"}} {
			_, err := s.Update(at[0], at[1], func(r store.Record) (store.Record, []store.Key, error) {
				require.Fail(t, "change ran", "for %v", at)
				return r, nil, nil
			})
			require.ErrorIs(t, err, store.ErrNotFound)
		}
		require.Equal(t, 1, s.Count("User"))
	}},
	{"change may read the store", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "ben", "x")
		_, err := s.Update("User", "a", func(r store.Record) (store.Record, []store.Key, error) {
			other, found := s.Get("User", "b")
			require.True(t, found)
			require.Equal(t, []string{"a", "b"}, ids(s.Lookup("User", "department", "x")))
			require.Equal(t, []string{"a", "b"}, walk(s, "User"))
			return assign("friend of "+other.ID, "y")(r)
		})
		require.NoError(t, err)
		require.Equal(t, []string{"a"}, ids(s.Lookup("User", "userName", "friend of b")))
	}},
}

// requireUnchanged demands that the user is found as inserted, by everything that it was inserted with.
func requireUnchanged(t require.TestingT, s store.Store, id, userName, department string) {
	want, _ := user(id, userName, department)
	kept, found := s.Get("User", id)
	require.True(t, found)
	require.Equal(t, want, kept)
	require.Contains(t, ids(s.Lookup("User", "userName", userName)), id)
	require.Contains(t, ids(s.Lookup("User", "department", department)), id)
	require.NotContains(t, ids(s.Lookup("User", "department", "y")), id)
}
