package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/entrasim/entrasim/reference/store"
)

// journal writes changes to the file.
type journal struct {
	database   *sql.DB
	statements statements

	// mu guards next.
	mu sync.Mutex
	// next are the changes that the next commit will take.
	next *batch
	// writing is held by whoever commits. It guards everything below, and the fields of batches that are not next.
	writing sync.Mutex
	// fault is why nothing more is written. After a failed commit it is not known what the disk holds, so that only a
	// new start can tell.
	fault error
}

// batch is the changes that share a commit, and how it ended.
type batch struct {
	changes []store.Change
	ended   bool
	err     error
}

// statements are what a change is made of.
type statements struct {
	put, remove, removeMemberships, join, leave *sql.Stmt
}

func openJournal(ctx context.Context, file, synchronous string) (*journal, error) {
	database, err := open(ctx, file, synchronous)
	if err != nil {
		return nil, err
	}
	j := &journal{database: database, next: &batch{}}
	for _, s := range []struct {
		statement **sql.Stmt
		text      string
	}{
		{&j.statements.put, `INSERT INTO records (sequence, type, id, body) VALUES (?, ?, ?, ?)
			ON CONFLICT (sequence) DO UPDATE SET body = excluded.body`},
		{&j.statements.remove, `DELETE FROM records WHERE sequence = ?`},
		{&j.statements.removeMemberships, `DELETE FROM members WHERE grp = ?1 OR member = ?1`},
		{&j.statements.join, `INSERT OR IGNORE INTO members (grp, member) VALUES (?, ?)`},
		{&j.statements.leave, `DELETE FROM members WHERE grp = ? AND member = ?`},
	} {
		if *s.statement, err = database.PrepareContext(ctx, s.text); err != nil {
			return nil, errors.Join(err, database.Close())
		}
	}
	return j, nil
}

// Commit returns when the change is on the disk. Changes that come while another commit is under way gather, and the
// first of their writers to have its turn commits them all.
func (j *journal) Commit(c store.Change) error {
	j.mu.Lock()
	b := j.next
	b.changes = append(b.changes, c)
	j.mu.Unlock()

	j.writing.Lock()
	defer j.writing.Unlock()
	if b.ended {
		return b.err
	}
	j.mu.Lock()
	j.next = &batch{}
	j.mu.Unlock()
	if j.fault == nil {
		if err := j.write(b.changes); err != nil {
			j.fault = fmt.Errorf("data file: expected to be able to write, found %w; nothing is written until the next start", err)
		}
	}
	b.ended, b.err = true, j.fault
	return b.err
}

// write commits changes in one transaction.
func (j *journal) write(changes []store.Change) error {
	// A write that has begun is finished, whatever becomes of the client.
	ctx := context.Background()
	tx, err := j.database.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if err := j.statements.apply(ctx, tx, c); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

func (s *statements) apply(ctx context.Context, tx *sql.Tx, c store.Change) error {
	var errs []error
	run := func(statement *sql.Stmt, arguments ...any) {
		_, err := tx.StmtContext(ctx, statement).ExecContext(ctx, arguments...)
		errs = append(errs, err)
	}
	if c.Removed {
		run(s.remove, c.Sequence)
		run(s.removeMemberships, c.Sequence)
		return errors.Join(errs...)
	}
	body, err := encode(c.Record, c.Keys)
	if err != nil {
		return err
	}
	run(s.put, c.Sequence, c.Record.Type, c.Record.ID, body)
	if c.Alone {
		run(s.removeMemberships, c.Sequence)
	}
	for _, member := range c.Joined {
		run(s.join, c.Sequence, member)
	}
	for _, member := range c.Left {
		run(s.leave, c.Sequence, member)
	}
	return errors.Join(errs...)
}

func (j *journal) close() error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if j.fault == nil {
		j.fault = errors.New("data file: expected an open file, found it closed")
	}
	return j.database.Close()
}
