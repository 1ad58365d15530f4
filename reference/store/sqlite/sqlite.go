// Package sqlite is a store in a file: what a write has answered is there after the process was killed, or the machine.
//
// It is a store.Memory with a journal. The file is read once, when it is opened; from then on reads are answered from
// memory, and every write is committed to the file before anyone can see it. So a lookup costs the same with a file and
// without, and the memory that the records take is the same, too. Writes that are under way at the same time share a
// commit, since it is the wait for the disk that takes the time.
//
// The file is an ordinary SQLite database in WAL mode with synchronous=FULL. It belongs to one process at a time.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver

	"github.com/entrasim/entrasim/reference/store"
)

// Store is a store.Store in a file. Make it with Open; it is safe for concurrent use until it is closed.
type Store struct {
	*store.Memory
	journal *journal
}

// format is the number of the tables' layout, kept in the file.
const format = 1

// layout makes the tables. Records are named by their sequence numbers, of which AUTOINCREMENT remembers the highest even
// when that record is gone. Members is keyed by group, so that the members of one lie together.
const layout = `
CREATE TABLE records (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	type     TEXT NOT NULL,
	id       TEXT NOT NULL,
	body     BLOB NOT NULL,
	UNIQUE (type, id)
);
CREATE TABLE members (
	grp    INTEGER NOT NULL,
	member INTEGER NOT NULL,
	PRIMARY KEY (grp, member)
) WITHOUT ROWID;
CREATE INDEX members_by_member ON members (member);
`

// Open reads a file, or makes it. The error says that it cannot be read or written, that another process has it, or that
// it is not a file of this program's.
func Open(ctx context.Context, file string) (*Store, error) {
	return openWith(ctx, file, "FULL")
}

// openWith is Open with another value of SQLite's synchronous, for tests that do not cut the power.
func openWith(ctx context.Context, file, synchronous string) (*Store, error) {
	j, err := openJournal(ctx, file, synchronous)
	if err != nil {
		return nil, fmt.Errorf("data file %s: %w", file, err)
	}
	last, records, memberships, err := j.load(ctx)
	if err != nil {
		return nil, fmt.Errorf("data file %s: %w", file, errors.Join(err, j.database.Close()))
	}
	return &Store{Memory: store.Restore(j, last, records, memberships), journal: j}, nil
}

// Close waits for writes under way and closes the file. Writes after it fail.
func (s *Store) Close() error { return s.journal.close() }

// open connects to the database and makes the tables in a new one.
func open(ctx context.Context, file, synchronous string) (*sql.DB, error) {
	file, err := filepath.Abs(file) // else a name such as :memory: would be no file
	if err != nil {
		return nil, err
	}
	// SQLite would make a file that others can read.
	created, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := created.Close(); err != nil {
		return nil, err
	}
	// The pragmas are part of the name, so that every connection has them; there is never more than one.
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: url.Values{
		"_pragma": {"locking_mode(EXCLUSIVE)", "journal_mode(WAL)", "synchronous(" + synchronous + ")"},
		"_txlock": {"immediate"},
	}.Encode()}
	database, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	database.SetMaxOpenConns(1)
	if err := prepare(ctx, database); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	return database, nil
}

// prepare makes the tables, or finds them made.
func prepare(ctx context.Context, database *sql.DB) error {
	tx, err := database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var found, tables int
	err = tx.QueryRowContext(ctx, "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version").
		Scan(&found, &tables)
	switch {
	case err != nil:
	case found == 0 && tables == 0:
		_, err = tx.ExecContext(ctx, layout+fmt.Sprintf("PRAGMA user_version = %d", format))
	case found != format:
		err = fmt.Errorf("expected a file of format %d, found format %d", format, found)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
