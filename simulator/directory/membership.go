package directory

import (
	"iter"
)

// AddMember makes a user or group a direct member of the group. Adding twice is once.
//
// Errors: NotFound and Deleted, of either; InvalidValue for a group as a member of itself, and for nesting that Entra does
// not have: a Microsoft 365 group has users only, and is no member of any group (Graph, group-post-members).
func (t *Tenant) AddMember(groupID, memberID string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	g, member, err := t.membership(groupID, memberID)
	if err != nil {
		return err
	}
	if err := nestable(g, member); err != nil {
		return err
	}
	t.join(g, member)
	return nil
}

// RemoveMember ends a direct membership. Removing who is no member does nothing. Errors: NotFound and Deleted, of either.
func (t *Tenant) RemoveMember(groupID, memberID string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	g, member, err := t.membership(groupID, memberID)
	if err != nil {
		return err
	}
	t.leave(g, member)
	return nil
}

// membership are a group and a user or group, both present. The caller holds mu.
func (t *Tenant) membership(groupID, memberID string) (g, member *object, err error) {
	if g, err = t.present(groupID, aGroup); err != nil {
		return nil, nil, err
	}
	noun := aUser
	if o := t.objects[memberID]; o != nil {
		noun = o.noun()
	}
	member, err = t.present(memberID, noun)
	return g, member, err
}

// nestable says whether the group may have this member.
func nestable(g, member *object) error {
	refused := &Error{Code: InvalidValue, Object: aGroup, ObjectID: g.id, Attribute: "members"}
	switch {
	case !member.isGroup():
		return nil
	case member == g:
		refused.Expected, refused.Found = "another group", "the group itself"
	case g.kind() == Microsoft365:
		refused.Expected, refused.Found = "a user as member of a Microsoft 365 group", "group "+member.id
	case member.kind() == Microsoft365:
		refused.Expected, refused.Found = "a user or a security group", "Microsoft 365 group "+member.id
	default:
		return nil
	}
	return refused
}

// HasMember tells whether the user or group is a direct member of the group and is not deleted.
func (t *Tenant) HasMember(groupID, memberID string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	g, err := t.known(groupID, aGroup)
	if err != nil {
		return false
	}
	member := t.objects[memberID]
	return member != nil && member.present() && g.members.has(member)
}

// Members are the object ids of the group's direct members, users and groups, in the order of joining, without deleted
// ones; none for an unknown group. The list is not copied: who joins or leaves meanwhile may be in it or not.
func (t *Tenant) Members(groupID string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var batch [256]string
		for reached := Watermark(0); ; {
			n := 0
			t.mu.Lock()
			if g, err := t.known(groupID, aGroup); err == nil {
				for joined, member := range g.members.since(reached) {
					reached = joined
					if member.present() {
						batch[n] = member.id
						n++
					}
					if n == len(batch) {
						break
					}
				}
			}
			t.mu.Unlock()
			for _, id := range batch[:n] {
				if !yield(id) {
					return
				}
			}
			if n < len(batch) {
				return
			}
		}
	}
}

// GroupsOf are the object ids of the groups that the user or group is a direct member of, in the order of the groups'
// creation, without deleted ones.
func (t *Tenant) GroupsOf(memberID string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var ids []string
	if member := t.objects[memberID]; member != nil {
		for _, g := range member.groups {
			if g.present() {
				ids = append(ids, g.id)
			}
		}
	}
	return ids
}
