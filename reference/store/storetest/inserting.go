package storetest

import (
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

var inserting = []check{
	{"insert keeps every field as given", func(t require.TestingT, s store.Store) {
		given := store.Record{
			ID: "2819c223", Type: "User", Created: start, LastModified: start.Add(time.Hour), Version: 7,
			Attributes: map[string]any{
				"userName": "ann@example.com", "active": false,
				"emails": []any{map[string]any{"type": "work", "value": "ann@example.com"}},
			},
			Origin: store.Portal, Archived: true,
			Configuration: &store.Configuration{
				Role: store.Supervisor, Skills: []string{"billing"}, Queues: []string{"sales", "returns"},
				Extension:        &store.Extension{Number: "4711", Settings: map[string]any{"voicemail": true}},
				PhonePreferences: map[string]any{"ring": "loud"},
			},
		}
		require.NoError(t, s.Insert(given, nil))
		kept, found := s.Get("User", "2819c223")
		require.True(t, found)
		require.Equal(t, given, kept)
	}},
	{"get finds nothing under another id or type", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		for _, at := range [][2]string{{"User", "b"}, {"Group", "a"}, {"user", "a"}, {"User", ""}} {
			_, found := s.Get(at[0], at[1])
			require.False(t, found, "get %v", at)
		}
	}},
	{"an id is taken within its type only", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		r, keys := user("a", "ben", "x")
		requireConflict(t, s.Insert(r, keys), "id", "a", "a")
		r.Type = "Group"
		require.NoError(t, s.Insert(r, keys))
	}},
	{"a taken value refuses the whole insert", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		r, keys := user("b", "ann", "y")
		requireConflict(t, s.Insert(r, keys), "userName", "ann", "a")
		_, found := s.Get("User", "b")
		require.False(t, found)
		require.Empty(t, s.Lookup("User", "department", "y"))
		require.Equal(t, []string{"a"}, ids(s.Lookup("User", "userName", "ann")))
		require.Equal(t, []string{"a"}, walk(s, "User"))
		require.Equal(t, 1, s.Count("User"))
	}},
	{"portal and archived records take part in uniqueness", func(t require.TestingT, s store.Store) {
		r, keys := user("p", "portal", "x")
		r.Origin = store.Portal
		require.NoError(t, s.Insert(r, keys))
		r, keys = user("d", "deleted", "x")
		r.Archived = true
		require.NoError(t, s.Insert(r, keys))

		r, keys = user("n", "portal", "x")
		requireConflict(t, s.Insert(r, keys), "userName", "portal", "p")
		r, keys = user("n", "deleted", "x")
		requireConflict(t, s.Insert(r, keys), "userName", "deleted", "d")
	}},
	{"a value is taken within its name and type only", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		r, _ := user("b", "ben", "x")
		require.NoError(t, s.Insert(r, []store.Key{{Name: "email", Value: "ann", Unique: true}}))
		r.Type = "Group"
		require.NoError(t, s.Insert(r, []store.Key{{Name: "userName", Value: "ann", Unique: true}}))
	}},
	{"values are compared byte for byte", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		insert(t, s, "b", "Ann", "x")
		require.Equal(t, []string{"b"}, ids(s.Lookup("User", "userName", "Ann")))
	}},
	{"a record with the same key twice is found once", func(t require.TestingT, s store.Store) {
		r, _ := user("a", "ann", "x")
		email := store.Key{Name: "email", Value: "ann@example.com"}
		unique := store.Key{Name: "email", Value: "ann@example.com", Unique: true}
		require.NoError(t, s.Insert(r, []store.Key{email, unique, email}))
		require.Equal(t, []string{"a"}, ids(s.Lookup("User", "email", "ann@example.com")))
		r, _ = user("b", "ben", "x")
		requireConflict(t, s.Insert(r, []store.Key{email, unique}), "email", "ann@example.com", "a")
		require.NoError(t, s.Remove("User", "a"))
		require.NoError(t, s.Insert(r, []store.Key{unique}))
	}},
}

// requireConflict demands a *store.Conflict over that key with that record.
func requireConflict(t require.TestingT, err error, name, value, id string) {
	var conflict *store.Conflict
	require.ErrorAs(t, err, &conflict)
	require.Equal(t, store.Key{Name: name, Value: value, Unique: true}, conflict.Key)
	require.Equal(t, id, conflict.Record.ID)
	require.Contains(t, err.Error(), value, "the message names the value that is taken")
}
