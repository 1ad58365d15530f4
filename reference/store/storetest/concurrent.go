package storetest

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// workers is how many write at the same time.
const workers = 8

var concurrent = []check{
	{"one of many concurrent inserts takes a value", func(t require.TestingT, s store.Store) {
		for round := range 20 {
			var inserted atomic.Int32
			userName := fmt.Sprintf("user %d", round)
			together(func(worker int) {
				r, keys := user(fmt.Sprintf("%d-%d", round, worker), userName, "x")
				if s.Insert(r, keys) == nil {
					inserted.Add(1)
				}
			})
			require.EqualValues(t, 1, inserted.Load())
			require.Len(t, s.Lookup("User", "userName", userName), 1)
		}
	}},
	{"one of many concurrent updates takes a value", func(t require.TestingT, s store.Store) {
		for worker := range workers {
			insert(t, s, fmt.Sprint(worker), fmt.Sprintf("user %d", worker), "x")
		}
		var updated atomic.Int32
		together(func(worker int) {
			if _, err := s.Update("User", fmt.Sprint(worker), assign("wanted", "x")); err == nil {
				updated.Add(1)
			}
		})
		require.EqualValues(t, 1, updated.Load())
		require.Len(t, s.Lookup("User", "userName", "wanted"), 1)
	}},
	{"no concurrent update is lost", func(t require.TestingT, s store.Store) {
		insert(t, s, "a", "ann", "x")
		const each = 50
		var failed atomic.Int32
		together(func(worker int) {
			for i := range each {
				if _, err := s.Update("User", "a", assign(fmt.Sprintf("user %d-%d", worker, i), "x")); err != nil {
					failed.Add(1)
				}
			}
		})
		require.Zero(t, failed.Load())
		kept, _ := s.Get("User", "a")
		require.Equal(t, uint64(1+workers*each), kept.Version)
		require.Len(t, s.Lookup("User", "userName", kept.Attributes["userName"].(string)), 1)
		require.Len(t, s.Lookup("User", "department", "x"), 1)
	}},
	{"one of many concurrent removals succeeds, and updates see it or not", func(t require.TestingT, s store.Store) {
		for round := range 20 {
			id := fmt.Sprint(round)
			insert(t, s, id, "ann", "x")
			var removed, surprised atomic.Int32
			together(func(worker int) {
				if worker%2 == 0 {
					if s.Remove("User", id) == nil {
						removed.Add(1)
					}
					return
				}
				change := assign("ann", fmt.Sprint("y", worker))
				_, err := s.Update("User", id, func(r store.Record) (store.Record, []store.Key, error) {
					for range 100 { // time for the others to find the record and to wait for it
						runtime.Gosched()
					}
					return change(r)
				})
				if err != nil && !errors.Is(err, store.ErrNotFound) {
					surprised.Add(1)
				}
			})
			require.EqualValues(t, 1, removed.Load())
			require.Zero(t, surprised.Load())
			require.Empty(t, s.Lookup("User", "userName", "ann"))
			for worker := range workers {
				require.Empty(t, s.Lookup("User", "department", fmt.Sprint("y", worker)))
			}
			require.Zero(t, s.Count("User"))
		}
	}},
	{"a walk among concurrent writes gives what stays once and in order", func(t require.TestingT, s store.Store) {
		want := insertMany(t, s)
		stays := func(id string) bool { return id < "j" }
		var wrong atomic.Pointer[[]string]
		together(func(worker int) {
			if worker%2 == 0 {
				for i := range 200 {
					id := fmt.Sprintf("passing %d-%d", worker, i)
					r, keys := user(id, id, "x")
					_ = s.Insert(r, keys)
					_, _ = s.Update("User", want[i], assign(want[i]+" again", "x"))
					_ = s.Remove("User", id)
				}
				return
			}
			for range 5 {
				given := slices.DeleteFunc(walk(s, "User"), func(id string) bool { return !stays(id) })
				if !slices.Equal(want, given) {
					wrong.Store(&given)
				}
				for _, r := range s.Lookup("User", "department", "x") {
					s.Get("User", r.ID)
				}
			}
		})
		if given := wrong.Load(); given != nil {
			require.Equal(t, want, *given)
		}
		require.Equal(t, thousands, s.Count("User"))
	}},
}

// together runs f for each worker at the same time and returns when all have ended.
func together(f func(worker int)) {
	var wait sync.WaitGroup
	begin := make(chan struct{})
	for worker := range workers {
		wait.Go(func() {
			<-begin
			f(worker)
		})
	}
	close(begin)
	wait.Wait()
}
