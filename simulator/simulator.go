// Package simulator is Microsoft Entra's provisioning service as a step function over an explicit clock: jobs that read
// what changed in a directory, decide what that means for the target, send it over SCIM and write the provisioning log.
//
// It is not a server and waits for nothing: AdvanceTo runs whatever is due by an instant, in order, and returns. It
// handles users; groups and references between objects are further passes of the same cycle.
//
// Names are Microsoft Graph's. Behaviour is that of Microsoft Learn, how-provisioning-works, and of the pages that
// comments name; what no public source settles is a field of Settings with its default and the reason for it.
package simulator

import (
	"context"
	"fmt"
	"time"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/directory"
)

// Simulator runs the jobs of one tenant on one clock. It is not safe for concurrent use.
type Simulator struct {
	clock  *clock.Virtual
	tenant *directory.Tenant
	jobs   []*Job
}

// New is a simulator without jobs. The tenant and its jobs must tell the time by the same clock.
func New(clk *clock.Virtual, tenant *directory.Tenant) *Simulator {
	return &Simulator{clock: clk, tenant: tenant}
}

// Add makes the simulator run the job when it is due.
func (s *Simulator) Add(job *Job) { s.jobs = append(s.jobs, job) }

// AdvanceTo moves the clock to t and on the way does everything that is due by then, in time order: purges of users whose
// retention ends, cycles of jobs. At one instant purges come first, then jobs in the order in which they were added.
//
// It stops at the first error, with the clock at the instant of what failed: the context's, or a fault of the simulator.
// What a target does wrong is no error but a row of the job's log, or its status.
func (s *Simulator) AdvanceTo(ctx context.Context, t time.Time) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		job, due, waiting := s.next()
		if !waiting || due.After(t) {
			s.clock.AdvanceTo(t)
			return nil
		}
		s.clock.AdvanceTo(due)
		if job == nil {
			s.tenant.PurgeDue(s.clock.Now())
			continue
		}
		if _, err := job.runDue(ctx); err != nil {
			return fmt.Errorf("job %s: %w", job.id, err)
		}
	}
}

// NextDue is when something is due next; ok is false when nothing ever is.
func (s *Simulator) NextDue() (at time.Time, ok bool) {
	_, at, ok = s.next()
	return at, ok
}

// next is the earliest thing due: a job's cycle, or a purge if job is nil; ok is false when nothing ever is.
func (s *Simulator) next() (job *Job, due time.Time, ok bool) {
	due, ok = s.tenant.NextPurge()
	for _, candidate := range s.jobs {
		if at, runs := candidate.NextRun(); runs && (!ok || at.Before(due)) {
			job, due, ok = candidate, at, true
		}
	}
	return job, due, ok
}
