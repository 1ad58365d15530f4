package store

import "fmt"

// UnknownMember refuses a write that makes a member of a record that does not exist or is archived. Nothing of the write was applied.
type UnknownMember struct{ Ref Ref }

// Error names the record that is missing.
func (u *UnknownMember) Error() string {
	return fmt.Sprintf("expected the member %s %s to exist, found no such record", u.Ref.Type, u.Ref.ID)
}

// Memberships are edges between entries, kept at both ends in creation order, so that to add and to remove one costs a
// binary search however many there are. They are guarded by Memory.mu. No record knows of its own, and an archived one
// has none.

// join makes a member. It is not an error that it is one already.
func (e *entry) join(member *entry) {
	if e.members == nil {
		e.members = &sequence{}
	}
	if e.members.has(member) {
		return
	}
	if member.groups == nil {
		member.groups = &sequence{}
	}
	e.members.insert(member)
	member.groups.insert(e)
}

// leave ends a membership, if there is one.
func (e *entry) leave(member *entry) {
	if e.members == nil || !e.members.has(member) {
		return
	}
	e.members.remove(member)
	member.groups.remove(e)
}

// connect makes members of some and ends the membership of others. One that was removed or archived while the journal was
// at work stays out: that came later.
func (e *entry) connect(joining, leaving []*entry) {
	for _, member := range joining {
		if !member.removed && !member.record.Archived {
			e.join(member)
		}
	}
	for _, member := range leaving {
		e.leave(member)
	}
}

// disconnect ends all memberships of an entry in either direction.
func (e *entry) disconnect() {
	if e.groups != nil {
		for group := range e.groups.from(0) {
			group.members.remove(e)
		}
	}
	if e.members != nil {
		for member := range e.members.from(0) {
			member.groups.remove(e)
		}
	}
	e.members, e.groups = nil, nil
}

// entries are those of the records named, each that exists; the error is an *UnknownMember when all have to.
func (m *Memory) entries(refs []Ref, all bool) ([]*entry, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	found := make([]*entry, 0, len(refs))
	for _, ref := range refs {
		e := m.lookup(ref.Type, ref.ID)
		switch {
		case e != nil && !e.record.Archived:
			found = append(found, e)
		case all:
			return nil, &UnknownMember{Ref: ref}
		}
	}
	return found, nil
}

func sequences(entries []*entry) []uint64 {
	if len(entries) == 0 {
		return nil
	}
	numbers := make([]uint64, len(entries))
	for i, e := range entries {
		numbers[i] = e.sequence
	}
	return numbers
}

// Members gives the direct members of a record, in their creation order, until yield returns false. Yield may read and
// write the store; a member that joins or leaves meanwhile may be given or not.
func (m *Memory) Members(group Ref, yield func(Record) bool) {
	var batch []Record
	after := uint64(0)
	for size := batchMin; ; size = min(2*size, batchMax) {
		batch, after = m.memberBatch(batch[:0], group, after, size)
		for _, r := range batch {
			if !yield(r) {
				return
			}
		}
		if len(batch) < size {
			return
		}
	}
}

// memberBatch appends up to size members with sequence numbers above after, and returns with them the last one's.
func (m *Memory) memberBatch(batch []Record, group Ref, after uint64, size int) ([]Record, uint64) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	e := m.lookup(group.Type, group.ID)
	if e == nil || e.members == nil {
		return batch, after
	}
	for member := range e.members.from(after + 1) {
		batch, after = append(batch, member.record), member.sequence
		if len(batch) == size {
			break
		}
	}
	return batch, after
}

// Groups are the records of which this one is a direct member, in creation order.
func (m *Memory) Groups(member Ref) []Record {
	m.mu.RLock()
	defer m.mu.RUnlock()
	e := m.lookup(member.Type, member.ID)
	if e == nil || e.groups == nil {
		return nil
	}
	return e.groups.records()
}

// HasMember reports whether one record is a direct member of another. Its cost does not depend on the number of members.
func (m *Memory) HasMember(group, member Ref) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	g, x := m.lookup(group.Type, group.ID), m.lookup(member.Type, member.ID)
	return g != nil && x != nil && g.members != nil && g.members.has(x)
}
