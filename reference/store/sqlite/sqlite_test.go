package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
	"github.com/entrasim/entrasim/reference/store/storetest"
)

// TestSuite runs the suite, and demands after each check that a new start finds what the check has left behind.
func TestSuite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		file := filepath.Join(t.TempDir(), "data.db")
		s := openAt(t, file)
		t.Cleanup(func() {
			want := dump(s)
			require.NoError(t, s.Close())
			again := openAt(t, file)
			assert.Equal(t, want, dump(again))
			require.NoError(t, again.Close())
		})
		return s
	})
}

func openAt(t *testing.T, file string) *Store {
	t.Helper()
	s, err := openWith(context.Background(), file, "OFF")
	require.NoError(t, err)
	return s
}

// dump is everything that can be seen of a store, as text.
func dump(s store.Store) []string {
	lines, seen := []string{}, map[string]bool{}
	for _, typ := range []string{"User", "Group"} {
		lines = append(lines, fmt.Sprintln(typ, s.Count(typ)))
		s.Each(typ, func(r store.Record) bool {
			text, err := json.Marshal(r)
			if err != nil {
				panic(err)
			}
			lines = append(lines, string(text))
			for _, name := range []string{"userName", "department"} {
				value, _ := r.Attributes[name].(string)
				if seen[typ+name+value] {
					continue
				}
				seen[typ+name+value] = true
				for _, found := range s.Lookup(typ, name, value) {
					lines = append(lines, name+" "+value+" "+found.ID)
				}
			}
			s.Members(store.Ref{Type: typ, ID: r.ID}, func(member store.Record) bool {
				lines = append(lines, "member "+member.Type+" "+member.ID)
				return true
			})
			for _, group := range s.Groups(store.Ref{Type: typ, ID: r.ID}) {
				lines = append(lines, "group "+group.ID)
			}
			return true
		})
	}
	return lines
}

func TestARestartKeepsEveryField(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data.db")
	s := openAt(t, file)
	given := store.Record{
		ID: "a", Type: "User", Created: time.Date(2026, 1, 2, 3, 4, 5, 6789, time.UTC),
		LastModified: time.Date(2026, 2, 2, 3, 4, 5, 0, time.UTC), Version: 7, Origin: store.Portal, Archived: true,
		Attributes: map[string]any{"userName": "Zoë \x00 \u2028", "active": false, "n": json.Number("12345678901234567890.50"),
			"emails": []any{map[string]any{"value": "a@x.test", "primary": true}}},
		Configuration: &store.Configuration{Role: store.Agent, Skills: []string{"s"}, Queues: []string{"q"},
			Extension:        &store.Extension{Number: "1", Settings: map[string]any{"v": json.Number("1.0")}},
			PhonePreferences: map[string]any{"ring": true}},
	}
	require.NoError(t, s.Insert(given, []store.Key{{Name: "userName", Value: "zoë", Unique: true}}))
	require.NoError(t, s.Close())

	s = openAt(t, file)
	defer s.Close()
	kept, found := s.Get("User", "a")
	require.True(t, found)
	assert.Equal(t, given, kept)
	var conflict *store.Conflict
	err := s.Insert(store.Record{ID: "b", Type: "User"}, []store.Key{{Name: "userName", Value: "zoë", Unique: true}})
	assert.ErrorAs(t, err, &conflict, "uniqueness survives as well")
}

func TestNothingIsLeftOfARemovedRecord(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "data.db"))
	defer s.Close()
	require.NoError(t, s.Insert(store.Record{ID: "a", Type: "User"}, nil))
	require.NoError(t, s.Insert(store.Record{ID: "g", Type: "Group"}, nil, store.Ref{Type: "User", ID: "a"}))
	require.NoError(t, s.Remove("User", "a"))
	_, records, memberships, err := s.journal.load(context.Background())
	require.NoError(t, err)
	assert.Len(t, records, 1)
	assert.Empty(t, memberships)
}

