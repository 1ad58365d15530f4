package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
	"github.com/entrasim/entrasim/reference/store/storetest"
)

// log is a journal in memory that a test can hold up and make fail.
type log struct {
	mu      sync.Mutex
	changes []store.Change
	// begun gets each change before it is written; then the journal waits for an answer on outcome. Nil for neither.
	begun   chan store.Change
	outcome chan error
}

func (l *log) Commit(c store.Change) error {
	if l.begun != nil {
		l.begun <- c
		if err := <-l.outcome; err != nil {
			return err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes = append(l.changes, c)
	return nil
}

func held() *log {
	return &log{begun: make(chan store.Change), outcome: make(chan error)}
}

// replay is what the changes come to.
func (l *log) replay() *store.Memory {
	var last uint64
	saved := map[uint64]store.Saved{}
	edges := map[[2]uint64]bool{}
	alone := func(sequence uint64) {
		for pair := range edges {
			if pair[0] == sequence || pair[1] == sequence {
				delete(edges, pair)
			}
		}
	}
	for _, c := range l.changes {
		last = max(last, c.Sequence)
		if c.Removed || c.Alone {
			alone(c.Sequence)
		}
		if c.Removed {
			delete(saved, c.Sequence)
			continue
		}
		saved[c.Sequence] = store.Saved{Sequence: c.Sequence, Record: c.Record, Keys: c.Keys}
		for _, member := range c.Joined {
			edges[[2]uint64{c.Sequence, member}] = true
		}
		for _, member := range c.Left {
			delete(edges, [2]uint64{c.Sequence, member})
		}
	}
	var records []store.Saved
	for sequence := range last {
		if s, found := saved[sequence+1]; found {
			records = append(records, s)
		}
	}
	var memberships [][2]uint64
	for pair := range edges {
		memberships = append(memberships, pair)
	}
	return store.Restore(&log{}, last, records, memberships)
}

// A Memory with a journal keeps every promise, and the journal alone has all of it.
func TestMemoryWithJournal(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		l := &log{}
		m := store.Restore(l, 0, nil, nil)
		t.Cleanup(func() {
			again := l.replay()
			for _, typ := range []string{"User", "Group"} {
				assert.Equal(t, view(m, typ), view(again, typ))
			}
		})
		return m
	})
}

// view is the records of a type with their members.
func view(s store.Store, typ string) []string {
	var lines []string
	s.Each(typ, func(r store.Record) bool {
		lines = append(lines, fmt.Sprint(r))
		s.Members(store.Ref{Type: typ, ID: r.ID}, func(member store.Record) bool {
			lines = append(lines, "member "+member.ID)
			return true
		})
		return true
	})
	return lines
}

// An archived record has no memberships, whatever a journal says.
func TestRestoreLeavesOutMembershipsOfWhatIsArchivedOrGone(t *testing.T) {
	saved := func(sequence uint64, typ string, archived bool) store.Saved {
		return store.Saved{Sequence: sequence, Record: store.Record{ID: fmt.Sprint(sequence), Type: typ, Archived: archived}}
	}
	m := store.Restore(&log{}, 4, []store.Saved{saved(1, "User", false), saved(2, "User", true), saved(3, "Group", false),
		saved(4, "Group", true)}, [][2]uint64{{3, 1}, {3, 2}, {3, 9}, {4, 1}, {9, 1}})
	var groups []string
	for _, g := range m.Groups(store.Ref{Type: "User", ID: "1"}) {
		groups = append(groups, g.ID)
	}
	assert.Equal(t, []string{"3"}, groups)
	assert.Empty(t, m.Groups(store.Ref{Type: "User", ID: "2"}))
}

func unique(value string) []store.Key {
	return []store.Key{{Name: "userName", Value: value, Unique: true}}
}

