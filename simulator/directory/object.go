package directory

import (
	"slices"
	"time"
)

// object is a user or a group, and its place in the change feed.
type object struct {
	id         string
	attributes packed
	deleted    *deletion // its latest soft deletion; nil if it was restored since, or never deleted
	purged     bool
	// wasAssigned is whether the object was assigned when it was purged.
	wasAssigned bool

	created        Watermark // of the change that made it
	changed        Watermark // of its latest change: the feed's earlier entries for it are superseded
	managerChanged Watermark // of the latest change of its manager

	manager *object
	reports *set       // whose manager it is; nil for nobody
	groups  []*object  // the groups that it is a direct member of, in the order of their creation
	roles   []*appRole // what is assigned to it directly
	members *members   // of a group; nil for a user
}

func (o *object) isGroup() bool { return o.members != nil }

func (o *object) softDeleted() bool { return o.deleted != nil }

// deletedDateTime is when the object was soft-deleted, or zero.
func (o *object) deletedDateTime() time.Time {
	if o.deleted == nil {
		return time.Time{}
	}
	return o.deleted.at
}

// present tells whether others can see the object: it is neither soft-deleted nor purged.
func (o *object) present() bool { return !o.purged && !o.softDeleted() }

// nouns of the kinds of objects, for errors.
const (
	aUser  = "user"
	aGroup = "group"
)

func (o *object) noun() string {
	if o.isGroup() {
		return aGroup
	}
	return aUser
}

// table is that of the object's attributes.
func (o *object) table() *table {
	if o.isGroup() {
		return groupTable
	}
	return userTable
}

// known is the user or group with this id, soft-deleted ones included. The caller holds mu.
func (t *Tenant) known(id, noun string) (*object, error) {
	o, ok := t.objects[id]
	if !ok || o.purged || o.noun() != noun {
		return nil, &Error{Code: NotFound, Object: noun, ObjectID: id}
	}
	return o, nil
}

// present is the user or group with this id if it is not deleted. The caller holds mu.
func (t *Tenant) present(id, noun string) (*object, error) {
	o, err := t.known(id, noun)
	if err == nil && o.softDeleted() {
		return nil, &Error{Code: Deleted, Object: noun, ObjectID: id}
	}
	return o, err
}

// insert adds a new object, which the caller has checked. The caller holds mu.
func (t *Tenant) insert(o *object) {
	t.objects[o.id] = o
	list, f := &t.users, &t.userFeed
	if o.isGroup() {
		list, f = &t.groups, &t.groupFeed
	}
	*list = append(*list, o)
	f.objects++
	o.created = t.sequence + 1
	t.record(o)
}

// record puts the object at the end of the feed. The caller holds mu.
func (t *Tenant) record(o *object) {
	t.sequence++
	o.changed = t.sequence
	if o.isGroup() {
		t.groupFeed.put(o)
	} else {
		t.userFeed.put(o)
	}
}

// without is the list without the element, in order.
func without[E comparable](list []E, element E) []E {
	return slices.DeleteFunc(list, func(e E) bool { return e == element })
}
