package storetest_test

import (
	"errors"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
	"github.com/entrasim/entrasim/reference/store/storetest"
)

// TestSuiteFindsBrokenStores runs the suite on stores that each break one promise.
func TestSuiteFindsBrokenStores(t *testing.T) {
	for _, broken := range []struct {
		name  string
		store func() store.Store
	}{
		{"applies no uniqueness", func() store.Store { return unchecked{store.NewMemory()} }},
		{"stores in spite of a conflict", func() store.Store { return insisting{store.NewMemory()} }},
		{"reads and writes in two steps", func() store.Store { return torn{store.NewMemory()} }},
		{"looks up in reverse", func() store.Store { return reversed{store.NewMemory()} }},
		{"walks by offset", func() store.Store { return paged{store.NewMemory()} }},
		{"counts one too few", func() store.Store { return counting{store.NewMemory()} }},
		{"removes without a word", func() store.Store { return silent{store.NewMemory()} }},
		{"forgets the configuration", func() store.Store { return forgetful{store.NewMemory()} }},
		{"does not know the groups of a member", func() store.Store { return oneSided{store.NewMemory()} }},
		{"drops the members of other changes", func() store.Store { return clearing{store.NewMemory()} }},
	} {
		t.Run(broken.name, func(t *testing.T) {
			r := &recorder{}
			storetest.Run(r, func(*recorder) store.Store { return broken.store() })
			require.NotZero(t, r.failed, "expected a check to fail, all %d passed", r.checks)
		})
	}
}

func TestSuitePassesMemory(t *testing.T) {
	r := &recorder{}
	storetest.Run(r, func(*recorder) store.Store { return store.NewMemory() })
	require.Zero(t, r.failed)
	require.Greater(t, r.checks, 25)
}

// recorder counts checks and failed checks where *testing.T would report them.
type recorder struct{ checks, failed int }

func (r *recorder) Errorf(string, ...any) { r.failed = 1 }
func (r *recorder) FailNow()              { runtime.Goexit() }

func (r *recorder) Run(_ string, f func(*recorder)) bool {
	sub := &recorder{}
	done := make(chan struct{})
	go func() { // its own goroutine, since FailNow ends it
		defer close(done)
		f(sub)
	}()
	<-done
	r.checks++
	r.failed += sub.failed
	return sub.failed == 0
}

type unchecked struct{ *store.Memory }

func (s unchecked) Insert(r store.Record, keys []store.Key, members ...store.Ref) error {
	keys = slices.Clone(keys)
	for i := range keys {
		keys[i].Unique = false
	}
	return s.Memory.Insert(r, keys, members...)
}

type insisting struct{ *store.Memory }

func (s insisting) Insert(r store.Record, keys []store.Key, members ...store.Ref) error {
	err := s.Memory.Insert(r, keys, members...)
	if errors.As(err, new(*store.Conflict)) {
		_ = s.Memory.Insert(r, nil)
	}
	return err
}

type torn struct{ *store.Memory }

func (s torn) Update(typ, id string, change func(store.Record) (store.Record, []store.Key, error)) (store.Record, error) {
	r, found := s.Get(typ, id)
	if !found {
		return store.Record{}, store.ErrNotFound
	}
	after, keys, err := change(r)
	if err != nil {
		return store.Record{}, err
	}
	runtime.Gosched()
	return s.Memory.Update(typ, id, func(store.Record) (store.Record, []store.Key, error) { return after, keys, nil })
}

type reversed struct{ *store.Memory }

func (s reversed) Lookup(typ, name, value string) []store.Record {
	records := s.Memory.Lookup(typ, name, value)
	slices.Reverse(records)
	return records
}

// paged reads 100 records at a time by offset, as SQL's LIMIT and OFFSET do.
type paged struct{ *store.Memory }

func (s paged) Each(typ string, yield func(store.Record) bool) {
	for offset, count := 0, s.Count(typ); offset < count; offset += 100 {
		var all []store.Record
		s.Memory.Each(typ, func(r store.Record) bool {
			all = append(all, r)
			return true
		})
		for _, r := range all[min(offset, len(all)):min(offset+100, len(all))] {
			if !yield(r) {
				return
			}
		}
	}
}

type counting struct{ *store.Memory }

func (s counting) Count(typ string) int {
	return max(0, s.Memory.Count(typ)-1)
}

type silent struct{ *store.Memory }

func (s silent) Remove(typ, id string, conditions ...func(store.Record) error) error {
	_ = s.Memory.Remove(typ, id, conditions...)
	return nil
}

type forgetful struct{ *store.Memory }

func (s forgetful) Insert(r store.Record, keys []store.Key, members ...store.Ref) error {
	r.Configuration = nil
	return s.Memory.Insert(r, keys, members...)
}

type oneSided struct{ *store.Memory }

func (s oneSided) Groups(store.Ref) []store.Record { return nil }

// clearing keeps members inside the record, so to speak: a change that names none leaves none.
type clearing struct{ *store.Memory }

func (s clearing) Update(typ, id string, change func(store.Record) (store.Record, []store.Key, error)) (store.Record, error) {
	var all []store.Ref
	s.Members(store.Ref{Type: typ, ID: id}, func(r store.Record) bool {
		all = append(all, store.Ref{Type: r.Type, ID: r.ID})
		return true
	})
	return s.UpdateMembers(typ, id, func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
		after, keys, err := change(r)
		return after, keys, store.MemberChange{Remove: all}, err
	})
}
