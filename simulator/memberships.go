package simulator

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
)

// someOf is a list of ids as a log shows it: as a whole as long as it can be read.
func someOf(ids []string) string {
	const shown = 20
	if len(ids) <= shown {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:shown], ", "), len(ids)-shown)
}

// memberChange is one member to add or to remove.
type memberChange struct{ objectID, targetID string }

// referMembers writes what became of a group's members since they were last written.
func (g *referral) referMembers(ctx context.Context) error {
	for _, name := range g.pipe.references {
		target := g.pipe.targets[name]
		added, removed := g.memberChanges(ctx, target)
		if g.job.settings.MembersTogether && len(added) > 0 && len(removed) > 0 {
			if err := g.exchangeMembers(ctx, target, added, removed); err != nil {
				return err
			}
			continue
		}
		if err := g.addMembers(ctx, target, added); err != nil {
			return err
		}
		if err := g.removeMembers(ctx, target, removed); err != nil {
			return err
		}
	}
	w := g.waiting
	w.all, w.touched, w.joined, w.leaving = false, nil, nil, nil
	for _, id := range slices.Concat(g.coming, g.later) {
		w.touch(id, true)
	}
	return nil
}

// memberChanges compares what the group is to have with what it was given. A member without a resource is left out; it is
// not added when it gets one, except after a failure or a restart (Microsoft Learn, known-issues).
func (g *referral) memberChanges(ctx context.Context, target connector.Target) (added, removed []memberChange) {
	w, have := g.waiting, g.link.members
	join := func(id string) {
		if g.isNone(id) {
			return
		}
		if targetID, ok := g.resolve(id); ok && have[id] != targetID {
			added = append(added, memberChange{id, targetID})
		}
	}
	leave := func(id string) {
		targetID, has := have[id]
		switch {
		case has && g.job.references.deleted[targetID]:
			g.took(memberChange{objectID: id}, true)
		case has:
			removed = append(removed, memberChange{id, targetID})
		case w.resumed:
			if l := g.job.store.links[id]; l != nil {
				targetID = l.targetID
			} else {
				targetID = w.leaving[id]
			}
			if targetID != "" && !g.job.references.deleted[targetID] && g.stillHas(ctx, target, targetID) {
				removed = append(removed, memberChange{id, targetID})
			}
		}
	}
	if !w.all {
		for _, id := range w.touched {
			if w.joined[id] {
				join(id)
			} else {
				leave(id)
			}
		}
		return g.unsent(ctx, target, added), removed
	}
	is := map[string]bool{}
	for id := range g.job.tenant.Members(w.of.id()) {
		is[id] = !g.isNone(id)
		join(id)
	}
	for _, id := range slices.Sorted(maps.Keys(have)) {
		if !is[id] {
			leave(id)
		}
	}
	for _, id := range w.touched {
		if _, known := have[id]; !known && !is[id] {
			leave(id)
		}
	}
	return g.unsent(ctx, target, added), removed
}

// addMembers sends as many members at a time as the settings say, and remembers them when they are taken.
func (g *referral) addMembers(ctx context.Context, target connector.Target, all []memberChange) error {
	for batch := range g.batches(all) {
		if err := g.export(ctx, []difference{membership(target, batch, false)}); err != nil {
			return err
		}
		for _, m := range batch {
			g.took(m, false)
		}
	}
	return nil
}

// removeMembers does the same. A member is forgotten before the request is sent: should the process end before the outcome
// is known, the target is asked for it, also if it has joined again by then.
func (g *referral) removeMembers(ctx context.Context, target connector.Target, all []memberChange) error {
	for batch := range g.batches(all) {
		g.leave(batch)
		err := g.export(ctx, []difference{membership(target, batch, true)})
		if err != nil {
			g.stayed(batch, err)
			return err
		}
	}
	return nil
}

// exchangeMembers adds and removes in one PATCH, as many of each at a time as the settings say.
func (g *referral) exchangeMembers(ctx context.Context, target connector.Target, added, removed []memberChange) error {
	coming, going := slices.Collect(g.batches(added)), slices.Collect(g.batches(removed))
	for i := range max(len(coming), len(going)) {
		var joining, leaving []memberChange
		var differences []difference
		if i < len(coming) {
			joining = coming[i]
			differences = append(differences, membership(target, joining, false))
		}
		if i < len(going) {
			leaving = going[i]
			g.leave(leaving)
			differences = append(differences, membership(target, leaving, true))
		}
		if err := g.export(ctx, differences); err != nil {
			g.stayed(leaving, err)
			return err
		}
		for _, m := range joining {
			g.took(m, false)
		}
	}
	return nil
}

// leave forgets members who are about to be removed.
func (g *referral) leave(batch []memberChange) {
	for _, m := range batch {
		g.took(m, true)
		g.waiting.touch(m.objectID, false)
		g.waiting.leave(m.objectID, m.targetID)
	}
}

// stayed remembers them again when the target has answered that it did not remove them.
func (g *referral) stayed(batch []memberChange, err error) {
	if _, answered := targetFault(err); !answered {
		return
	}
	for _, m := range batch {
		g.took(m, false)
	}
}

func (g *referral) batches(all []memberChange) iter.Seq[[]memberChange] {
	most := g.job.settings.MembersPerPatch
	if most == 0 {
		most = len(all)
	}
	return slices.Chunk(all, max(most, 1))
}

// membership is the change of so many members.
func membership(target connector.Target, batch []memberChange, remove bool) difference {
	ids := make(connector.References, len(batch))
	for i, m := range batch {
		ids[i] = m.targetID
	}
	return difference{Change: connector.Change{Attribute: connector.Attribute{Target: target, Value: ids}, Add: !remove, Remove: remove}}
}

// took remembers what the target has taken.
func (g *referral) took(m memberChange, removed bool) {
	g.link.member(m, removed)
	g.job.notes.member(g.waiting.of.id(), m, removed)
}

// member remembers that the group has a member, or has it no more.
func (l *link) member(m memberChange, removed bool) {
	if removed {
		delete(l.members, m.objectID)
		return
	}
	if l.members == nil {
		l.members = map[string]string{}
	}
	l.members[m.objectID] = m.targetID
}

// isNone says whether a member of the directory's group is to be none of the target's.
func (g *referral) isNone(id string) bool {
	settings := g.job.settings
	if settings.SkipNestedGroups {
		if _, nested := g.job.tenant.Group(id); nested {
			return true
		}
	}
	if settings.EndMembershipsOfDeleted {
		if u, ok := g.job.tenant.User(id); ok && u.SoftDeleted() {
			return true
		}
	}
	return false
}

// endMemberships makes groups wait whose member was soft-deleted (Settings.EndMembershipsOfDeleted).
func (j *Job) endMemberships(c directory.Change) {
	if !j.settings.EndMembershipsOfDeleted || !j.provisionsGroups() || c.Type == directory.Removed || !c.User.SoftDeleted() {
		return
	}
	for _, id := range j.tenant.GroupsOf(c.User.ObjectID) {
		l := j.store.links[id]
		g, ok := j.tenant.Group(id)
		if l == nil || !ok || l.members[c.User.ObjectID] == "" {
			continue
		}
		j.references.at(changedGroup(directory.GroupChange{Type: directory.Updated, Group: g})).touch(c.User.ObjectID, false)
	}
}
