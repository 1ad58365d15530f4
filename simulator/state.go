package simulator

import (
	"maps"
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator/directory"
)

// JobState is what a job remembers besides its objects, as JSON.
type JobState struct {
	State     ScheduleState         `json:"state"`
	Watermark directory.Watermark   `json:"watermark"`
	Initial   bool                  `json:"initial"`
	Status    SynchronizationStatus `json:"status"`
	Schedule  ScheduleTimes         `json:"schedule"`
	// Quarantine is nil outside of one.
	Quarantine   *SynchronizationQuarantine `json:"quarantine,omitempty"`
	ForceDeletes bool                       `json:"forceDeletes,omitempty"`
	SyncAll      bool                       `json:"syncAll,omitempty"`
	// SkipOutOfScopeDeletions takes the place of the setting, if it was set while the job ran.
	SkipOutOfScopeDeletions *bool `json:"skipOutOfScopeDeletions,omitempty"`
	// Deleted are ids of resources that were deleted and whose memberships still wait to be forgotten.
	Deleted []string `json:"deleted,omitempty"`
	// Order is the number that the next object gets that waits.
	Order int64 `json:"order"`
	// ID is the job's; Gone says that it was deleted.
	ID   string `json:"id,omitempty"`
	Gone bool   `json:"gone,omitempty"`
	// Finishing says that the job pauses when the cycle has ended that was broken off.
	Finishing bool `json:"finishing,omitempty"`
	// Demands are when the latest requests on demand came, as far as they count against the limit.
	Demands []time.Time `json:"demands,omitempty"`
}

// ScheduleTimes are when the lanes run next, in their order, and when everything does, if it is to.
type ScheduleTimes struct {
	Next    []time.Time `json:"next"`
	WholeAt *time.Time  `json:"wholeAt,omitempty"`
}

// LinkState is a linked object, without a group's members.
type LinkState struct {
	Type     string `json:"type"` // User or Group
	TargetID string `json:"targetId"`
	Managed  bool   `json:"managed"`
	Disabled bool   `json:"disabled"`
	Exported string `json:"exported,omitempty"` // JSON object by target attribute name
}

// MemberState is a member that a group was given, or was taken from it again: the target id is then empty.
type MemberState struct{ GroupID, MemberID, TargetID string }

// EscrowState is a failed operation.
type EscrowState struct {
	Attempts  int       `json:"attempts"`
	Since     time.Time `json:"since"`
	NotBefore time.Time `json:"notBefore"`
	Creating  bool      `json:"creating,omitempty"`
	Gone      bool      `json:"gone,omitempty"`
}

// WaitingState is an object whose change waits.
type WaitingState struct {
	Order      int64                `json:"order"`
	Type       string               `json:"type"`
	ChangeType directory.ChangeType `json:"changeType"`
	Escrow     *EscrowState         `json:"escrow,omitempty"`
	Staged     bool                 `json:"staged,omitempty"`
	// Underway says that a request was about to be sent, and its outcome is not known: a DELETE if Removing, and otherwise
	// one, a POST if Creating, whose resource has the values of Sought, if there are any.
	Underway bool          `json:"underway,omitempty"`
	Creating bool          `json:"creating,omitempty"`
	Removing bool          `json:"removing,omitempty"`
	Sought   []SoughtState `json:"sought,omitempty"`
	// User and Group are the last state of an object that is in the directory no more; otherwise the directory has it.
	User  *directory.User  `json:"user,omitempty"`
	Group *directory.Group `json:"group,omitempty"`
}

// SoughtState is a value by which a resource is found.
type SoughtState struct {
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
	Redacted  bool   `json:"redacted,omitempty"`
}

// ReferenceState is an object whose references wait.
type ReferenceState struct {
	Order int64  `json:"order"`
	Type  string `json:"type"`
	// Touched are members who joined or left, and All asks for the whole list instead.
	Touched  []TouchedMember `json:"touched,omitempty"`
	All      bool            `json:"all,omitempty"`
	Escrow   *EscrowState    `json:"escrow,omitempty"`
	Underway bool            `json:"underway,omitempty"`
	// Owed says that the log has not told of the object in this cycle yet.
	Owed bool `json:"owed,omitempty"`
	// Creation says that they are left over from the creation of the object.
	Creation bool `json:"creation,omitempty"`
}

// TouchedMember is a member who joined or left a group.
type TouchedMember struct {
	ID     string `json:"id"`
	Joined bool   `json:"joined"`
	// Leaving is the member's resource if its removal was sent.
	Leaving string `json:"leaving,omitempty"`
}

func (j *Job) jobState() JobState {
	return JobState{
		State: j.state, Watermark: j.watermark, Initial: j.initial, Status: j.status, Schedule: j.schedule.times(),
		Quarantine: j.quarantine, ForceDeletes: j.forceDeletes, SyncAll: j.syncAll, Order: j.order,
		Deleted: slices.Sorted(maps.Keys(j.references.deleted)), Demands: slices.Clone(j.demands),
		SkipOutOfScopeDeletions: j.skipsOutOfScope, ID: j.id, Gone: j.gone, Finishing: j.finishing,
	}
}

func (l *link) state() *LinkState {
	if l == nil {
		return nil
	}
	return &LinkState{Type: string(l.typ), TargetID: l.targetID, Managed: l.managed, Disabled: l.disabled, Exported: l.exported}
}

func (e *escrow) state() *EscrowState {
	if e == nil {
		return nil
	}
	return &EscrowState{e.attempts, e.since, e.notBefore, e.creating, e.gone}
}

func (e *EscrowState) escrow() *escrow {
	if e == nil {
		return nil
	}
	return &escrow{e.Attempts, e.Since, e.NotBefore, e.Creating, e.Gone}
}

func (p *pending) state() *WaitingState {
	if p == nil || p.done {
		return nil
	}
	s := &WaitingState{
		Order: p.order, Type: string(p.change.typ), ChangeType: p.change.ChangeType, Escrow: p.escrow.state(), Staged: p.staged,
		Underway: p.doubtful(), Creating: p.creating, Removing: p.removing,
	}
	for _, v := range p.sought {
		s.Sought = append(s.Sought, SoughtState{v.TargetAttributeName, v.Value, v.Redacted})
	}
	if p.change.ChangeType == directory.Removed {
		if p.change.typ == groupObject {
			s.Group = p.change.group
		} else {
			s.User = &p.change.user
		}
	}
	return s
}

func (w *reference) state() *ReferenceState {
	if w == nil || w.done {
		return nil
	}
	s := &ReferenceState{
		Order: w.order, Type: string(w.of.typ), All: w.all, Escrow: w.escrow.state(), Underway: w.underway || w.resumed,
		Owed: w.row != nil || w.owed, Creation: w.creation,
	}
	for _, id := range w.touched {
		s.Touched = append(s.Touched, TouchedMember{id, w.joined[id], w.leaving[id]})
	}
	return s
}

func (s *schedule) times() ScheduleTimes {
	var t ScheduleTimes
	for _, lane := range s.lanes {
		t.Next = append(t.Next, lane.next)
	}
	if s.whole {
		at := s.wholeAt
		t.WholeAt = &at
	}
	return t
}