// A sequence number names a record for ever, also when the newest record is gone before the restart.
func TestSequenceNumbersAreNotGivenAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data.db")
	s := openAt(t, file)
	for _, id := range []string{"a", "b"} {
		require.NoError(t, s.Insert(store.Record{ID: id, Type: "User"}, nil))
	}
	require.NoError(t, s.Remove("User", "b"))
	require.NoError(t, s.Close())
	s = openAt(t, file)
	require.NoError(t, s.Insert(store.Record{ID: "c", Type: "User"}, nil))
	_, records, _, err := s.journal.load(context.Background())
	require.NoError(t, err)
	require.Len(t, records, 2)
	assert.Equal(t, uint64(3), records[1].Sequence)
	require.NoError(t, s.Close())
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	require.NoError(t, os.WriteFile(text, []byte("this is not a database, and long enough to be seen as something else"), 0o600))
	_, err := Open(context.Background(), text)
	assert.ErrorContains(t, err, text)

	_, err = Open(context.Background(), filepath.Join(dir, "no", "folder", "data.db"))
	assert.ErrorContains(t, err, "data.db")

	file := filepath.Join(dir, "data.db")
	s := openAt(t, file)
	_, err = Open(context.Background(), file)
	assert.ErrorContains(t, err, "locked", "two processes with one file would not see each other's writes")
	_, err = s.journal.database.ExecContext(context.Background(), "PRAGMA user_version = 9")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	_, err = Open(context.Background(), file)
	assert.ErrorContains(t, err, "found format 9")
}

func TestFileNamesMayHaveAnyCharacter(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, file := range []string{"a b?c#d%20.db", ":memory:", "file:x?mode=memory", "data.db"} {
		s := openAt(t, file)
		require.NoError(t, s.Insert(store.Record{ID: "a", Type: "User"}, nil))
		require.NoError(t, s.Close())
		assert.FileExists(t, file)
		s = openAt(t, file)
		assert.Equal(t, 1, s.Count("User"), file)
		require.NoError(t, s.Close())
	}
}

// The file has personal data in it.
func TestTheFileIsForItsOwnerOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data.db")
	s := openAt(t, file)
	defer s.Close()
	require.NoError(t, s.Insert(store.Record{ID: "a", Type: "User"}, nil))
	for _, name := range []string{file, file + "-wal"} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}
}

// A write that the disk has refused is not there, neither now nor later, and no other follows it.
func TestAWriteThatFailsIsNotThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data.db")
	s := openAt(t, file)
	require.NoError(t, s.Insert(store.Record{ID: "a", Type: "User", Version: 1}, nil))
	_, err := s.journal.database.ExecContext(context.Background(), "DROP TABLE members")
	require.NoError(t, err)

	err = s.Insert(store.Record{ID: "g", Type: "Group"}, []store.Key{{Name: "n", Value: "v", Unique: true}},
		store.Ref{Type: "User", ID: "a"})
	require.ErrorContains(t, err, "data file")
	_, found := s.Get("Group", "g")
	assert.False(t, found)
	assert.Error(t, s.Remove("User", "a"))
	_, err = s.Update("User", "a", func(r store.Record) (store.Record, []store.Key, error) {
		r.Version++
		return r, nil, nil
	})
	assert.Error(t, err)
	kept, _ := s.Get("User", "a")
	assert.Equal(t, uint64(1), kept.Version)
	_, err = s.journal.database.ExecContext(context.Background(), "CREATE TABLE members (grp, member)")
	require.NoError(t, err)
	assert.Error(t, s.Remove("User", "a"), "what the disk holds after a failure only a new start can tell")
	// The value that the failed write wanted is free, as far as the store is concerned: the error is the disk's.
	err = s.Insert(store.Record{ID: "h", Type: "Group"}, []store.Key{{Name: "n", Value: "v", Unique: true}})
	assert.False(t, errors.As(err, new(*store.Conflict)))
	assert.ErrorContains(t, err, "data file")
	require.NoError(t, s.Close())
	assert.ErrorContains(t, s.Insert(store.Record{ID: "b", Type: "User"}, nil), "data file")
	again := openAt(t, file)
	defer again.Close()
	assert.Equal(t, 1, again.Count("User"), "nothing was written after the failure")
}

// Nobody can read what might yet be lost.
func TestWritesShareACommitAndAreNotSeenBeforeIt(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "data.db"))
	defer s.Close()
	s.journal.writing.Lock() // the disk is slow
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			assert.NoError(t, s.Insert(store.Record{ID: fmt.Sprint(i), Type: "User"}, nil))
		})
	}
	require.Eventually(t, func() bool {
		s.journal.mu.Lock()
		defer s.journal.mu.Unlock()
		return len(s.journal.next.changes) == 20
	}, 10*time.Second, time.Millisecond)
	assert.Zero(t, s.Count("User"))
	s.journal.writing.Unlock()
	group.Wait()
	assert.Equal(t, 20, s.Count("User"))
}

// Open itself does not take the shortcut of these tests.
func TestOpenWaitsForTheDisk(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "data.db"))
	require.NoError(t, err)
	defer s.Close()
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "locking_mode": "exclusive"} {
		var found string
		require.NoError(t, s.journal.database.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&found))
		assert.Equal(t, want, found, pragma)
	}
}
