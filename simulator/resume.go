package simulator

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// resume makes the job what it was when it was saved. The tenant is the one that was saved with it, or has changed since:
// an object that waits is taken as it is now. Rows of the log are for the caller to append.
func (j *Job) resume(s *Saved) error {
	state := s.Job
	if len(state.Schedule.Next) != len(j.schedule.lanes) {
		return fmt.Errorf("saved job: expected %d lanes as the settings have, found %d", len(j.schedule.lanes), len(state.Schedule.Next))
	}
	j.state, j.watermark, j.initial, j.status, j.order = state.State, state.Watermark, state.Initial, state.Status, state.Order
	j.quarantine, j.forceDeletes, j.syncAll, j.demands = state.Quarantine, state.ForceDeletes, state.SyncAll, state.Demands
	j.id, j.gone = cmp.Or(state.ID, j.id), state.Gone
	j.finishing, j.unfinished = state.Finishing, state.Finishing
	if skip := state.SkipOutOfScopeDeletions; skip != nil {
		j.SetSkipOutOfScopeDeletions(*skip)
	}
	for i, lane := range j.schedule.lanes {
		lane.next = state.Schedule.Next[i]
	}
	if at := state.Schedule.WholeAt; at != nil {
		j.schedule.everythingAt(*at)
	}
	for id, l := range s.Links {
		j.store.put(id, &link{typ: objectType(l.Type), targetID: l.TargetID, managed: l.Managed, disabled: l.Disabled, exported: l.Exported})
	}
	for _, m := range s.Members {
		l := j.store.links[m.GroupID]
		if l == nil {
			return fmt.Errorf("saved job: expected the group %s of a member to be linked, found no link", m.GroupID)
		}
		l.member(memberChange{m.MemberID, m.TargetID}, m.TargetID == "")
	}
	for _, id := range byOrder(s.Waiting, func(w *WaitingState) int64 { return w.Order }) {
		j.resumeWaiting(id, s.Waiting[id])
	}
	for _, id := range byOrder(s.References, func(w *ReferenceState) int64 { return w.Order }) {
		j.resumeReference(id, s.References[id])
	}
	for _, id := range state.Deleted {
		j.references.deleted[id] = true
	}
	if j.notes != nil {
		*j.notes = *newNotes()
	}
	return nil
}

func byOrder[S any](states map[string]S, order func(S) int64) []string {
	return slices.SortedFunc(maps.Keys(states), func(a, b string) int { return cmp.Compare(order(states[a]), order(states[b])) })
}

// present is the object as it is in the directory now; ok is false for one that is there no more.
func (j *Job) present(typ objectType, id string, changed directory.ChangeType) (c change, ok bool) {
	if typ == groupObject {
		g, ok := j.tenant.Group(id)
		return changedGroup(directory.GroupChange{Type: changed, Group: g}), ok && j.provisionsGroups()
	}
	u, ok := j.tenant.User(id)
	return j.changedUser(directory.Change{Type: changed, User: u}), ok
}

// resumeWaiting queues an object again. One that was purged meanwhile comes with the next import.
func (j *Job) resumeWaiting(id string, s *WaitingState) {
	c, ok := j.present(objectType(s.Type), id, s.ChangeType)
	switch {
	case s.User != nil:
		c, ok = j.changedUser(directory.Change{Type: s.ChangeType, User: *s.User}), true
	case s.Group != nil:
		c, ok = changedGroup(directory.GroupChange{Type: s.ChangeType, Group: *s.Group}), j.provisionsGroups()
	}
	switch {
	case ok:
	case !s.Underway:
		return
	default: // it is not forgotten what may be there: the import knows the rest
		c = change{directory.Removed, subject{typ: objectType(s.Type), user: directory.User{ObjectID: id}, group: &directory.Group{ObjectID: id}}}
	}
	j.waiting.add(c)
	p := j.waiting.byID[id]
	p.order, p.escrow, p.staged, p.resumed = s.Order, s.Escrow.escrow(), s.Staged, s.Underway
	p.creating, p.removing = s.Creating, s.Removing
	for _, v := range s.Sought {
		p.sought = append(p.sought, mapping.MatchingValue{TargetAttributeName: v.Attribute, Value: v.Value, Redacted: v.Redacted})
	}
}

func (j *Job) resumeReference(id string, s *ReferenceState) {
	c, ok := j.present(objectType(s.Type), id, directory.Updated)
	if !ok {
		return
	}
	w := j.references.at(c)
	w.order, w.all, w.escrow, w.resumed, w.owed, w.creation = s.Order, s.All, s.Escrow.escrow(), s.Underway, s.Owed, s.Creation
	for _, m := range s.Touched {
		w.touch(m.ID, m.Joined)
		if m.Leaving != "" {
			w.leave(m.ID, m.Leaving)
		}
	}
}
