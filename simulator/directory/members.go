package directory

import (
	"cmp"
	"slices"
)

// members are the direct members of a group, and those who left whom a reader of the feed may have seen.
type members struct {
	set
	hidden   int       // how many of them are soft-deleted
	removals []removal // by left
}

// removal is the end of a membership.
type removal struct {
	left, joined Watermark
	object       *object
}

// firstRemoval is the index of the first removal after the watermark.
func (m *members) firstRemoval(since Watermark) int {
	first, _ := slices.BinarySearchFunc(m.removals, since+1, func(r removal, w Watermark) int { return cmp.Compare(r.left, w) })
	return first
}

// leftSince are those that were members at the watermark and have left since; some may have joined again.
func (m *members) leftSince(since Watermark) map[*object]bool {
	were := map[*object]bool{}
	for _, r := range m.removals[m.firstRemoval(since):] {
		if r.joined <= since {
			were[r.object] = true
		}
	}
	return were
}

// forget drops the removals up to the watermark and gives the latest of their watermarks, zero for none.
func (m *members) forget(until Watermark) (latest Watermark) {
	first := m.firstRemoval(until)
	if first == 0 {
		return 0
	}
	latest = m.removals[first-1].left
	m.removals = slices.Clone(m.removals[first:])
	return latest
}

// join makes the object a member of the group unless it is one, and records both as far as they change. The caller holds mu.
func (t *Tenant) join(g, o *object) {
	if !g.members.add(o, t.sequence+1) {
		return
	}
	t.record(g)
	place, _ := slices.BinarySearchFunc(o.groups, g.created, func(g *object, w Watermark) int { return cmp.Compare(g.created, w) })
	o.groups = slices.Insert(o.groups, place, g)
	if !o.present() {
		g.members.hidden++
	}
	if g.grants() && o.gainsFrom(g, g.roles) {
		t.record(o)
	}
}

// leave ends the object's membership if it has one, and records both as far as they change. The caller holds mu.
func (t *Tenant) leave(g, o *object) {
	joined, removed := g.members.remove(o)
	if !removed {
		return
	}
	o.groups = without(o.groups, g)
	if o.softDeleted() {
		g.members.hidden--
	}
	t.record(g)
	if joined <= t.handedOut {
		if len(g.members.removals) == 0 {
			t.churned = append(t.churned, g)
		}
		g.members.removals = append(g.members.removals, removal{left: t.sequence, joined: joined, object: o})
	}
	if g.grants() && !o.purged && o.gainsFrom(g, g.roles) {
		t.record(o)
	}
}
