package auditlog

import (
	"cmp"
	"fmt"
	"time"
)

// How long Entra keeps provisioning logs, by licence (Microsoft Learn, concept-provisioning-logs).
const (
	RetentionPremium = 30 * 24 * time.Hour
	RetentionFree    = 7 * 24 * time.Hour
)

// Options bound a log.
type Options struct {
	// Retention is how long a row is kept; 0 is RetentionPremium.
	Retention time.Duration
	// MaxRows is how many rows are kept; 0 is all of them. Entra has no such limit: it is for a process that must not grow.
	MaxRows int
}

// Configure sets the options. They take effect on the next Append or Expire.
func (l *Log) Configure(o Options) error {
	if o.Retention < 0 {
		return fmt.Errorf("retention: expected a duration above 0, or 0 for %s, found %s", RetentionPremium, o.Retention)
	}
	if o.MaxRows < 0 {
		return fmt.Errorf("rows: expected a number above 0, or 0 for no limit, found %d", o.MaxRows)
	}
	l.lock()
	defer l.mu.Unlock()
	l.options = o
	return nil
}

// Retention is how long a row is kept.
func (l *Log) Retention() time.Duration {
	l.lock()
	defer l.mu.Unlock()
	return cmp.Or(l.options.Retention, RetentionPremium)
}

// Expire tells the log the time: rows that were older than the retention by then leave, and it says how many. Each row
// leaves once, so that telling the time often costs nothing more. Rows leave in the order in which they were written; one
// that is older than a row before it waits for that one.
func (l *Log) Expire(now time.Time) (removed int) {
	l.lock()
	defer l.mu.Unlock()
	oldest := now.Add(-cmp.Or(l.options.Retention, RetentionPremium))
	for len(l.rows) > 0 {
		if first, _ := l.rows[0].head(new(ErrorInformation)); !first.ActivityDateTime.Before(oldest) {
			break
		}
		l.evict()
		removed++
	}
	return removed
}