// What the journal is still at is not there for anyone, and what it refuses never was.
func TestAWriteIsNotSeenBeforeItIsDurable(t *testing.T) {
	l := held()
	m := store.Restore(l, 0, nil, nil)
	for _, outcome := range []error{errors.New("disk full"), nil} {
		done := make(chan error)
		go func() { done <- m.Insert(store.Record{ID: "a", Type: "User"}, unique("ann")) }()
		<-l.begun
		_, found := m.Get("User", "a")
		assert.False(t, found)
		assert.Empty(t, m.Lookup("User", "userName", "ann"))
		assert.Empty(t, walked(m))
		l.outcome <- outcome
		require.Equal(t, outcome, <-done)
		_, found = m.Get("User", "a")
		assert.Equal(t, outcome == nil, found)
	}
}

func walked(m *store.Memory) (ids []string) {
	m.Each("User", func(r store.Record) bool {
		ids = append(ids, r.ID)
		return true
	})
	return ids
}

// Who wants a value that another write is about to take waits for how that ends: it is a conflict only if the other
// succeeds.
func TestAValueThatIsBeingTakenIsWaitedFor(t *testing.T) {
	for _, outcome := range []error{nil, errors.New("disk full")} {
		l := held()
		m := store.Restore(l, 0, nil, nil)
		first, second := make(chan error), make(chan error)
		go func() { first <- m.Insert(store.Record{ID: "a", Type: "User"}, unique("ann")) }()
		<-l.begun
		go func() { second <- m.Insert(store.Record{ID: "b", Type: "User"}, unique("ann")) }()
		l.outcome <- outcome
		require.Equal(t, outcome, <-first)
		if outcome == nil {
			require.ErrorAs(t, <-second, new(*store.Conflict))
			assert.Equal(t, []string{"a"}, walked(m))
			continue
		}
		assert.Equal(t, "b", (<-l.begun).Record.ID)
		l.outcome <- nil
		require.NoError(t, <-second)
		assert.Equal(t, []string{"b"}, walked(m))
	}
}

// Writes that have nothing to do with each other are with the journal at the same time, which is what lets it commit them
// together.
func TestIndependentWritesDoNotWait(t *testing.T) {
	l := held()
	m := store.Restore(l, 0, nil, nil)
	const writers = 5
	done := make(chan error, writers)
	for i := range writers {
		go func() { done <- m.Insert(store.Record{ID: fmt.Sprint(i), Type: "User"}, unique(fmt.Sprint(i))) }()
	}
	for range writers { // were they to wait for each other, the test would time out here
		<-l.begun
	}
	for range writers {
		l.outcome <- nil
	}
	for range writers {
		require.NoError(t, <-done)
	}
	assert.Equal(t, writers, m.Count("User"))
}

// A member that is removed while it joins is not a member of anything afterwards, whichever the journal has first.
func TestAMemberThatIsRemovedWhileItJoins(t *testing.T) {
	l := &log{}
	m := store.Restore(l, 0, nil, nil)
	require.NoError(t, m.Insert(store.Record{ID: "a", Type: "User"}, nil))
	require.NoError(t, m.Insert(store.Record{ID: "g", Type: "Group"}, nil))
	l.begun, l.outcome = make(chan store.Change), make(chan error)
	joined, removed := make(chan error), make(chan error)
	go func() {
		_, err := m.UpdateMembers("Group", "g",
			func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
				return r, nil, store.MemberChange{Add: []store.Ref{{Type: "User", ID: "a"}}}, nil
			})
		joined <- err
	}()
	<-l.begun
	go func() { removed <- m.Remove("User", "a") }()
	<-l.begun
	l.outcome <- nil
	l.outcome <- nil
	require.NoError(t, <-joined)
	require.NoError(t, <-removed)
	for _, s := range []*store.Memory{m, l.replay()} {
		assert.Empty(t, s.Groups(store.Ref{Type: "User", ID: "a"}))
		s.Members(store.Ref{Type: "Group", ID: "g"}, func(r store.Record) bool {
			assert.Fail(t, "a member", r.ID)
			return true
		})
	}
}
