// Package drive runs a simulator in real time, in accelerated time, or as fast as it goes, and lets others look at it and
// change it meanwhile. The engine is a step function that only one may call; what waits and what is shared is here.
package drive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

// Options are what a driver drives.
type Options struct {
	Engine *simulator.Simulator
	Job    *simulator.Job
	Tenant *directory.Tenant
	// Clock is the engine's.
	Clock *clock.Virtual
	// Real is the clock by which Run waits; nil is the system's.
	Real clock.Clock
	// Speed is how many simulated seconds pass in a real one; 0 is a clock that only Advance turns.
	Speed float64
	// Housekeeping is called after each step, with the simulated time: for what grows old. Nil is nothing.
	Housekeeping func(now time.Time) error
	// Save keeps the tenant and the job after a change from outside; nil keeps nothing.
	Save func() error
}

// Driver is safe for concurrent use.
type Driver struct {
	options Options
	mu      sync.Mutex // held by whoever uses the engine or the job
	wake    chan struct{}
	state   atomic.Pointer[State]
}

// State is what can be seen of a job at any time, also in the middle of a cycle.
type State struct {
	// JobID is the job's, Exists false for one that was deleted.
	JobID  string `json:"jobId"`
	Exists bool   `json:"exists"`
	// Now is the simulated time, NextRun when the job runs next; nil if it does not by itself.
	Now     time.Time  `json:"now"`
	NextRun *time.Time `json:"nextRun"`
	// Running is the cycle under way, nil between cycles.
	Running *simulator.TaskExecution        `json:"running"`
	Status  simulator.SynchronizationStatus `json:"status"`
	// Schedule and JobSettings are the job's.
	Schedule    simulator.SynchronizationSchedule `json:"schedule"`
	JobSettings []simulator.NameValue             `json:"synchronizationJobSettings"`
	// Escrows are the operations that failed and wait to be tried again; it is counted between cycles.
	Escrows int `json:"escrows"`
}

// New is a driver of a job that has been added to its engine.
func New(o Options) *Driver {
	if o.Real == nil {
		o.Real = clock.System()
	}
	if o.Housekeeping == nil {
		o.Housekeeping = func(time.Time) error { return nil }
	}
	if o.Save == nil {
		o.Save = func() error { return nil }
	}
	d := &Driver{options: o, wake: make(chan struct{}, 1)}
	d.publish(nil)
	return d
}

// Observe is for Config.Progress of the job.
func (d *Driver) Observe(e simulator.TaskExecution) {
	if e.TimeEnded.IsZero() {
		d.publish(&e)
	} else {
		d.publish(nil)
	}
}

// publish shows how things stand. The caller holds mu, or is the cycle whose caller does.
func (d *Driver) publish(running *simulator.TaskExecution) {
	s := &State{Now: d.options.Clock.Now(), Running: running, Status: d.options.Job.Status()}
	s.JobID, s.Exists = d.options.Job.ID(), d.options.Job.Exists()
	s.Schedule, s.JobSettings = d.options.Job.Schedule(), d.options.Job.JobSettings()
	if at, ok := d.options.Job.NextRun(); ok {
		s.NextRun = &at
	}
	if running == nil {
		s.Escrows = d.options.Job.Escrows()
	}
	d.state.Store(s)
}

// State is how things stood last. It does not wait for a cycle.
func (d *Driver) State() State { return *d.state.Load() }

// Tenant is the directory, which may be changed at any time; Changed is to be called afterwards.
func (d *Driver) Tenant() *directory.Tenant { return d.options.Tenant }

// Log is the job's, which may be read at any time.
func (d *Driver) Log() *auditlog.Log { return d.options.Job.Log() }

// Changed saves what was changed in the tenant. Until it returns, the change may be lost.
func (d *Driver) Changed() error { return d.options.Save() }

// ByHand says that only Advance turns the clock.
func (d *Driver) ByHand() bool { return d.options.Speed == 0 }

// Do breaks off a cycle that is under way, calls change, and saves what it changed. The job then goes on.
func (d *Driver) Do(change func(*simulator.Job) error) error {
	d.options.Job.Interrupt()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.options.Job.Continue()
	err := change(d.options.Job)
	if err == nil {
		err = errors.Join(d.options.Job.Save(), d.options.Save())
	}
	d.publish(nil)
	d.nudge()
	return err
}

// nudge makes Run look anew at what is due.
func (d *Driver) nudge() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Advance turns the clock to t, with everything that is due on the way. A cycle that Do breaks off goes on afterwards. When
// stopping ends, a cycle under way is broken off after the objects that are being provisioned, and the clock stays where
// it is; when ctx ends, in the middle of them. The time has been saved when it returns.
func (d *Driver) Advance(ctx, stopping context.Context, t time.Time) error {
	defer context.AfterFunc(stopping, d.options.Job.Interrupt)()
	for {
		err := d.step(ctx, t)
		switch {
		case stopping.Err() != nil && (err == nil || errors.Is(err, simulator.ErrInterrupted)):
			if err := d.options.Save(); err != nil {
				return err
			}
			return stopping.Err()
		case !errors.Is(err, simulator.ErrInterrupted):
			return errors.Join(err, d.options.Save())
		}
	}
}

func (d *Driver) step(ctx context.Context, t time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer d.publish(nil)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.options.Engine.AdvanceTo(ctx, t); err != nil {
		return err
	}
	return d.options.Housekeeping(d.options.Clock.Now())
}

// Run turns the clock as real time passes, until the context ends, which is no error. With a speed of 0 it only waits.
//
// When stopping ends, a cycle under way is broken off after the objects that are being provisioned; when ctx ends, in the
// middle of them. The time has been saved when it returns.
func (d *Driver) Run(ctx, stopping context.Context) (err error) {
	defer func() { err = errors.Join(err, d.options.Save()) }()
	defer context.AfterFunc(stopping, func() { d.options.Job.Interrupt(); d.nudge() })()
	began, virtual := d.options.Real.Now(), d.options.Clock.Now()
	for stopping.Err() == nil && ctx.Err() == nil {
		now := d.options.Clock.Now()
		if !d.ByHand() {
			passed := float64(d.options.Real.Now().Sub(began)) * d.options.Speed
			now = virtual.Add(time.Duration(passed))
			if err := d.step(ctx, now); err != nil && !errors.Is(err, simulator.ErrInterrupted) {
				if ctx.Err() != nil {
					return nil
				}
				return fmt.Errorf("simulate: %w", err)
			}
		}
		d.wait(ctx, d.untilDue(now))
	}
	return nil
}

// longest is how long Run waits at most before it shows the time again.
const longest = time.Second

// untilDue is how much real time passes until something is due, at most longest.
func (d *Driver) untilDue(now time.Time) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	due, ok := d.options.Engine.NextDue()
	if !ok || d.ByHand() {
		return longest
	}
	return min(longest, time.Duration(float64(due.Sub(now))/d.options.Speed))
}

// wait waits for a time, or until it is nudged.
func (d *Driver) wait(ctx context.Context, t time.Duration) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slept := make(chan struct{})
	go func() {
		defer close(slept)
		_ = d.options.Real.Sleep(ctx, t) // its end is what counts
	}()
	select {
	case <-slept:
	case <-d.wake:
		cancel()
		<-slept
	}
}
