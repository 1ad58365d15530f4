package simulator

import (
	"context"
	"slices"

	"github.com/entrasim/entrasim/simulator/directory"
)

// RunCycle runs a whole cycle now, whatever the schedule says and also for a job that is not active: every kind of change.
// The error is the context's or a fault of the simulator; what a target does wrong is in the log or in the execution.
func (j *Job) RunCycle(ctx context.Context) (TaskExecution, error) { return j.cycle(ctx, allKinds) }

// runDue runs the lanes whose time has come.
func (j *Job) runDue(ctx context.Context) (TaskExecution, error) {
	return j.cycle(ctx, j.schedule.due(j.now()))
}

// cycle is one pass: probe, import, then each user of these kinds. Whatever was imported and not finished stays in the
// queue, so that a cycle that ends early loses nothing.
func (j *Job) cycle(ctx context.Context, kinds []Kind) (TaskExecution, error) {
	began := j.now()
	e := &TaskExecution{ActivityIdentifier: j.newID(), TimeBegan: began}
	if j.initial {
		kinds = allKinds // an initial cycle is about everybody
	}
	if err := j.probe(ctx, kinds, e); err != nil {
		return *e, err
	}
	if e.Error == nil {
		j.importChanges(e)
		if err := j.process(ctx, kinds, e); err != nil {
			return *e, err
		}
	}
	j.schedule.ran(kinds, began)
	j.status.finish(e, j.now(), len(j.waiting.order))
	return *e, nil
}

// probe tells whether the target answers at all. If it does not, the cycle is over: its users stay where they are, and the
// next cycle tries again.
func (j *Job) probe(ctx context.Context, kinds []Kind, e *TaskExecution) error {
	if j.settings.SkipProbe || j.settings.SkipIdleProbe && j.idle(kinds) {
		return nil
	}
	err := j.TestConnection(ctx)
	if fault, ok := targetFault(err); ok {
		e.Error = &SynchronizationError{Code: fault.Code, Message: fault.Error(), TenantActionable: true}
		return nil
	}
	return err
}

// idle says that a cycle of these kinds has nothing to do.
func (j *Job) idle(kinds []Kind) bool {
	if changes, _ := j.tenant.Changes(j.watermark); j.initial || len(changes) > 0 {
		return false
	}
	return !slices.ContainsFunc(j.waiting.order, func(p *pending) bool { return j.isDue(p, kinds) })
}

// isDue says whether a waiting user's time has come in a cycle of these kinds.
func (j *Job) isDue(p *pending, kinds []Kind) bool {
	return p.due(j.now()) && slices.Contains(kinds, j.situation(p).lane())
}

// importChanges puts into the queue who changed since the watermark and concerns the job. Its cost depends on the changes.
func (j *Job) importChanges(e *TaskExecution) {
	changes, watermark := j.tenant.Changes(j.watermark)
	j.watermark = watermark
	e.CountImported = len(changes)
	if !j.initial {
		e.CountImportedDeltas = len(changes)
	}
	j.initial = false
	for _, c := range changes {
		j.waiting.add(c)
	}
	j.waiting.drop(func(p *pending) bool {
		if decide(j.situation(p)).kind != none {
			return false
		}
		j.settle(p)
		return true
	})
}

// process takes each waiting user of these kinds once, in order.
func (j *Job) process(ctx context.Context, kinds []Kind, e *TaskExecution) error {
	done := map[*pending]bool{}
	defer func() { j.waiting.drop(func(p *pending) bool { return done[p] }) }()
	for _, p := range j.waiting.order {
		if !j.isDue(p, kinds) {
			continue
		}
		finished, err := j.provision(ctx, p, e)
		if err != nil {
			return err
		}
		done[p] = finished
	}
	return nil
}

// situation is what is known of a user before the target is asked.
func (j *Job) situation(p *pending) situation {
	u := p.change.User
	s := situation{
		assigned: u.Assigned, inScope: j.flow.users.InScope(sourceOf(u, false)),
		enabled: u.AccountEnabled(), softDeleted: u.SoftDeleted(),
		purged:        p.change.Type == directory.Removed,
		retriedCreate: p.escrow != nil && p.escrow.creating,
		differs:       true,
		flowTypes:     j.flow.users.FlowTypes, mapsSoftDelete: j.flow.mapsSoftDelete, settings: j.settings,
	}
	if l := j.store.links[u.ObjectID]; l != nil {
		s.linked, s.managed, s.disabled = true, l.managed, l.disabled
	}
	return s
}

// settle takes note of a user about whom nothing more is to be done: the link knows whether the job still manages it, and
// a link to somebody who is gone for good is forgotten.
func (j *Job) settle(p *pending) {
	s := j.situation(p)
	l := j.store.links[p.change.User.ObjectID]
	switch {
	case l == nil:
	case s.purged:
		j.store.remove(p.change.User.ObjectID)
	default:
		l.managed = s.entitled()
	}
}
