// Package storetest is what every backend of the reference server's store has to do, as a suite of checks.
//
// It knows the store from outside only: what one backend does beyond this, durability for instance, is tested beside that
// backend. A backend's test is one line:
//
//	storetest.Run(t, func(t *testing.T) store.Store { return store.NewMemory() })
package storetest

import (
	"fmt"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// T is what the suite needs of *testing.T. The package does not import testing, because no package of the reference does
// outside of its test files.
type T[Self any] interface {
	require.TestingT
	Run(name string, f func(Self)) bool
}

// check is one promise. It is given an empty store.
type check struct {
	name string
	run  func(t require.TestingT, s store.Store)
}

// Run runs every check as a subtest on a store of its own. newStore's store is empty; newStore may register a clean-up.
func Run[S T[S]](t S, newStore func(S) store.Store) {
	for _, area := range [][]check{inserting, updating, looking, walking, removing, joining, concurrent} {
		for _, c := range area {
			t.Run(c.name, func(t S) { c.run(t, newStore(t)) })
		}
	}
}

// start is the creation time of the first record that the suite makes.
var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// user is a record with a userName, and the keys of one: id and userName are unique, department is not.
func user(id, userName, department string) (store.Record, []store.Key) {
	r := store.Record{
		ID: id, Type: "User", Created: start, LastModified: start, Version: 1,
		Attributes: map[string]any{"userName": userName, "department": department},
	}
	return r, keysOf(r)
}

func keysOf(r store.Record) []store.Key {
	return []store.Key{
		{Name: "userName", Value: r.Attributes["userName"].(string), Unique: true},
		{Name: "department", Value: r.Attributes["department"].(string)},
	}
}

func insert(t require.TestingT, s store.Store, id, userName, department string) {
	r, keys := user(id, userName, department)
	require.NoError(t, s.Insert(r, keys), "insert %s", id)
}

// numbered is the id and the userName of the i-th of many.
func numbered(i int) (id, userName string) {
	return fmt.Sprintf("id-%05d", i), fmt.Sprintf("user%05d@example.com", i)
}

// assign is a change that gives a record another userName and department, and raises its version.
func assign(userName, department string) func(store.Record) (store.Record, []store.Key, error) {
	return func(r store.Record) (store.Record, []store.Key, error) {
		r.Attributes = map[string]any{"userName": userName, "department": department}
		r.Version++
		return r, keysOf(r), nil
	}
}

func ids(records []store.Record) []string {
	names := []string{}
	for _, r := range records {
		names = append(names, r.ID)
	}
	return names
}

func walk(s store.Store, typ string) []string {
	names := []string{}
	s.Each(typ, func(r store.Record) bool {
		names = append(names, r.ID)
		return true
	})
	return names
}
