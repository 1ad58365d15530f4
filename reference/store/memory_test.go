package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
	"github.com/entrasim/entrasim/reference/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return store.NewMemory() })
}

func TestReadersDoNotWaitForChange(t *testing.T) {
	m := store.NewMemory()
	require.NoError(t, m.Insert(store.Record{ID: "a", Type: "User", Version: 1}, nil))
	require.NoError(t, m.Insert(store.Record{ID: "b", Type: "User", Version: 1}, nil))
	_, err := m.Update("User", "a", func(r store.Record) (store.Record, []store.Key, error) {
		done := make(chan error)
		go func() { // were these held up by the change, it could not end and the test would time out
			m.Get("User", "a")
			m.Lookup("User", "userName", "ann")
			m.Each("User", func(store.Record) bool { return true })
			_, err := m.Update("User", "b", raiseVersion)
			done <- err
		}()
		require.NoError(t, <-done)
		return raiseVersion(r)
	})
	require.NoError(t, err)
}

func TestChangeThatPanicsLeavesTheRecordWritable(t *testing.T) {
	m := store.NewMemory()
	require.NoError(t, m.Insert(store.Record{ID: "a", Type: "User", Version: 1}, nil))
	require.Panics(t, func() {
		_, _ = m.Update("User", "a", func(store.Record) (store.Record, []store.Key, error) { panic("handler") })
	})
	r, err := m.Update("User", "a", raiseVersion)
	require.NoError(t, err)
	require.Equal(t, uint64(2), r.Version)
}

func raiseVersion(r store.Record) (store.Record, []store.Key, error) {
	r.Version++
	return r, nil, nil
}
