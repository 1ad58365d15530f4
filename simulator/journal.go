package simulator

import (
	"github.com/entrasim/entrasim/simulator/auditlog"
)

// Journal keeps what a job must not forget when the process ends at any instant. With none a job remembers only in memory.
type Journal interface {
	// Save keeps all of the changes, or none and says why: what it returned without an error for is there after the end of
	// the process. An error ends the cycle.
	Save(Saved) error
}

// Saved is what changed in a job since it was saved last: a state takes the place of the one before it with the same object
// id, nil removes it.
type Saved struct {
	Job        JobState
	Links      map[string]*LinkState
	Members    []MemberState
	Waiting    map[string]*WaitingState
	References map[string]*ReferenceState
	// Rows are new rows of the provisioning log, in their order.
	Rows []auditlog.ProvisioningObjectSummary
}

// notes are what a job has to save; nil notes nothing.
type notes struct {
	links, waiting, references map[string]bool
	members                    []MemberState
	rows                       []uint64 // numbers in the log
}

func newNotes() *notes {
	return &notes{links: map[string]bool{}, waiting: map[string]bool{}, references: map[string]bool{}}
}

func (n *notes) link(objectID string) {
	if n != nil {
		n.links[objectID] = true
	}
}

func (n *notes) wait(objectID string) {
	if n != nil {
		n.waiting[objectID] = true
	}
}

func (n *notes) refer(objectID string) {
	if n != nil {
		n.references[objectID] = true
	}
}

func (n *notes) row(number uint64) {
	if n != nil {
		n.rows = append(n.rows, number)
	}
}

func (n *notes) member(groupID string, m memberChange, removed bool) {
	if n == nil {
		return
	}
	s := MemberState{GroupID: groupID, MemberID: m.objectID}
	if !removed {
		s.TargetID = m.targetID
	}
	n.members = append(n.members, s)
}

// Save saves what commands have changed, such as Start and SetSchema; cycles do so by themselves.
func (j *Job) Save() error { return j.commit() }

// commit saves what has changed. Nothing is sent to the target before what it follows from has been saved.
func (j *Job) commit() error {
	if j.journal == nil {
		return nil
	}
	s := Saved{
		Job: j.jobState(), Members: j.notes.members, Links: map[string]*LinkState{},
		Waiting: map[string]*WaitingState{}, References: map[string]*ReferenceState{},
	}
	for _, number := range j.notes.rows {
		if row, ok := j.log.Row(number); ok {
			s.Rows = append(s.Rows, row)
		}
	}
	for id := range j.notes.links {
		s.Links[id] = j.store.links[id].state()
	}
	for id := range j.notes.waiting {
		s.Waiting[id] = j.waiting.byID[id].state()
	}
	for id := range j.notes.references {
		s.References[id] = j.references.byID[id].state()
	}
	if err := j.journal.Save(s); err != nil {
		return err
	}
	j.notes.members, j.notes.rows = nil, nil
	clear(j.notes.links)
	clear(j.notes.waiting)
	clear(j.notes.references)
	return nil
}

// intend saves that a request is about to be sent that changes the target. If the process ends before its outcome is
// saved, the target is asked what it has before the request is sent again.
func (j *Job) intend(underway *bool) error {
	*underway = true
	return j.commit()
}
