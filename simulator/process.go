package simulator

import (
	"context"
	"errors"
	"sync"
)

// process takes each waiting object of the run's kinds once, in order, several at a time if the settings say so. It stops when
// the target refuses the job as a whole.
func (j *Job) process(ctx context.Context, r *run) error {
	r.withheld = j.tooManyDeletes(r.kinds)
	w := &workers{atATime: j.settings.ConcurrentExports}
	r.total = len(j.waiting.order)
	first, last := j.passes()
	j.takeAll(ctx, first, r, w)
	if r.refers() {
		j.refer(ctx, r, w)
	}
	j.takeAll(ctx, last, r, w)
	j.closeRows()
	j.waiting.drop(func(p *pending) bool { return p.done })
	if w.err == nil && r.interrupted {
		j.unfinished = true
		return errors.Join(ErrInterrupted, j.commit())
	}
	return w.err
}

func (j *Job) takeAll(ctx context.Context, order []*pending, r *run, w *workers) {
	for _, turn := range j.turns(order) {
		each(w, turn, func() bool { return j.stops(r) }, func(p *pending, mu sync.Locker) error { return j.take(ctx, p, r, mu) })
	}
}

// take is one object's turn: it is provisioned if its time has come. It leaves the queue unless it has to go on waiting.
func (j *Job) take(ctx context.Context, p *pending, r *run, mu sync.Locker) error {
	switch {
	case !j.isDue(p, r.kinds):
		r.completed++
		return nil
	case r.withheld && deprovisions(decide(j.situation(p)).kind):
		r.completed++
		j.stage(p, r)
		return nil
	}
	g := j.newPassage(p, r)
	g.connector = unlocking{g.connector, mu}
	finished, err := j.provision(ctx, g)
	if err != nil {
		return err
	}
	r.completed++
	j.progress(r.TaskExecution)
	if finished || g.sent || !p.resumed {
		p.settled()
	}
	p.done = finished
	j.ended(g)
	j.notes.wait(p.change.id())
	return j.commit()
}

// stops says whether the run begins no further object: the target refused the job, or somebody interrupts it.
func (j *Job) stops(r *run) bool {
	r.interrupted = r.interrupted || j.interrupted.Load()
	return r.Error != nil || r.interrupted
}

// connectorFor is how the job reaches resources of a type.
func (j *Job) connectorFor(typ objectType) Connector {
	if typ == groupObject {
		return j.groups
	}
	return j.connector
}
