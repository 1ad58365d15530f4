// Package state keeps a simulated tenant and its job in a file, so that they survive the end of the process at any instant:
// what was saved is there after SIGKILL, and what follows from it had not begun before.
//
// The file is an ordinary SQLite database in WAL mode with synchronous=NORMAL: a process that is killed loses nothing; when
// the machine loses its power the last few changes may be gone, and the job then finds at the target what it had sent. It
// belongs to one process at a time.
package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"modernc.org/sqlite" // and the driver
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/entrasim/entrasim/simulator/directory"
)

// format is the number of the tables' layout, kept in the file.
const format = 1

// layout makes the tables. Bodies are JSON. Memberships and removals are named by their watermarks, each of which is that
// of one only; given are the members that groups were given at the target.
const layout = `
CREATE TABLE meta        (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE objects     (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE memberships (joined INTEGER PRIMARY KEY, grp TEXT NOT NULL, member TEXT NOT NULL);
CREATE INDEX memberships_by_group ON memberships (grp);
CREATE TABLE removals    (left INTEGER PRIMARY KEY, grp TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX removals_by_group ON removals (grp);
CREATE TABLE links       (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE given       (grp TEXT, member TEXT, target TEXT NOT NULL, PRIMARY KEY (grp, member)) WITHOUT ROWID;
CREATE TABLE waiting     (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE refs        (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE log         (number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, body BLOB NOT NULL);
`

// Names in the table meta.
const (
	metaNow    = "now"
	metaTenant = "tenant"
	metaJob    = "job"
	metaSchema = "schema"
	metaStarts = "starts"
	metaTarget = "target"
)

// File is a simulator.Journal in a file. It is safe for concurrent use.
type File struct {
	name     string
	database *sql.DB
	now      func() time.Time

	mu     sync.Mutex
	tenant *directory.Tenant
	saved  directory.Watermark // of the tenant
	known  string              // what meta has of the tenant
}

// Open reads a file, or makes it. The error says that it cannot be read or written, that another process has it, or that
// it is not a file of this program's.
func Open(ctx context.Context, file string) (*File, error) {
	database, err := open(ctx, file)
	if err != nil {
		return nil, (&File{name: file}).fault(err)
	}
	return &File{name: file, database: database}, nil
}

// fault is an error in the use of the file.
func (f *File) fault(err error) error { return fmt.Errorf("state file %s: %w", f.name, explained(err)) }

// explained says what SQLite's codes mean for whoever named the file, and what it means that a part of it cannot be read.
func explained(err error) error {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		syntax, typ, at := (*json.SyntaxError)(nil), (*json.UnmarshalTypeError)(nil), (*time.ParseError)(nil)
		if errors.As(err, &syntax) || errors.As(err, &typ) || errors.As(err, &at) {
			return fmt.Errorf("expected what simulate has written, found something else: %w", err)
		}
		return err
	}
	switch fault.Code() & 0xff { // the rest makes finer differences
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("expected a file that no other process uses, found it in use: %w", err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("expected a file that simulate has made, found another: %w", err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("expected a whole file, found a damaged one: %w", err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("expected room for more, found none: %w", err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("expected a disk that can be read and written, found one that refuses: %w", err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("expected a file in a folder that can be written, found none: %w", err)
	}
	return err
}

// CountStart counts the times that the file was put to use, and says how many there were before this one: ids that come
// from a seed must not come twice.
func (f *File) CountStart(ctx context.Context) (before int64, err error) {
	if _, err = f.meta(ctx, metaStarts, &before); err == nil {
		_, err = f.database.ExecContext(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", metaStarts, strconv.FormatInt(before+1, 10))
	}
	if err != nil {
		return 0, f.fault(err)
	}
	return before, nil
}

// Target is whose resources a file knows.
type Target struct {
	URL string `json:"url"`
	// First is the URL that it had when the file was new.
	First string `json:"first"`
}

// Target is zero for a file that has none yet.
func (f *File) Target(ctx context.Context) (t Target, err error) {
	if _, err := f.meta(ctx, metaTarget, &t); err != nil {
		return Target{}, f.fault(err)
	}
	return t, nil
}

// SetTarget says whose resources the file knows from now on.
func (f *File) SetTarget(ctx context.Context, t Target) error {
	text, err := json.Marshal(t)
	if err == nil {
		_, err = f.database.ExecContext(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", metaTarget, text)
	}
	if err != nil {
		return f.fault(err)
	}
	return nil
}

// Close ends the use of the file.
func (f *File) Close() error { return f.database.Close() }

func open(ctx context.Context, file string) (*sql.DB, error) {
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
		"_pragma": {"locking_mode(EXCLUSIVE)", "journal_mode(WAL)", "synchronous(NORMAL)"},
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
		err = fmt.Errorf("expected a state file of format %d, found format %d", format, found)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// meta is what is kept under a name; ok is false for nothing.
func (f *File) meta(ctx context.Context, name string, into any) (ok bool, err error) {
	var text []byte
	err = f.database.QueryRowContext(ctx, "SELECT body FROM meta WHERE name = ?", name).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", name, err)
	}
	return true, nil
}
