package simulator

import (
	"context"
	"slices"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
)

// RunCycle runs a whole cycle now, whatever the schedule says and also for a job that is not active: every kind of change.
// The error is the context's or a fault of the simulator; what a target does wrong is in the log or in the execution.
func (j *Job) RunCycle(ctx context.Context) (TaskExecution, error) { return j.cycle(ctx, allKinds) }

// runDue runs the lanes whose time has come.
func (j *Job) runDue(ctx context.Context) (TaskExecution, error) {
	if j.quarantine != nil {
		return j.cycle(ctx, allKinds)
	}
	return j.cycle(ctx, j.schedule.due(j.now()))
}

// run is a cycle on the way.
type run struct {
	TaskExecution
	kinds []Kind
	// exception says that the cycle ended early for a reason that puts the job into quarantine at once.
	exception bool
	// withheld says that nothing is disabled or deleted in this cycle.
	withheld bool
	// interrupted says that the cycle was broken off by Job.Interrupt.
	interrupted bool
	// initial says that it is about everybody.
	initial bool
	// completed of total objects have had their turn, in the first pass and then in the second.
	completed, total int
}

// cycle is one pass: probe, import, then each user of these kinds. Whatever was imported and not finished stays in the
// queue, so that a cycle that ends early loses nothing.
func (j *Job) cycle(ctx context.Context, kinds []Kind) (TaskExecution, error) {
	if j.initial {
		kinds = allKinds // an initial cycle is about everybody
	}
	r := &run{TaskExecution: TaskExecution{ActivityIdentifier: j.newID(), TimeBegan: j.now()}, kinds: kinds, initial: j.initial}
	j.running = r
	defer func() { j.running = nil }()
	if err := j.probe(ctx, r); err != nil {
		return r.TaskExecution, err
	}
	if r.Error == nil {
		j.importChanges(r)
		if err := j.commit(); err != nil {
			return r.TaskExecution, err
		}
		if err := j.process(ctx, r); err != nil {
			return r.TaskExecution, err
		}
	}
	j.schedule.ran(kinds, r.TimeBegan)
	j.status.finish(&r.TaskExecution, j.now(), len(j.waiting.order)+j.references.escrows())
	j.judge(r)
	j.forceDeletes = j.forceDeletes && r.Error != nil // a cycle that the target refused has carried out nothing
	j.finish()
	err := j.commit()
	j.running = nil
	j.progress(r.TaskExecution)
	return r.TaskExecution, err
}

// probe tells whether the target answers at all. If it does not, the cycle is over: its users stay where they are, and the
// next cycle tries again.
func (j *Job) probe(ctx context.Context, r *run) error {
	if j.settings.SkipProbe || j.settings.SkipIdleProbe && j.idle(r.kinds) {
		return nil
	}
	err := j.TestConnection(ctx)
	if fault, ok := targetFault(err); ok {
		r.end(fault)
		return nil
	}
	return err
}

// refers says whether references are written in this cycle: they are changes of attributes.
func (r *run) refers() bool { return slices.Contains(r.kinds, Update) }

// end ends the cycle early, through the target's fault.
func (r *run) end(fault *connector.Error) {
	r.Error = &SynchronizationError{Code: fault.Code, Message: fault.Error(), TenantActionable: true}
	r.exception = fault.Quarantines
}

// idle says that a cycle of these kinds has nothing to do.
func (j *Job) idle(kinds []Kind) bool {
	if j.initial {
		return false
	}
	if delta := j.tenant.Delta(j.watermark); j.concerned(&delta) > 0 {
		return false
	}
	if slices.ContainsFunc(j.references.order, func(w *reference) bool { return w.due(j.now()) }) && slices.Contains(kinds, Update) {
		return false
	}
	return !slices.ContainsFunc(j.waiting.order, func(p *pending) bool { return j.isDue(p, kinds) })
}

// isDue says whether a waiting user's time has come in a cycle of these kinds.
func (j *Job) isDue(p *pending, kinds []Kind) bool {
	return p.due(j.now()) && slices.Contains(kinds, j.situation(p).lane())
}

// importChanges puts into the queue what changed since the watermark and concerns the job. Its cost depends on the changes.
func (j *Job) importChanges(r *run) {
	delta := j.tenant.Delta(j.watermark)
	r.CountImported, r.CountImportedReferenceDeltas = j.concerned(&delta), j.referenceChanges(&delta)
	if j.initial {
		j.waiting.expect(r.CountImported)
		j.store.expect(r.CountImported)
	} else {
		r.CountImportedDeltas = r.CountImported
	}
	j.watermark, j.initial = delta.Next, false
	for _, c := range delta.Users {
		j.waiting.add(j.changedUser(c))
	}
	if j.provisionsGroups() {
		for _, c := range delta.Groups {
			j.waiting.add(changedGroup(c))
		}
	}
	j.waiting.drop(func(p *pending) bool {
		if decide(j.situation(p)).kind != none || p.doubtful() {
			return false
		}
		j.settle(p)
		return true
	})
}

// concerned is how many of the users and groups that changed concern the job.
func (j *Job) concerned(delta *directory.Delta) int {
	if j.provisionsGroups() {
		return len(delta.Users) + len(delta.Groups)
	}
	return len(delta.Users)
}

// referenceChanges makes the references of those that changed wait for the second pass, and counts them.
func (j *Job) referenceChanges(delta *directory.Delta) int {
	count := 0
	for _, c := range delta.Users {
		if changed := j.noteReferences(j.changedUser(c), directory.GroupChange{}); c.ManagerChanged {
			count += changed
		}
		j.endMemberships(c)
	}
	if j.provisionsGroups() {
		for _, c := range delta.Groups {
			count += j.noteReferences(changedGroup(c), c)
		}
	}
	return count
}

// provisionsGroups says whether groups are mapped, and can be sent: the mapping of groups can be switched off.
func (j *Job) provisionsGroups() bool { return j.groups != nil && j.flow.groups != nil }

// situation is what is known of a user before the target is asked.
func (j *Job) situation(p *pending) situation {
	c, pipe := &p.change, j.flow.pipe(p.change.typ)
	s := situation{
		group: c.typ == groupObject, assigned: c.assigned() || j.syncAll, inScope: pipe.mapping.InScope(c.source()),
		enabled: c.enabled(), softDeleted: c.softDeleted(),
		purged:        c.ChangeType == directory.Removed,
		retriedCreate: p.escrow != nil && p.escrow.creating && !p.resumed,
		doubtful:      p.doubtful(),
		differs:       true,
		flowTypes:     pipe.mapping.FlowTypes, mapsSoftDelete: pipe.mapsSoftDelete, settings: &j.settings,
	}
	if l := j.store.links[c.id()]; l != nil {
		s.linked, s.managed, s.disabled = true, l.managed, l.disabled
	}
	return s
}

// settle takes note of a user about whom nothing more is to be done: the link knows whether the job still manages it, and
// a link to somebody who is gone for good is forgotten.
func (j *Job) settle(p *pending) {
	s := j.situation(p)
	l := j.store.links[p.change.id()]
	switch {
	case l == nil:
	case s.purged:
		j.store.remove(p.change.id())
	default:
		l.managed = s.entitled()
		j.store.notes.link(p.change.id())
	}
}
