package store

// Journal makes the writes of a Memory durable.
type Journal interface {
	// Commit returns nil when the change is durable, all of it, and an error when nothing of it is. It is called by many
	// at a time and may make their changes durable together. It must not call the Memory.
	Commit(Change) error
}

// Change is one write as a journal sees it. Records are named by their sequence numbers, which are never given twice.
type Change struct {
	Sequence uint64
	// Removed says that the record is gone. Then everything below is empty.
	Removed bool
	// Record and Keys are the record as it now is.
	Record Record
	Keys   []Key
	// Alone says that all memberships have ended in which the record was the group or the member, before Joined. It is not
	// set for one that is removed, of which that is true anyway.
	Alone bool
	// Joined are new members of the record, Left former ones.
	Joined, Left []uint64
}

// Saved is one record as a journal gives it back.
type Saved struct {
	Sequence uint64
	Record   Record
	Keys     []Key
}

// Restore is a Memory that holds what a journal has kept, and writes on into that journal. Last is the highest sequence
// number ever given; records come in the order of theirs; memberships are pairs of group and member, in any order, and
// count only where both exist and neither is archived.
func Restore(j Journal, last uint64, records []Saved, memberships [][2]uint64) *Memory {
	m := NewMemory()
	m.journal, m.last = j, last
	bySequence := make(map[uint64]*entry, len(records))
	for _, s := range records {
		e := &entry{sequence: s.Sequence, record: s.Record, keys: distinct(s.Keys)}
		m.table(s.Record.Type).add(e)
		bySequence[s.Sequence] = e
	}
	for _, pair := range memberships {
		group, member := bySequence[pair[0]], bySequence[pair[1]]
		if group != nil && member != nil && !group.record.Archived {
			group.connect([]*entry{member}, nil)
		}
	}
	return m
}
