package simulator

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/connector"
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
	added, removed := g.memberChanges()
	for _, name := range g.pipe.references {
		target := g.pipe.targets[name]
		if err := g.exportMembers(ctx, target, added, false); err != nil {
			return err
		}
		if err := g.exportMembers(ctx, target, removed, true); err != nil {
			return err
		}
	}
	w := g.waiting
	w.all, w.touched, w.joined = false, nil, nil
	for _, id := range g.coming {
		w.touch(id, true)
	}
	return nil
}

// memberChanges compares what the group is to have with what it was given. A member without a resource is left out; it is
// not added when it gets one, except after a failure or a restart (Microsoft Learn, known-issues).
func (g *referral) memberChanges() (added, removed []memberChange) {
	w, have := g.waiting, g.link.members
	join := func(id string) {
		if targetID, ok := g.resolve(id); ok && have[id] != targetID {
			added = append(added, memberChange{id, targetID})
		}
	}
	leave := func(id string) {
		switch targetID, has := have[id]; {
		case has && g.job.references.deleted[id]:
			delete(have, id)
			g.job.notes.member(w.of.id(), memberChange{objectID: id}, true)
		case has:
			removed = append(removed, memberChange{id, targetID})
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
		return added, removed
	}
	is := map[string]bool{}
	for id := range g.job.tenant.Members(w.of.id()) {
		is[id] = true
		join(id)
	}
	for id := range have {
		if !is[id] {
			leave(id)
		}
	}
	slices.SortFunc(removed, func(a, b memberChange) int { return strings.Compare(a.objectID, b.objectID) })
	return added, removed
}

// exportMembers sends as many members at a time as the settings say, and remembers them as they are taken.
func (g *referral) exportMembers(ctx context.Context, target connector.Target, all []memberChange, remove bool) error {
	all = g.unsent(ctx, target, all, remove)
	most := g.job.settings.MembersPerPatch
	if most == 0 {
		most = len(all)
	}
	for batch := range slices.Chunk(all, max(most, 1)) {
		ids := make(connector.References, len(batch))
		for i, m := range batch {
			ids[i] = m.targetID
		}
		d := difference{Change: connector.Change{Attribute: connector.Attribute{Target: target, Value: ids}, Add: !remove, Remove: remove}}
		if err := g.export(ctx, []difference{d}); err != nil {
			return err
		}
		for _, m := range batch {
			g.took(m, remove)
		}
	}
	return nil
}

// took remembers what the target has taken.
func (g *referral) took(m memberChange, removed bool) {
	g.link.member(m, removed)
	g.job.notes.member(g.waiting.of.id(), m, removed)
}

// askFirst is how many members the target is asked for, one by one, before they are sent again.
const askFirst = 100

// unsent leaves out the changes that the target has made already, when the process ended before their outcome was saved.
// A target that does not know the question is sent all of them: none does harm twice.
func (g *referral) unsent(ctx context.Context, target connector.Target, all []memberChange, remove bool) []memberChange {
	if !g.waiting.resumed || len(all) > askFirst || remove && !g.answers(ctx, target, all) {
		return all
	}
	return slices.DeleteFunc(all, func(m memberChange) bool {
		has, err := g.connector.HasReference(ctx, g.link.targetID, target, m.targetID)
		made := err == nil && has != remove
		if made {
			g.took(m, remove)
		}
		return made
	})
}

// answers says whether the target knows the question, as far as can be told: it has to know a member who stays. Otherwise
// an empty answer would be taken for a removal that was made.
func (g *referral) answers(ctx context.Context, target connector.Target, leaving []memberChange) bool {
	for _, id := range slices.Sorted(maps.Keys(g.link.members)) {
		if slices.ContainsFunc(leaving, func(m memberChange) bool { return m.objectID == id }) {
			continue
		}
		has, err := g.connector.HasReference(ctx, g.link.targetID, target, g.link.members[id])
		return err == nil && has
	}
	return true
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
