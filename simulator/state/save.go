package state

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/directory"
)

// Save implements simulator.Journal. The tenant is saved with the job, so that a watermark is never ahead of it.
func (f *File) Save(s simulator.Saved) error {
	return f.write(func(w *writer) {
		w.meta(metaJob, s.Job)
		save(w, "links", s.Links)
		save(w, "waiting", s.Waiting)
		save(w, "refs", s.References)
		for _, m := range s.Members {
			if m.TargetID == "" {
				w.do("DELETE FROM given WHERE grp = ? AND member = ?", m.GroupID, m.MemberID)
			} else {
				w.do("INSERT OR REPLACE INTO given VALUES (?, ?, ?)", m.GroupID, m.MemberID, m.TargetID)
			}
		}
		for _, row := range s.Rows {
			w.row(row)
		}
	})
}

// SaveTenant saves what has changed in the tenant.
func (f *File) SaveTenant() error { return f.write(func(*writer) {}) }

// SaveSchema saves the schema of the job, as JSON.
func (f *File) SaveSchema(text []byte) error {
	return f.write(func(w *writer) { w.meta(metaSchema, json.RawMessage(text)) })
}

// Expire forgets rows of the log that are older.
func (f *File) Expire(before time.Time) error {
	return f.write(func(w *writer) { w.do("DELETE FROM log WHERE time < ?", before.UnixNano()) })
}

// write is one transaction: the tenant and the time, and what else is to be saved with them.
func (f *File) write(what func(*writer)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	ctx := context.Background() // what has been done is saved, whoever has lost interest meanwhile
	tx, err := f.database.BeginTx(ctx, nil)
	if err != nil {
		return f.fault(err)
	}
	w := &writer{ctx: ctx, tx: tx}
	state, known := f.writeTenant(w)
	w.meta(metaNow, f.now())
	what(w)
	if w.err != nil {
		return f.fault(errors.Join(w.err, tx.Rollback()))
	}
	if err := tx.Commit(); err != nil {
		return f.fault(err)
	}
	f.saved, f.known = state.Sequence, known
	return nil
}

// writeTenant lays the changes of the tenant over what is stored, in the order that directory.Snapshot asks for.
func (f *File) writeTenant(w *writer) (state directory.State, known string) {
	s := f.tenant.Saved(f.saved)
	for _, o := range s.Objects {
		if o.Purged || o.AllMembers {
			w.do("DELETE FROM memberships WHERE grp = ?", o.ID)
		}
		if o.Purged {
			w.do("DELETE FROM removals WHERE grp = ?", o.ID)
		}
		w.put("objects", o.ID, o)
	}
	for _, r := range s.Left {
		w.do("DELETE FROM memberships WHERE joined = ?", int64(r.Joined))                           //nolint:gosec // counted from 1
		w.do("INSERT OR REPLACE INTO removals VALUES (?, ?, ?)", int64(r.Left), r.Group, w.json(r)) //nolint:gosec // the same
	}
	for _, m := range s.Joined {
		w.do("INSERT OR REPLACE INTO memberships VALUES (?, ?, ?)", int64(m.Joined), m.Group, m.Member) //nolint:gosec // the same
	}
	text := w.json(s.State)
	if known = string(text); known != f.known {
		w.do("DELETE FROM removals WHERE left <= ?", int64(s.Forgotten)) //nolint:gosec // the same
		w.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", metaTenant, text)
	}
	return s.State, known
}

// writer writes until the first error.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

func (w *writer) do(statement string, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, statement, args...)
	}
}

func (w *writer) json(v any) []byte {
	text, err := json.Marshal(v)
	if w.err == nil {
		w.err = err
	}
	return text
}

func (w *writer) meta(name string, v any) {
	w.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, w.json(v))
}

func (w *writer) put(table, id string, v any) {
	w.do("INSERT OR REPLACE INTO "+table+" VALUES (?, ?)", id, w.json(v))
}

func (w *writer) row(row auditlog.ProvisioningObjectSummary) {
	var line bytes.Buffer
	if err := auditlog.WriteNDJSON(&line, slices.Values([]auditlog.ProvisioningObjectSummary{row}), auditlog.V1); err != nil && w.err == nil {
		w.err = err
	}
	w.do("INSERT INTO log (time, body) VALUES (?, ?)", row.ActivityDateTime.UnixNano(), line.Bytes())
}

// save lays states over those of the same ids; nil removes one.
func save[S any](w *writer, table string, states map[string]*S) {
	for id, state := range states {
		if state == nil {
			w.do("DELETE FROM "+table+" WHERE id = ?", id)
		} else {
			w.put(table, id, state)
		}
	}
}
