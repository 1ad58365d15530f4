package clock

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Virtual is a clock that stands still until it is moved, and never goes back. It is safe for concurrent use.
type Virtual struct {
	mu  sync.Mutex
	now time.Time // guarded by mu, always UTC
}

// NewVirtual is a clock that stands at start.
func NewVirtual(start time.Time) *Virtual { return &Virtual{now: start.UTC()} }

// Now is where the clock stands.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// Sleep moves the clock forward by d and returns: on a virtual clock, waiting is the passing of time. It does not move
// when the context has ended or d is not positive.
func (v *Virtual) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d > 0 {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.now = v.now.Add(d)
	}
	return nil
}

// AdvanceTo moves the clock to t, or leaves it where it is when that is already later: of several who advance the same
// clock, the furthest wins.
func (v *Virtual) AdvanceTo(t time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if t.After(v.now) {
		v.now = t.UTC()
	}
}

// Set moves the clock to t. Unlike AdvanceTo it is for a caller who says what time it is, so an instant in the past is
// an error, and the clock stays.
func (v *Virtual) Set(t time.Time) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if t.Before(v.now) {
		return fmt.Errorf("clock: expected an instant not before %s, found %s",
			v.now.Format(time.RFC3339), t.UTC().Format(time.RFC3339))
	}
	v.now = t.UTC()
	return nil
}
