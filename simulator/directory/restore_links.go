package directory

import (
	"cmp"
	"fmt"
	"slices"
)

// link makes what needs all objects: order, feed, names, managers and the bin. It does nothing the second time.
func (r *Restoration) link() error {
	if r.linked {
		return nil
	}
	r.linked = true
	t := r.tenant
	t.objects = make(map[string]*object, len(t.users)+len(t.groups))
	t.names = make(map[string]*object, len(t.users))
	if err := r.arrange(t.users, &t.userFeed); err != nil {
		return err
	}
	if err := r.arrange(t.groups, &t.groupFeed); err != nil {
		return err
	}
	for _, o := range t.users {
		if !o.present() {
			continue
		}
		name := o.name()
		if err := t.claim(o, name); err != nil {
			return r.fault("user "+o.id, err)
		}
		t.names[nameKey(name)] = o
	}
	slices.SortStableFunc(t.bin, byDeletion)
	if err := r.linkManagers(); err != nil {
		return err
	}
	for _, role := range append([]*appRole{t.defaultAccess}, t.roles...) {
		if twice := role.assignees.settle(); twice != nil {
			return r.faultf("app role %s: expected assignments with a watermark each, found two like that of %s", role.ID, twice.id)
		}
	}
	return nil
}

// arrange puts objects of one kind in the order of their creation and makes their feed.
func (r *Restoration) arrange(list []*object, f *feed) error {
	slices.SortFunc(list, func(a, b *object) int { return cmp.Compare(a.created, b.created) })
	f.objects, f.entries = len(list), make([]entry, len(list))
	for i, o := range list {
		if other := r.tenant.objects[o.id]; other != nil {
			return r.faultf("expected each id once, found %s twice", o.id)
		}
		if i > 0 && list[i-1].created == o.created {
			return r.faultf("expected %ss created by a change each, found %s and %s by %d", o.noun(), list[i-1].id, o.id, o.created)
		}
		r.tenant.objects[o.id] = o
		f.entries[i] = entry{sequence: o.changed, object: o}
	}
	slices.SortFunc(f.entries, func(a, b entry) int { return cmp.Compare(a.sequence, b.sequence) })
	for i, e := range f.entries[min(1, len(list)):] {
		if before := f.entries[i]; before.sequence == e.sequence {
			return r.faultf("expected %ss changed by a change each, found %s and %s by %d", e.object.noun(), before.object.id,
				e.object.id, e.sequence)
		}
	}
	return nil
}

// linkManagers makes the references between users.
func (r *Restoration) linkManagers() error {
	for _, p := range r.managers {
		manager := r.tenant.objects[p.manager]
		if manager == nil || manager.isGroup() {
			return r.fault("user "+p.user.id, fmt.Errorf("manager: expected the id of a user, found %q", p.manager))
		}
		if manager.purged {
			continue // the purge ended the reference, and did not change the user
		}
		p.user.manager = manager
		if manager.reports == nil {
			manager.reports = &set{}
		}
		manager.reports.slots = append(manager.reports.slots, slot{p.since, p.user})
	}
	r.managers = nil
	for _, o := range r.tenant.users {
		if o.reports == nil {
			continue
		}
		if twice := o.reports.settle(); twice != nil {
			return r.fault("user "+o.id, fmt.Errorf("expected reports with a managerSince each, found two like that of %s", twice.id))
		}
	}
	return nil
}

// byDeletion is the order of the bin.
func byDeletion(a, b *deletion) int {
	return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.sequence, b.sequence), cmp.Compare(a.object.created, b.object.created))
}
