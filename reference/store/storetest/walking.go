package storetest

import (
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// thousands is more records than a backend is likely to read at once.
const thousands = 3000

var walking = []check{
	{"each of an empty store gives nothing", func(t require.TestingT, s store.Store) {
		require.Empty(t, walk(s, "User"))
		require.Zero(t, s.Count("User"))
	}},
	{"each gives the records of one type in creation order", func(t require.TestingT, s store.Store) {
		want := insertMany(t, s)
		r, keys := user("g", "group", "x")
		r.Type = "Group"
		require.NoError(t, s.Insert(r, keys))
		require.Equal(t, want, walk(s, "User"))
		require.Equal(t, []string{"g"}, walk(s, "Group"))
		require.Equal(t, thousands, s.Count("User"))
	}},
	{"an update keeps the record's place", func(t require.TestingT, s store.Store) {
		for _, id := range []string{"c", "a", "b"} {
			insert(t, s, id, "user "+id, "x")
		}
		_, err := s.Update("User", "c", assign("zoe", "z"))
		require.NoError(t, err)
		require.Equal(t, []string{"c", "a", "b"}, walk(s, "User"))
	}},
	{"each stops when told to", func(t require.TestingT, s store.Store) {
		want := insertMany(t, s)
		for _, n := range []int{1, 15, 16, 17, 2999} {
			given := []string{}
			s.Each("User", func(r store.Record) bool {
				given = append(given, r.ID)
				return len(given) < n
			})
			require.Equal(t, want[:n], given)
		}
	}},
	{"each may be walked while it writes", func(t require.TestingT, s store.Store) {
		want := insertMany(t, s)
		given := []string{}
		s.Each("User", func(r store.Record) bool {
			given = append(given, r.ID)
			_, err := s.Update("User", r.ID, assign(r.ID+" again", "y"))
			require.NoError(t, err)
			insert(t, s, "new "+r.ID, "new "+r.ID, "y")
			return len(given) <= thousands // a walk that gives what it inserts would not end
		})
		require.Equal(t, want, given, "what is inserted during the walk is not part of it")
		require.Equal(t, 2*thousands, s.Count("User"))
	}},
	{"each skips nothing when records before it are removed", func(t require.TestingT, s store.Store) {
		want := insertMany(t, s)
		given := []string{}
		s.Each("User", func(r store.Record) bool {
			given = append(given, r.ID)
			require.NoError(t, s.Remove("User", r.ID))
			return true
		})
		require.Equal(t, want, given)
		require.Zero(t, s.Count("User"))
	}},
}

// insertMany inserts thousands of users whose ids are not in creation order when sorted, and returns the ids as created.
func insertMany(t require.TestingT, s store.Store) []string {
	order := make([]string, thousands)
	for i := range order {
		id, userName := numbered(i * 7 % thousands)
		order[i] = id
		insert(t, s, id, userName, "x")
	}
	return order
}
