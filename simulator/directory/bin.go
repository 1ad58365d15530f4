package directory

import "time"

// Retention is how long a soft-deleted user or Microsoft 365 group can be restored; then it is purged (Microsoft Learn,
// how-provisioning-works and directory-deleteditems-restore: 30 days).
const Retention = 30 * 24 * time.Hour

// deletion is a soft deletion that ends in a purge unless it is undone.
type deletion struct {
	object *object
	at     time.Time // in UTC
	// sequence is that of the change that it was: the order of deletions of one instant. Those of a file share one, and
	// are in the order of the objects' creation.
	sequence Watermark
}

// NextPurge is when the next soft-deleted object reaches the end of its retention; ok is false when none waits.
func (t *Tenant) NextPurge() (at time.Time, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, at := t.oldestDeletion()
	return at, o != nil
}

// PurgeDue purges each object whose retention has ended by now, the oldest deletion first, and says how many they were.
func (t *Tenant) PurgeDue(now time.Time) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	purged := 0
	for o, at := t.oldestDeletion(); o != nil && !at.After(now); o, at = t.oldestDeletion() {
		t.purge(o)
		purged++
	}
	return purged
}

// oldestDeletion is the soft-deleted object that is purged next, and when; nil when none waits. It drops the deletions
// before it that were undone or done. The caller holds mu.
func (t *Tenant) oldestDeletion() (*object, time.Time) {
	for len(t.bin) > 0 {
		oldest := t.bin[0]
		if !oldest.object.purged && oldest.object.deleted == oldest {
			return oldest.object, oldest.at.Add(Retention)
		}
		t.bin = t.bin[1:]
	}
	return nil, time.Time{}
}
