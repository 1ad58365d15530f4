package directory

import (
	"maps"
	"strings"
	"time"
)

// Retention is how long a soft-deleted user can be restored; then it is purged (Microsoft Learn,
// how-provisioning-works: 30 days).
const Retention = 30 * 24 * time.Hour

// deletion is a soft deletion that ends in a purge unless it is undone.
type deletion struct {
	id string
	at time.Time
}

// DeleteUser soft-deletes the user. Assignment and attributes stay for RestoreUser; the userPrincipalName becomes free.
// Errors: NotFound, Deleted.
func (t *Tenant) DeleteUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id)
	if err != nil {
		return err
	}
	delete(t.names, o.user.nameKey())
	if t.RenameDeletedUsers {
		o.user = o.user.renamed(tombstonePrefix(id) + o.user.UserPrincipalName())
	}
	o.user.DeletedDateTime = t.now()
	t.bin = append(t.bin, deletion{id: id, at: o.user.DeletedDateTime})
	t.record(o)
	return nil
}

// RestoreUser brings a soft-deleted user back as it was, its assignment included. Errors: NotFound, NotDeleted, and
// NameTaken when somebody else has its userPrincipalName by now.
func (t *Tenant) RestoreUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id)
	if err != nil {
		return err
	}
	if !o.user.SoftDeleted() {
		return &Error{Code: NotDeleted, ObjectID: id}
	}
	restored := o.user.renamed(strings.TrimPrefix(o.user.UserPrincipalName(), tombstonePrefix(id)))
	restored.DeletedDateTime = time.Time{}
	if err := t.claim(restored); err != nil {
		return err
	}
	o.user = restored
	t.names[restored.nameKey()] = id
	t.record(o)
	return nil
}

// PurgeUser deletes the user for good, soft-deleted or not: it cannot be restored, and the change feed says so.
// Errors: NotFound.
func (t *Tenant) PurgeUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id)
	if err != nil {
		return err
	}
	t.purge(o)
	return nil
}

// NextPurge is when the next soft-deleted user reaches the end of its retention; ok is false when none waits.
func (t *Tenant) NextPurge() (at time.Time, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, at := t.oldestDeletion()
	return at, o != nil
}

// PurgeDue purges each user whose retention has ended by now, the oldest deletion first, and says how many they were.
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

// oldestDeletion is the soft-deleted user that is purged next, and when; nil when none waits. It drops the deletions
// before it that were undone or done. The caller holds mu.
func (t *Tenant) oldestDeletion() (*object, time.Time) {
	for len(t.bin) > 0 {
		oldest := t.bin[0]
		o := t.objects[oldest.id]
		if !o.purged && o.user.DeletedDateTime.Equal(oldest.at) {
			return o, oldest.at.Add(Retention)
		}
		t.bin = t.bin[1:]
	}
	return nil, time.Time{}
}

// purge makes the object a tombstone. The caller holds mu.
func (t *Tenant) purge(o *object) {
	if !o.user.SoftDeleted() {
		delete(t.names, o.user.nameKey())
	}
	o.purged = true
	t.record(o)
}

// tombstonePrefix is what Tenant.RenameDeletedUsers puts in front of a name.
func tombstonePrefix(id string) string { return strings.ReplaceAll(id, "-", "") }

// renamed is u with another userPrincipalName, in a map of its own.
func (u User) renamed(name string) User {
	u.Attributes = maps.Clone(u.Attributes)
	u.Attributes[UserPrincipalName] = name
	return u
}
