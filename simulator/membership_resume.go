package simulator

import (
	"context"
	"maps"
	"slices"

	"github.com/entrasim/entrasim/simulator/connector"
)

// The process may have ended when a change of members was on its way. Whether it arrived is then asked of the target, member
// by member, before it is sent again.

// askFirst is how many members the target is asked for at most.
const askFirst = 100

// unsent leaves out the additions that the target has made already. A target that does not know the question is sent all of
// them: none does harm twice.
func (g *referral) unsent(ctx context.Context, target connector.Target, added []memberChange) []memberChange {
	if !g.waiting.resumed || len(added) > askFirst {
		return added
	}
	return slices.DeleteFunc(added, func(m memberChange) bool {
		has, err := g.connector.HasReference(ctx, g.link.targetID, target, m.targetID)
		if err != nil || !has {
			return false
		}
		g.took(m, false)
		return true
	})
}

// stillHas says whether the group has a member who is to leave, as far as can be told: a target that does not know the
// question may answer it as if there were none, and is then told once more.
func (g *referral) stillHas(ctx context.Context, target connector.Target, targetID string) bool {
	has, err := g.connector.HasReference(ctx, g.link.targetID, target, targetID)
	if err != nil || has {
		return true
	}
	for _, id := range slices.Sorted(maps.Keys(g.link.members)) {
		if g.job.references.deleted[g.link.members[id]] {
			continue // nobody has it
		}
		known, err := g.connector.HasReference(ctx, g.link.targetID, target, g.link.members[id])
		return err != nil || !known
	}
	return false
}
