package simulator

import (
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator/directory"
)

// reference is an object whose references wait to be written: a user's manager, a group's members. They are written when
// the objects themselves are there, in a second pass (Microsoft Learn, how-provisioning-works).
type reference struct {
	of change
	// touched are the members, by object id, who joined or left, in the order in which that was heard of; joined says which.
	// All asks for the whole list instead.
	touched []string
	joined  map[string]bool
	// leaving are the resources, by object id, of members whose removal was sent: the object may be forgotten before it is
	// known what became of that.
	leaving map[string]string
	all     bool
	escrow  *escrow // nil unless the operation failed
	order   int64   // its place
	// underway, resumed and done are those of pending.
	underway, resumed, done bool
	// creation says that they are left over from the creation of the object, which is not done without them.
	creation bool
	// owed says that the log was to tell of the object in the cycle in which the process ended.
	owed bool

	// row is that of the object's first pass in this cycle, if there was nothing to send then; nil otherwise.
	row *row
	// found are the values of reference attributes that the first pass of this cycle saw in the target, by target
	// attribute name. Nil says that it saw none, and an empty map that the object was created.
	found map[string]any
}

// references are those that wait, oldest first; each object is there once.
type references struct {
	notes *notes
	next  func() int64 // gives places
	order []*reference
	byID  map[string]*reference
	// deleted are the ids of resources that were deleted: they left their groups in the target without being told to.
	deleted map[string]bool
}

func newReferences(n *notes, next func() int64) *references {
	return &references{notes: n, next: next, byID: map[string]*reference{}, deleted: map[string]bool{}}
}

// note makes the references of a changed object wait, on top of what waits already. A new change ends an escrow. It says how
// many references changed.
func (r *references) note(c change, memberships directory.GroupChange) (changed int) {
	w := r.at(c)
	w.escrow = nil
	if c.typ == userObject {
		return 1
	}
	w.all = w.all || memberships.AllMembers
	if memberships.AllMembers {
		return len(memberships.MembersAdded)
	}
	for _, id := range memberships.MembersAdded {
		w.touch(id, true)
	}
	for _, id := range memberships.MembersRemoved {
		w.touch(id, false)
	}
	return len(memberships.MembersAdded) + len(memberships.MembersRemoved)
}

// linked makes all references of an object wait that is newly linked, or managed again: of what changed meanwhile nothing was
// kept. Created says that the object was just created.
func (r *references) linked(c change, created bool) {
	if c.typ == groupObject || c.user.Manager != "" {
		w := r.at(c)
		w.all, w.creation = true, w.creation || created
	}
}

// seen takes the object as it is now, of whose references none has come. A manager who has gone is not written any more.
func (r *references) seen(c change) {
	if r.byID[c.id()] == nil {
		return
	}
	if w := r.at(c); c.typ == userObject {
		w.escrow = nil
	}
}

// touch notes that somebody joined, or left.
func (w *reference) touch(id string, joined bool) {
	if _, known := w.joined[id]; !known {
		w.touched = append(w.touched, id)
	}
	if w.joined == nil {
		w.joined = map[string]bool{}
	}
	w.joined[id] = joined
}

// leave notes that the removal of a member is about to be sent.
func (w *reference) leave(id, targetID string) {
	if w.leaving == nil {
		w.leaving = map[string]string{}
	}
	w.leaving[id] = targetID
}

func (r *references) at(c change) *reference {
	r.notes.refer(c.id())
	w := r.byID[c.id()]
	if w == nil {
		w = &reference{order: r.next()}
		r.order = append(r.order, w)
		r.byID[c.id()] = w
	}
	w.of = c
	return w
}

// drop forgets those for which done is true.
func (r *references) drop(done func(*reference) bool) {
	r.order = slices.DeleteFunc(r.order, func(w *reference) bool {
		if !done(w) {
			return false
		}
		delete(r.byID, w.of.id())
		r.notes.refer(w.of.id())
		return true
	})
	if len(r.order) == 0 {
		clear(r.deleted)
	}
}

// dropEscrows forgets failed operations.
func (r *references) dropEscrows() { r.drop(func(w *reference) bool { return w.escrow != nil }) }

// escrows counts the failed ones.
func (r *references) escrows() int {
	count := 0
	for _, w := range r.order {
		if w.escrow != nil {
			count++
		}
	}
	return count
}

// due says whether it is time, as far as an escrow is concerned.
func (w *reference) due(now time.Time) bool {
	return w.escrow == nil || !now.Before(w.escrow.notBefore)
}
