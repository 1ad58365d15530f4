package simulator

import (
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// pending is a user whose change waits for its lane, or whose failed operation waits for a retry.
type pending struct {
	change change
	order  int64 // its place
	// escrow is nil unless the operation failed, and no newer change has come since.
	escrow *escrow
	// staged says that the log has told already that the change is withheld.
	staged bool
	// underway says that a request is on its way, or was when the process ended or the cycle was broken off: resumed then
	// makes the target be asked before it is sent again.
	underway, resumed bool
	// sought are the values by which a resource is found that the request on its way may have made or linked, whatever the
	// object is called by then; creating says that it was a POST, removing that it was a DELETE.
	sought             []mapping.MatchingValue
	creating, removing bool
	done               bool // it leaves the queue at the end of the cycle
}

// doubtful says that a request was sent whose outcome is not known.
func (p *pending) doubtful() bool { return p.underway || p.resumed }

// settled ends the doubt.
func (p *pending) settled() {
	p.underway, p.resumed, p.sought, p.creating, p.removing = false, false, nil, false, false
}

// escrow is a failed operation.
type escrow struct {
	attempts  int
	since     time.Time // of the first failure
	notBefore time.Time
	creating  bool // it was a POST
	gone      bool // the resource was not there
}

// queue are the users that wait, oldest first; each is there once. Whoever failed keeps the place, so that retries come
// before new changes unless Settings.RetriesLast.
type queue struct {
	notes *notes
	next  func() int64 // gives places
	order []*pending
	byID  map[string]*pending
}

func newQueue(n *notes, next func() int64) *queue {
	return &queue{notes: n, next: next, byID: map[string]*pending{}}
}

// add puts a change at the end, or into the place where its user waits already. A new change ends an escrow: the object is
// then processed like any that changed.
func (q *queue) add(c change) {
	q.notes.wait(c.id())
	if p := q.byID[c.id()]; p != nil {
		if p.change.ChangeType == directory.Added && c.ChangeType == directory.Updated {
			c.ChangeType = directory.Added // it has not been processed yet
		}
		p.change, p.escrow, p.staged = c, nil, false
		return
	}
	p := &pending{change: c, order: q.next()}
	q.order = append(q.order, p)
	q.byID[c.id()] = p
}

// demand is the place of an object that is provisioned on demand, which has it at the end unless it waited already. An escrow
// stays.
func (q *queue) demand(c change) (p *pending, waited bool) {
	p, waited = q.byID[c.id()]
	if !waited {
		q.add(c)
		return q.byID[c.id()], false
	}
	if p.change.ChangeType == directory.Added {
		c.ChangeType = directory.Added
	}
	p.change = c
	return p, true
}

// expect makes room for so many objects, if nobody waits.
func (q *queue) expect(objects int) {
	if len(q.order) == 0 {
		q.order, q.byID = make([]*pending, 0, objects), make(map[string]*pending, objects)
	}
}

// drop forgets those for whom done is true. What it costs depends on how many wait.
func (q *queue) drop(done func(*pending) bool) {
	q.order = slices.DeleteFunc(q.order, func(p *pending) bool {
		if !done(p) {
			return false
		}
		delete(q.byID, p.change.id())
		q.notes.wait(p.change.id())
		return true
	})
}

// dropEscrows forgets failed operations. A later change of their objects is processed like any other.
func (q *queue) dropEscrows() { q.drop(func(p *pending) bool { return p.escrow != nil }) }

// escrows counts the failed operations.
func (q *queue) escrows() int {
	count := 0
	for _, p := range q.order {
		if p.escrow != nil {
			count++
		}
	}
	return count
}

// fail puts the user into escrow. The wait begins now.
func (p *pending) fail(a Action, now time.Time, delays []time.Duration, creating bool) {
	p.escrow = p.escrow.again(now, delays, creating)
	p.escrow.gone = a.code == codeInvalidAnchor
}

// again is the escrow after one more failure; nil is that of nobody who failed before.
func (e *escrow) again(now time.Time, delays []time.Duration, creating bool) *escrow {
	next := &escrow{attempts: 1, since: now, notBefore: now, creating: creating}
	if e != nil {
		next.attempts, next.since = e.attempts+1, e.since
	}
	if len(delays) > 0 {
		next.notBefore = now.Add(delays[min(next.attempts, len(delays))-1])
	}
	return next
}

// over says that the operation has failed for so long that it is given up.
func (e *escrow) over(now time.Time, lifetime time.Duration) bool {
	return now.Sub(e.since) >= lifetime
}

// due says whether it is time, as far as an escrow is concerned.
func (p *pending) due(now time.Time) bool { return p.escrow == nil || !now.Before(p.escrow.notBefore) }
