// Package clock is the only source of time in the simulator. An engine that is told the time can run a year of
// provisioning cycles in a moment, and gives the same requests each time; an engine that asks the operating system can
// do neither.
//
// It is not a fake of the time package: there are no timers or tickers, because nothing in the simulator waits for one.
package clock

import (
	"context"
	"time"
)

// Clock tells the time and waits. There are two: System for the real-time driver and for politeness towards a real
// target, Virtual for everything that is on the simulated schedule.
type Clock interface {
	// Now is the present instant in UTC.
	Now() time.Time
	// Sleep returns nil after d, or the context's error if that comes first. A d of zero or less returns at once.
	Sleep(ctx context.Context, d time.Duration) error
}

// System is the operating system's clock.
func System() Clock { return system{} }

type system struct{}

func (system) Now() time.Time { return time.Now().UTC() }

func (system) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
