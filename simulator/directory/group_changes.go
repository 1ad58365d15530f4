package directory

// GroupChange is a group that changed, as it is now, and what became of its members since the watermark.
type GroupChange struct {
	Type ChangeType
	// Group is its present state, for Removed the last one.
	Group Group
	// AllMembers says that MembersAdded is the whole list, and that whoever is not in it is no member: for a group that is
	// new since the watermark, and for a watermark whose member changes have been forgotten.
	AllMembers bool
	// MembersAdded and MembersRemoved are object ids of users and groups. Who joined and left again, or left and joined
	// again, is in neither. A member that is soft-deleted is not among those added, and its deletion and restore are no
	// changes of membership, so that a restored user does not come back into groups that were provisioned meanwhile
	// (Microsoft Learn, known-issues). A member that is purged is removed.
	MembersAdded, MembersRemoved []string
}

// GroupChanges are the groups that changed after the watermark, and the watermark that continues from there; see Delta.
func (t *Tenant) GroupChanges(since Watermark) ([]GroupChange, Watermark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handedOut = t.sequence
	return t.groupChanges(since), t.sequence
}

func (t *Tenant) groupChanges(since Watermark) []GroupChange {
	var changes []GroupChange
	for o := range t.groupFeed.since(since) {
		changes = append(changes, o.groupChange(since, t.forgotten))
	}
	return changes
}

// ForgetMemberChanges gives the memory free that member changes up to the watermark take: the caller knows that every
// reader of the feed has come that far, Saved among them. A reader that has not gets whole member lists
// (GroupChange.AllMembers) of the groups that changed.
func (t *Tenant) ForgetMemberChanges(until Watermark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	until = min(until, t.handedOut)
	var still []*object
	for _, g := range t.churned {
		t.forgotten = max(t.forgotten, g.members.forget(until))
		if len(g.members.removals) > 0 {
			still = append(still, g)
		}
	}
	t.churned = still
}

// groupChange is what the feed says of a group that changed after the watermark. Forgotten is Tenant.forgotten.
func (o *object) groupChange(since, forgotten Watermark) GroupChange {
	c := GroupChange{Type: o.changeType(since), Group: o.group()}
	if o.purged {
		return c
	}
	m := o.members
	c.AllMembers = o.created > since || since < forgotten
	var were map[*object]bool // those that were members at the watermark and have left since
	if c.AllMembers {
		since = 0
	} else {
		were = m.leftSince(since)
	}
	for _, member := range m.since(since) {
		if !were[member] && member.present() {
			c.MembersAdded = append(c.MembersAdded, member.id)
		}
	}
	if c.AllMembers {
		return c
	}
	for _, r := range m.removals[m.firstRemoval(since):] {
		if were[r.object] && !m.has(r.object) {
			c.MembersRemoved = append(c.MembersRemoved, r.object.id)
			delete(were, r.object)
		}
	}
	return c
}
