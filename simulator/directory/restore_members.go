package directory

import (
	"cmp"
	"fmt"
	"slices"
)

// Membership takes a direct membership.
func (r *Restoration) Membership(s Membership) error {
	if r.err == nil && r.link() == nil {
		g, member, err := r.ends(s)
		if err == nil {
			err = r.membership(g, member, s)
		}
		if err != nil {
			return r.fault("membership in group "+s.Group, err)
		}
	}
	return r.err
}

func (r *Restoration) membership(g, member *object, s Membership) error {
	switch {
	case member.purged:
		return fmt.Errorf("member: expected one that is not purged, found %s", s.Member)
	case s.Joined <= g.created || s.Joined > g.changed:
		return fmt.Errorf("joined: expected a watermark after %d, up to %d, found %d", g.created, g.changed, s.Joined)
	}
	g.members.slots = append(g.members.slots, slot{s.Joined, member})
	return nestable(g, member)
}

// Removal takes a membership that ended.
func (r *Restoration) Removal(s Removal) error {
	if r.err == nil && r.link() == nil {
		g, member, err := r.ends(s.Membership)
		if err == nil {
			err = r.removal(g, member, s)
		}
		if err != nil {
			return r.fault("removal from group "+s.Group, err)
		}
	}
	return r.err
}

func (r *Restoration) removal(g, member *object, s Removal) error {
	forgotten := r.tenant.forgotten
	switch {
	case s.Joined <= g.created || s.Joined >= s.Left:
		return fmt.Errorf("joined: expected a watermark after %d, before %d, found %d", g.created, s.Left, s.Joined)
	case s.Left > g.changed || s.Left <= forgotten:
		return fmt.Errorf("left: expected a watermark after %d, up to %d, found %d", forgotten, g.changed, s.Left)
	}
	g.members.removals = append(g.members.removals, removal{left: s.Left, joined: s.Joined, object: member})
	return nil
}

// ends are the group and the member of a membership.
func (r *Restoration) ends(s Membership) (g, member *object, err error) {
	g, member = r.tenant.objects[s.Group], r.tenant.objects[s.Member]
	switch {
	case g == nil || !g.isGroup() || g.purged:
		return nil, nil, fmt.Errorf("group: expected the id of a group that is not purged, found %q", s.Group)
	case member == nil:
		return nil, nil, fmt.Errorf("member: expected the id of a user or group, found %q", s.Member)
	}
	return g, member, nil
}

// finish makes what needs all memberships and removals.
func (r *Restoration) finish() {
	t := r.tenant
	for _, g := range t.groups { // in the order of creation: that is the order of object.groups
		m := g.members
		if twice := m.settle(); twice != nil {
			_ = r.fault("group "+g.id, fmt.Errorf("expected each member once, with a joined of its own, found %s", twice.id))
			return
		}
		for member := range m.all() {
			member.groups = append(member.groups, g)
			if member.softDeleted() {
				m.hidden++
			}
		}
		byLeft := func(a, b removal) int { return cmp.Compare(a.left, b.left) }
		slices.SortFunc(m.removals, byLeft)
		for i := range m.removals[min(1, len(m.removals)):] {
			if byLeft(m.removals[i], m.removals[i+1]) == 0 {
				_ = r.fault("group "+g.id, fmt.Errorf("expected removals with a left each, found two of %d", m.removals[i].left))
				return
			}
		}
		if len(m.removals) > 0 {
			t.churned = append(t.churned, g)
		}
	}
}
