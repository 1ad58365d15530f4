package simulator

import (
	"context"
	"fmt"
	"slices"

	"github.com/entrasim/entrasim/simulator/directory"
)

// onDemandMembers is how many members of a group are provisioned on demand at most (Microsoft Learn, provision-on-demand).
const onDemandMembers = 5

// OnDemandError says why a request on demand cannot be carried out as it was put.
type OnDemandError struct{ expected, found string }

func (e *OnDemandError) Error() string {
	return fmt.Sprintf("provision on demand: expected %s, found %s", e.expected, e.found)
}

// ProvisionGroupOnDemand does for a group what ProvisionOnDemand does for a user, and then adds those of its members who are
// named, by object id: at most five, each of them a direct member. The others stay as they are in the target, until a cycle
// deals with them; nobody is removed. A member who has no resource in the target is not provisioned along with the group
// (on-demand provisioning of groups: members are not automatically provisioned): the reference cannot be resolved, which
// the step report tells, and the others are added.
//
// The error is an *OnDemandError for members who do not fit, and for a job that provisions no groups.
func (j *Job) ProvisionGroupOnDemand(ctx context.Context, groupID string, members []string) (OnDemandResult, error) {
	if err := j.admitOnDemand(); err != nil {
		return OnDemandResult{}, err
	}
	if !j.provisionsGroups() {
		return OnDemandResult{}, &OnDemandError{"a job that provisions groups", "one whose mapping of groups is off"}
	}
	group, ok := j.tenant.Group(groupID)
	if !ok {
		return OnDemandResult{}, ErrNoSuchObject
	}
	if err := j.choosable(groupID, members); err != nil {
		return OnDemandResult{}, err
	}
	return j.demand(ctx, changedGroup(directory.GroupChange{Type: directory.Updated, Group: group}), members)
}

// choosable checks the members whom a request names.
func (j *Job) choosable(groupID string, members []string) error {
	if len(members) > onDemandMembers {
		return &OnDemandError{fmt.Sprintf("at most %d members of a group", onDemandMembers), fmt.Sprint(len(members))}
	}
	strangers := slices.Clone(members)
	for id := range j.tenant.Members(groupID) {
		strangers = slices.DeleteFunc(strangers, func(s string) bool { return s == id })
		if len(strangers) == 0 {
			return nil
		}
	}
	if len(strangers) == 0 {
		return nil
	}
	return &OnDemandError{"ids of direct members of the group", fmt.Sprintf("%q among them", strangers[0])}
}

// demandMembers is the second pass of a group on demand, in the same row. The Action is the first one's, unless that had
// nothing to do or this one failed.
func (g *passage) demandMembers(ctx context.Context, first Action) (Action, error) {
	id := g.pending.change.id()
	l := g.job.store.links[id]
	if !g.refersOnDemand(first) || l == nil {
		return first, nil
	}
	action, second, err := g.addChosen(ctx, l)
	if err != nil || action.kind == fail {
		return action, err
	}
	second.newRow() // tells what could not be resolved
	if first.kind == skip {
		if action.kind == skip {
			g.row.skipped(action)
		}
		return action, nil
	}
	g.row.intend(first.kind)
	return first, nil
}

// addChosen adds the chosen members, and no others. The journal has them among the references that wait, until the target has
// answered: whether a request arrived is found out by the next cycle.
func (g *passage) addChosen(ctx context.Context, l *link) (Action, *referral, error) {
	references, id := g.job.references, g.pending.change.id()
	_, waited := references.byID[id]
	place := references.at(g.pending.change)
	w := &reference{of: g.pending.change, row: g.row, resumed: place.underway || place.resumed}
	for _, member := range g.chosen {
		w.touch(member, true)
		place.touch(member, true)
	}
	second := g.job.newReferral(w, l, g.run)
	second.connector, second.place = g.connector, place
	action, err := second.pass(ctx)
	if err == nil {
		place.underway = false
	}
	if !waited && !place.underway {
		references.drop(func(other *reference) bool { return other == place })
	}
	return action, second, err
}

// refersOnDemand says whether members follow what the first pass did: to a group that is in the target as it should be.
func (g *passage) refersOnDemand(first Action) bool {
	return len(g.chosen) > 0 && len(g.pipe.references) > 0 && g.situation.active() &&
		(first.kind != skip || first.code == codeRedundantExport)
}
