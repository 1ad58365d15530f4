package state

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

// Loaded is what a file has. Of a new one Tenant is nil, and everything else empty.
type Loaded struct {
	Tenant *directory.Tenant
	// Job is nil when no job was saved.
	Job *simulator.Saved
	// Schema is the job's, as JSON; empty when none was saved.
	Schema []byte
}

// Begin makes the file save this tenant, from its beginning, and the time of this clock. It comes before everything else
// when there was no tenant in the file.
func (f *File) Begin(tenant *directory.Tenant, now func() time.Time) error {
	f.tenant, f.now = tenant, now
	return f.SaveTenant()
}

// Load reads the file, and turns the clock to the time at which it was saved last. Now and newID are the tenant's; see
// directory.NewRestoration.
func (f *File) Load(ctx context.Context, clk *clock.Virtual, newID func() string) (Loaded, error) {
	loaded, err := f.load(ctx, clk, newID)
	if err != nil {
		return Loaded{}, f.fault(err)
	}
	return loaded, nil
}

func (f *File) load(ctx context.Context, clk *clock.Virtual, newID func() string) (Loaded, error) {
	var l Loaded
	var now time.Time
	if saved, err := f.meta(ctx, metaNow, &now); err != nil || !saved {
		return l, err
	}
	clk.AdvanceTo(now)
	f.now = clk.Now
	var schema json.RawMessage
	if _, err := f.meta(ctx, metaSchema, &schema); err != nil {
		return l, err
	}
	l.Schema = schema
	tenant, state, err := f.loadTenant(ctx, clk.Now, newID)
	if err != nil {
		return l, fmt.Errorf("tenant: %w", err)
	}
	known, err := json.Marshal(state)
	if err != nil {
		return l, err
	}
	f.tenant, f.saved, f.known, l.Tenant = tenant, state.Sequence, string(known), tenant
	l.Job, err = f.loadJob(ctx)
	return l, err
}

func (f *File) loadTenant(ctx context.Context, now func() time.Time, newID func() string) (*directory.Tenant, directory.State, error) {
	var state directory.State
	if _, err := f.meta(ctx, metaTenant, &state); err != nil {
		return nil, state, err
	}
	r := directory.NewRestoration(now, newID, state)
	err := errors.Join(
		f.each(ctx, "SELECT body FROM objects", func(scan func(...any) error) error {
			var text []byte
			var o directory.Record
			if err := scan(&text); err != nil {
				return err
			}
			if err := json.Unmarshal(text, &o); err != nil {
				return err
			}
			return r.Object(o)
		}),
		f.each(ctx, "SELECT grp, member, joined FROM memberships ORDER BY joined", func(scan func(...any) error) error {
			var m directory.Membership
			if err := scan(&m.Group, &m.Member, (*watermark)(&m.Joined)); err != nil {
				return err
			}
			return r.Membership(m)
		}),
		f.each(ctx, "SELECT body FROM removals ORDER BY left", func(scan func(...any) error) error {
			var text []byte
			var m directory.Removal
			if err := scan(&text); err != nil {
				return err
			}
			if err := json.Unmarshal(text, &m); err != nil {
				return err
			}
			return r.Removal(m)
		}))
	if err != nil {
		return nil, state, err
	}
	tenant, err := r.Tenant()
	return tenant, state, err
}

// watermark reads one from the database.
type watermark directory.Watermark

// Scan implements sql.Scanner.
func (w *watermark) Scan(v any) error {
	n, ok := v.(int64)
	if !ok || n < 0 {
		return fmt.Errorf("expected a watermark, found %v", v)
	}
	*w = watermark(n)
	return nil
}

func (f *File) loadJob(ctx context.Context) (*simulator.Saved, error) {
	s := &simulator.Saved{}
	if saved, err := f.meta(ctx, metaJob, &s.Job); err != nil || !saved {
		return nil, err
	}
	var err error
	s.Links, err = states[simulator.LinkState](ctx, f, "links")
	if err != nil {
		return nil, err
	}
	if s.References, err = states[simulator.ReferenceState](ctx, f, "refs"); err != nil {
		return nil, err
	}
	if s.Waiting, err = states[simulator.WaitingState](ctx, f, "waiting"); err != nil {
		return nil, err
	}
	err = f.each(ctx, "SELECT grp, member, target FROM given", func(scan func(...any) error) error {
		var m simulator.MemberState
		err := scan(&m.GroupID, &m.MemberID, &m.TargetID)
		s.Members = append(s.Members, m)
		return err
	})
	return s, err
}

func states[S any](ctx context.Context, f *File, table string) (map[string]*S, error) {
	all := map[string]*S{}
	err := f.each(ctx, "SELECT id, body FROM "+table, func(scan func(...any) error) error {
		var id string
		var text []byte
		if err := scan(&id, &text); err != nil {
			return err
		}
		all[id] = new(S)
		if err := json.Unmarshal(text, all[id]); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		return nil
	})
	return all, err
}

// Log are the rows of the provisioning log, oldest first. The sequence ends with the first error.
func (f *File) Log(ctx context.Context) iter.Seq2[auditlog.ProvisioningObjectSummary, error] {
	return func(yield func(auditlog.ProvisioningObjectSummary, error) bool) {
		stop := errors.New("enough")
		err := f.each(ctx, "SELECT body FROM log ORDER BY number", func(scan func(...any) error) error {
			var text []byte
			if err := scan(&text); err != nil {
				return err
			}
			for row, err := range auditlog.ReadNDJSON(bytes.NewReader(text)) {
				if err != nil {
					return err
				}
				if !yield(row, nil) {
					return stop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			yield(auditlog.ProvisioningObjectSummary{}, f.fault(fmt.Errorf("log: %w", err)))
		}
	}
}

// each reads the rows of a query.
func (f *File) each(ctx context.Context, query string, row func(scan func(...any) error) error) error {
	rows, err := f.database.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

var _ sql.Scanner = (*watermark)(nil)
