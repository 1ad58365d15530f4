package directory

import (
	"cmp"
	"slices"
)

// Watermark is a position in the change feed: everything up to it has been read. Zero is the beginning.
type Watermark uint64

// ChangeType is what became of an object, in the words of the provisioning log's import step.
type ChangeType string

const (
	Added   ChangeType = "Add"
	Updated ChangeType = "Update"
	// Removed is a hard deletion; a soft-deleted user is Updated.
	Removed ChangeType = "Delete"
)

// Change is an object that changed, as it is now: an object that changed many times since the watermark appears once.
type Change struct {
	Type ChangeType
	// User is its present state, for Removed the last one.
	User User
}

// entry is a place in the feed. It is superseded when the object has changed again.
type entry struct {
	sequence Watermark
	id       string
}

// Changes are the objects that changed after the watermark, in the order of their latest change, and the watermark that
// continues from there. What it costs depends on how many changes there were, not on how many users the tenant has.
//
// From watermark zero it reports every object there is, purged ones included: a job that forgot its watermark still
// knows which of them it had provisioned, and must still delete them.
func (t *Tenant) Changes(since Watermark) ([]Change, Watermark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	first, _ := slices.BinarySearchFunc(t.feed, since+1, func(e entry, w Watermark) int { return cmp.Compare(e.sequence, w) })
	var changes []Change
	for _, e := range t.feed[first:] {
		o := t.objects[e.id]
		if o.changed != e.sequence {
			continue
		}
		change := Change{Type: Updated, User: o.user.clone()}
		switch {
		case o.purged:
			change.Type = Removed
		case o.created > since:
			change.Type = Added
		}
		changes = append(changes, change)
	}
	return changes, t.sequence
}

// record puts the object at the end of the feed. The caller holds mu.
func (t *Tenant) record(o *object) {
	t.sequence++
	o.changed = t.sequence
	t.feed = append(t.feed, entry{sequence: t.sequence, id: o.user.ObjectID})
	// Superseded entries are dropped when they are more than half: constant cost per change over time, and a feed that
	// grows with the objects, not with the years.
	if len(t.feed) > 2*len(t.objects)+64 {
		t.feed = slices.DeleteFunc(t.feed, func(e entry) bool { return t.objects[e.id].changed != e.sequence })
	}
}
