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
	w := newWorkers(max(j.settings.ConcurrentExports, 1))
	done := map[*pending]bool{}
	r.total = len(j.waiting.order)
	for _, turn := range j.turns() {
		for _, p := range turn {
			if w.err != nil || j.stops(r) {
				break
			}
			switch {
			case !j.isDue(p, r.kinds):
				r.completed++
			case r.withheld && deprovisions(decide(j.situation(p)).kind):
				r.completed++
				j.stage(p, r)
			default:
				w.run(func(mu sync.Locker) error {
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
					p.done, done[p] = finished, finished
					j.notes.wait(p.change.id())
					return j.commit()
				})
			}
		}
		w.join()
	}
	if r.refers() {
		j.refer(ctx, r, w)
	}
	err := w.wait()
	j.closeRows()
	j.waiting.drop(func(p *pending) bool { return done[p] })
	if err == nil && r.interrupted {
		err = errors.Join(ErrInterrupted, j.commit())
	}
	return err
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

// workers run passages side by side, of which only one at a time is not waiting for the target: everything that a passage
// touches is the job's, and the target's answers are what takes time. Whoever makes them holds the lock, and lets go of it
// in run and wait.
type workers struct {
	mu    sync.Mutex
	slots chan struct{}
	all   sync.WaitGroup
	err   error // the first
}

// newWorkers holds the lock.
func newWorkers(n int) *workers {
	w := &workers{slots: make(chan struct{}, n)}
	w.mu.Lock()
	return w
}

// run calls work with the lock held, which work may release and take again. With one slot it returns when that is done.
func (w *workers) run(work func(sync.Locker) error) {
	if cap(w.slots) == 1 {
		w.note(work(&w.mu))
		return
	}
	w.mu.Unlock()
	w.slots <- struct{}{}
	w.mu.Lock()
	w.all.Go(func() {
		w.mu.Lock()
		defer func() { w.mu.Unlock(); <-w.slots }()
		w.note(work(&w.mu))
	})
}

func (w *workers) note(err error) {
	if w.err == nil {
		w.err = err
	}
}

// join waits for all that are under way, and goes on.
func (w *workers) join() {
	w.mu.Unlock()
	w.all.Wait()
	w.mu.Lock()
}

// wait waits for all and gives the first error.
func (w *workers) wait() error {
	w.mu.Unlock()
	w.all.Wait()
	return w.err
}
