package storetest

import (
	"math/rand/v2"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

var looking = []check{
	{"lookup finds nothing under an unknown type, name or value", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		for _, at := range [][3]string{
			{"Group", "userName", "ann"}, {"User", "displayName", "ann"}, {"User", "userName", "an"}, {"User", "userName", ""},
		} {
			require.Empty(t, s.Lookup(at[0], at[1], at[2]), "lookup %v", at)
		}
	}},
	{"lookup gives those that share a value in creation order", func(t require.TestingT, s store.Store) {
		for _, id := range []string{"d", "b", "a", "c"} {
			insert(t, s, id, "user "+id, "x")
		}
		require.Equal(t, []string{"d", "b", "a", "c"}, ids(s.Lookup("User", "department", "x")))
	}},
	{"a record that comes late to a value keeps its place in creation order", func(t require.TestingT, s store.Store) {
		for _, id := range []string{"a", "b", "c", "d"} {
			insert(t, s, id, "user "+id, "department of "+id)
		}
		for _, id := range []string{"c", "d", "a", "b"} {
			_, err := s.Update("User", id, assign("user "+id, "x"))
			require.NoError(t, err)
		}
		require.Equal(t, []string{"a", "b", "c", "d"}, ids(s.Lookup("User", "department", "x")))
	}},
	{"a value shared by many is found and left at random", func(t require.TestingT, s store.Store) {
		const many = 2000
		random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // repeatable, not secret
		for i := range many {
			id, userName := numbered(i)
			insert(t, s, id, userName, "elsewhere")
		}
		inside := map[int]bool{}
		for range 3 * many {
			i := random.IntN(many)
			id, userName := numbered(i)
			department := "x"
			if inside[i] {
				department = "elsewhere"
			}
			_, err := s.Update("User", id, assign(userName, department))
			require.NoError(t, err)
			inside[i] = !inside[i]
		}
		want := []string{}
		for i := range many {
			if id, _ := numbered(i); inside[i] {
				want = append(want, id)
			}
		}
		require.Equal(t, want, ids(s.Lookup("User", "department", "x")))
	}},
	{"any series of writes leaves what a plain list would have", func(t require.TestingT, s store.Store) {
		const seed = 7643
		random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // repeatable, not secret
		m := &model{}
		for step := range 4000 {
			id, _ := numbered(random.IntN(60))
			_, userName := numbered(random.IntN(60))
			department := string(rune('a' + random.IntN(5)))
			r, keys := user(id, userName, department)
			var got, want error
			switch random.IntN(3) {
			case 0:
				got, want = s.Insert(r, keys), m.insert(r)
			case 1:
				_, got = s.Update("User", id, assign(userName, department))
				want = m.update(id, userName, department)
			case 2:
				got, want = s.Remove("User", id), m.remove(id)
			}
			require.Equal(t, want == nil, got == nil, "seed %d, step %d: expected %v, found %v", seed, step, want, got)
			require.Equal(t, len(m.records), s.Count("User"), "seed %d, step %d", seed, step)
			require.Equal(t, m.having("department", department), ids(s.Lookup("User", "department", department)),
				"seed %d, step %d", seed, step)
			require.Equal(t, m.having("userName", userName), ids(s.Lookup("User", "userName", userName)),
				"seed %d, step %d", seed, step)
		}
		require.Equal(t, ids(m.records), walk(s, "User"))
	}},
}

// model is the store as a list that is searched from front to back.
type model struct{ records []store.Record }

func (m *model) at(id string) int {
	return slices.IndexFunc(m.records, func(r store.Record) bool { return r.ID == id })
}

func (m *model) having(name, value string) []string {
	found := []string{}
	for _, r := range m.records {
		if r.Attributes[name] == value {
			found = append(found, r.ID)
		}
	}
	return found
}

func (m *model) insert(r store.Record) error {
	if m.at(r.ID) >= 0 || len(m.having("userName", r.Attributes["userName"].(string))) > 0 {
		return &store.Conflict{Record: r}
	}
	m.records = append(m.records, r)
	return nil
}

func (m *model) update(id, userName, department string) error {
	i := m.at(id)
	if i < 0 {
		return store.ErrNotFound
	}
	if slices.ContainsFunc(m.having("userName", userName), func(other string) bool { return other != id }) {
		return &store.Conflict{Record: m.records[i]}
	}
	m.records[i], _, _ = assign(userName, department)(m.records[i])
	return nil
}

func (m *model) remove(id string) error {
	i := m.at(id)
	if i < 0 {
		return store.ErrNotFound
	}
	m.records = slices.Delete(m.records, i, i+1)
	return nil
}
