package directory

import "slices"

// DeleteGroup deletes the group: a Microsoft 365 group softly, so that it can be restored with its members and assignments
// for 30 days, a security group for good (Graph, directory-deleteditems-restore). Errors: NotFound, Deleted.
func (t *Tenant) DeleteGroup(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id, aGroup)
	if err != nil {
		return err
	}
	if o.kind() != Microsoft365 {
		t.purge(o)
		return nil
	}
	granted := o.grants()
	t.record(o)
	t.discard(o, t.now())
	if granted {
		t.membersChanged(o, o.roles)
	}
	return nil
}

// RestoreGroup brings a soft-deleted group back as it was, members and assignments included, as far as those members still
// exist. Errors: NotFound, also for a security group, which is gone; NotDeleted.
func (t *Tenant) RestoreGroup(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aGroup)
	if err != nil {
		return err
	}
	if !o.softDeleted() {
		return &Error{Code: NotDeleted, Object: aGroup, ObjectID: id}
	}
	t.undelete(o)
	t.record(o)
	if o.grants() {
		t.membersChanged(o, o.roles)
	}
	return nil
}

// PurgeGroup deletes the group for good, soft-deleted or not, and the change feed says so. Errors: NotFound.
func (t *Tenant) PurgeGroup(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aGroup)
	if err != nil {
		return err
	}
	t.purge(o)
	return nil
}

// dissolve ends all memberships in a group that was purged. Who lost a role by it is recorded. The caller holds mu.
func (t *Tenant) dissolve(g *object, wasPresent bool) {
	granted := wasPresent && securityEnabled(g.attributes) && len(g.roles) > 0
	for member := range g.members.all() {
		member.groups = without(member.groups, g)
		if granted && member.gainsFrom(g, g.roles) {
			t.record(member)
		}
	}
	t.churned = slices.DeleteFunc(t.churned, func(o *object) bool { return o == g })
	g.members = &members{}
}
