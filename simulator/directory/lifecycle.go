package directory

import (
	"slices"
	"strings"
	"time"
)

// DeleteUser soft-deletes the user. Assignment, attributes, group memberships and manager stay for RestoreUser; the
// userPrincipalName becomes free. Errors: NotFound, Deleted.
func (t *Tenant) DeleteUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id, aUser)
	if err != nil {
		return err
	}
	delete(t.names, nameKey(o.name()))
	if t.RenameDeletedUsers {
		o.rename(tombstonePrefix(id) + o.name())
	}
	t.record(o)
	t.discard(o, t.now())
	t.managerSeen(o)
	return nil
}

// RestoreUser brings a soft-deleted user back as it was, its assignment included. Errors: NotFound, NotDeleted, and
// NameTaken when somebody else has its userPrincipalName by now.
func (t *Tenant) RestoreUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aUser)
	if err != nil {
		return err
	}
	if !o.softDeleted() {
		return &Error{Code: NotDeleted, ObjectID: id}
	}
	name := o.name()
	if t.RenameDeletedUsers {
		name = strings.TrimPrefix(name, tombstonePrefix(id))
	}
	if err := t.claim(o, name); err != nil {
		return err
	}
	if name != o.name() {
		o.rename(name)
	}
	t.names[nameKey(name)] = o
	t.undelete(o)
	t.record(o)
	t.managerSeen(o)
	return nil
}

// PurgeUser deletes the user for good, soft-deleted or not: it cannot be restored, and the change feed says so.
// Errors: NotFound.
func (t *Tenant) PurgeUser(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aUser)
	if err != nil {
		return err
	}
	t.purge(o)
	return nil
}

// purge makes the object a tombstone, and takes it out of everything that refers to it. The caller holds mu.
func (t *Tenant) purge(o *object) {
	o.wasAssigned = len(o.roles) > 0 || !o.isGroup() && len(o.assignments()) > 0
	present := o.present()
	o.purged = true
	for _, g := range slices.Clone(o.groups) {
		t.leave(g, o)
	}
	if o.isGroup() {
		t.dissolve(o, present)
	} else {
		if present {
			delete(t.names, nameKey(o.name()))
			t.managerSeen(o)
		}
		t.forgetManager(o)
	}
	for _, r := range o.roles {
		r.assignees.remove(o)
	}
	o.roles = nil
	t.record(o)
}

// forgetManager takes a user who is gone for good out of the references between users. The caller holds mu.
func (t *Tenant) forgetManager(o *object) {
	if o.manager != nil {
		o.manager.reports.remove(o)
		o.manager = nil
	}
	if o.reports == nil {
		return
	}
	for report := range o.reports.all() {
		report.manager = nil
	}
	o.reports = nil
}

// tombstonePrefix is what Tenant.RenameDeletedUsers puts in front of a name.
func tombstonePrefix(id string) string { return strings.ReplaceAll(id, "-", "") }

// discard puts the object into the bin. The deletion has been recorded. The caller holds mu.
func (t *Tenant) discard(o *object, at time.Time) {
	at = at.UTC()
	o.deleted = &deletion{object: o, at: at, sequence: t.sequence}
	for _, g := range o.groups {
		g.members.hidden++
	}
	place, _ := slices.BinarySearchFunc(t.bin, at, func(d *deletion, at time.Time) int {
		if d.at.After(at) {
			return 1
		}
		return -1
	})
	t.bin = slices.Insert(t.bin, place, o.deleted)
}

// undelete takes the object out of the bin. The caller holds mu.
func (t *Tenant) undelete(o *object) {
	o.deleted = nil
	for _, g := range o.groups {
		g.members.hidden--
	}
}
