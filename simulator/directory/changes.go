package directory

import "slices"

// Watermark is a position in the change feed: everything up to it has been read. Zero is the beginning.
type Watermark uint64

// ChangeType is what became of an object, in the words of the provisioning log's import step.
type ChangeType string

const (
	Added   ChangeType = "Add"
	Updated ChangeType = "Update"
	// Removed is a hard deletion; a soft-deleted user or group is Updated.
	Removed ChangeType = "Delete"
)

// Change is a user who changed, as it is now: one that changed many times since the watermark appears once. A user also
// changes when a group's assignment or membership changes which roles it has, and when its manager is deleted or restored.
type Change struct {
	Type ChangeType
	// User is its present state, for Removed the last one.
	User User
	// ManagerChanged says that the reference to the manager is another one than it was, or that it may be: it changed, or
	// the manager was deleted or restored.
	ManagerChanged bool
}

// Changes are the users who changed after the watermark, in the order of their latest change, and the watermark that
// continues from there. What it costs depends on how many changes there were, not on how many users the tenant has.
//
// From watermark zero it reports every object there is, purged ones included: a job that forgot its watermark still
// knows which of them it had provisioned, and must still delete them.
func (t *Tenant) Changes(since Watermark) ([]Change, Watermark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handedOut = t.sequence
	return t.userChanges(since), t.sequence
}

func (t *Tenant) userChanges(since Watermark) []Change {
	changes := slices.Grow([]Change(nil), len(t.userFeed.after(since)))
	for o := range t.userFeed.since(since) {
		changes = append(changes, Change{Type: o.changeType(since), User: o.user(), ManagerChanged: o.managerChanged > since})
	}
	return changes
}

// Delta is what changed in the tenant since a watermark: Graph's delta query, of users and of groups at one instant.
type Delta struct {
	Users  []Change
	Groups []GroupChange
	// Next is the watermark that continues from here.
	Next Watermark
}

// Delta are the users and the groups that changed after the watermark; see Changes and GroupChange. Its cost depends on
// the changes.
func (t *Tenant) Delta(since Watermark) Delta {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handedOut = t.sequence
	return Delta{Users: t.userChanges(since), Groups: t.groupChanges(since), Next: t.sequence}
}

func (o *object) changeType(since Watermark) ChangeType {
	switch {
	case o.purged:
		return Removed
	case o.created > since:
		return Added
	}
	return Updated
}
