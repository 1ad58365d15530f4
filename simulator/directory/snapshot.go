package directory

import "time"

// Snapshot is a tenant, or what changed in it, as rows that can be stored: the whole tenant from watermark zero, or the
// changes after a watermark, which are laid over the rows that are stored already. Its JSON has the names given below, and
// loses nothing.
//
// Rows are laid over others in this order, in one transaction:
//
//  1. Of a group in Objects that has Purged or AllMembers, delete the memberships; of a purged one the removals, too.
//  2. Store Objects, in the place of those with the same ID.
//  3. Delete the memberships that Left names, by Joined, if they are stored; store Left as removals.
//  4. Store Joined as memberships.
//  5. Delete the removals whose Left is not after Forgotten.
//  6. Store State in the place of the old one.
//
// A Restoration makes a tenant of what is stored then.
type Snapshot struct {
	State
	Objects []Record     `json:"objects,omitempty"`
	Joined  []Membership `json:"joined,omitempty"`
	Left    []Removal    `json:"left,omitempty"`
}

// State is what a snapshot says of the tenant itself. It is always whole.
type State struct {
	// Sequence is the watermark of the snapshot, which the next one is asked for with.
	Sequence Watermark `json:"sequence"`
	// Forgotten is the watermark of the latest removal that ForgetMemberChanges dropped, zero for none.
	Forgotten Watermark `json:"forgotten,omitempty"`
	// AppRoles are those of Tenant.AppRoles, in that order.
	AppRoles []AppRole `json:"appRoles,omitempty"`
}

// Kinds of objects in a Record.
const (
	KindUser  = aUser
	KindGroup = aGroup
)

// Record is a user or group as it is stored. Watermarks are those of changes; zero means that there was none.
type Record struct {
	// ID is the object id; users and groups share one space of them.
	ID string `json:"id"`
	// Kind is KindUser or KindGroup.
	Kind       string     `json:"kind"`
	Attributes Attributes `json:"attributes"`
	// DeletedDateTime and DeletedIn are time and change of the soft deletion, as long as it is not undone. A file that is
	// loaded gives all of its deletions one change.
	DeletedDateTime time.Time `json:"deletedDateTime,omitzero"`
	DeletedIn       Watermark `json:"deletedIn,omitempty"`
	// Purged objects stay as tombstones. They have neither manager nor roles, and are in no membership.
	Purged bool `json:"purged,omitempty"`
	// WasAssigned says of a tombstone that it was assigned when it was purged.
	WasAssigned bool `json:"wasAssigned,omitempty"`
	// Created, Changed and ManagerChanged are the changes that made the object, its latest one, and the latest one of its
	// reference to the manager.
	Created        Watermark `json:"created"`
	Changed        Watermark `json:"changed"`
	ManagerChanged Watermark `json:"managerChanged,omitempty"`
	// Manager is the object id of the user's manager, who may be soft-deleted; one that is purged is none. ManagerSince is
	// the change that made it the manager.
	Manager      string    `json:"manager,omitempty"`
	ManagerSince Watermark `json:"managerSince,omitempty"`
	// Roles are assigned to the object directly, in this order.
	Roles []Grant `json:"roles,omitempty"`
	// AllMembers, of a group, says that memberships ended that the tenant does not remember: those in Joined are all that
	// there are. It is an instruction for laying the snapshot over others, not a part of the group.
	AllMembers bool `json:"allMembers,omitempty"`
}

// Grant is a direct assignment: the id of the role, which may be DefaultAccess, and the change that made it.
type Grant struct {
	Role  string    `json:"role"`
	Since Watermark `json:"since"`
}

// Membership is a user or group that is a direct member of a group. Joined, the change that made it one, is of this
// membership alone: no other in the tenant has it.
type Membership struct {
	Group  string    `json:"group"`
	Member string    `json:"member"`
	Joined Watermark `json:"joined"`
}

// Removal is a membership that ended with the change Left, which no other removal in the tenant has. It is kept because a
// reader of the feed may have seen the membership and not its end. The member may be purged.
type Removal struct {
	Membership
	Left Watermark `json:"left"`
}

// Saved is what changed after the watermark, the Sequence of the snapshot that was stored last; zero gives the whole
// tenant. What it costs depends on how much changed, not on the tenant or on the size of its groups.
//
// Saving reads the feed as jobs do, and binds its caller in the same way: ForgetMemberChanges may be told of a watermark
// only when the snapshot up to it is stored, or groups are stored whole (Record.AllMembers). And a job's own watermark may
// be stored only together with a snapshot that is as new, or after it: a restored tenant would be behind its reader.
func (t *Tenant) Saved(since Watermark) Snapshot {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handedOut = t.sequence
	s := Snapshot{State: State{Sequence: t.sequence, Forgotten: t.forgotten}}
	for _, r := range t.roles {
		s.AppRoles = append(s.AppRoles, r.AppRole)
	}
	if since == 0 {
		s.Objects = make([]Record, 0, len(t.objects))
	}
	for o := range t.userFeed.since(since) {
		s.Objects = append(s.Objects, o.saved())
	}
	for g := range t.groupFeed.since(since) {
		r := g.saved()
		r.AllMembers = !g.purged && g.created <= since && since < t.forgotten
		s.Objects = append(s.Objects, r)
		s.addMembers(g, since, r.AllMembers)
	}
	return s
}

// addMembers adds who joined the group and who left it after the watermark.
func (s *Snapshot) addMembers(g *object, since Watermark, all bool) {
	for _, r := range g.members.removals[g.members.firstRemoval(since):] {
		s.Left = append(s.Left, Removal{Membership{Group: g.id, Member: r.object.id, Joined: r.joined}, r.left})
	}
	if all {
		since = 0
	}
	for joined, member := range g.members.since(since) {
		s.Joined = append(s.Joined, Membership{Group: g.id, Member: member.id, Joined: joined})
	}
}

// saved is the object as it is stored.
func (o *object) saved() Record {
	r := Record{ID: o.id, Kind: o.noun(), Attributes: Attributes{table: o.table(), packed: o.attributes},
		DeletedDateTime: o.deletedDateTime(), Purged: o.purged, WasAssigned: o.wasAssigned,
		Created: o.created, Changed: o.changed, ManagerChanged: o.managerChanged}
	if o.deleted != nil {
		r.DeletedIn = o.deleted.sequence
	}
	if o.manager != nil {
		r.Manager, r.ManagerSince = o.manager.id, o.manager.reports.joined(o)
	}
	for _, role := range o.roles {
		r.Roles = append(r.Roles, Grant{Role: role.ID, Since: role.assignees.joined(o)})
	}
	return r
}
