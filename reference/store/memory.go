// Package store keeps the resources of the reference server and finds them again by id, by indexed value and in
// creation order.
//
// It knows records and keys, not SCIM: which attributes are unique, how a value is folded, what a client may see and when
// a version changes is decided by the callers. Who is a member of what is no value of a record either, but an edge of its
// own, so that a change of it does not depend on how many there are. By itself Memory is not durable: what it holds ends
// with the process, unless a Journal keeps it, as package sqlite does. What every backend has to do is written down in
// package storetest.
package store

import (
	"fmt"
	"slices"
	"sync"
)

// Memory is a store without a file. It is safe for concurrent use; readers do not wait for each other, nor for a change
// that an Update is still working out or a journal is still writing. Make it with NewMemory.
type Memory struct {
	// mu guards everything below and everything in the tables but entry.writing. It is held for the time of a few map
	// operations and never while a caller's function or the journal runs.
	mu     sync.RWMutex
	tables map[string]*table
	// last is the sequence number given to the newest record of any type.
	last uint64
	// journal makes writes durable before they can be seen; nil for none.
	journal Journal
	// claims are unique values of writes that the journal is at, released is signalled when some end.
	claims   map[claim]struct{}
	released *sync.Cond
}

// NewMemory is an empty store.
func NewMemory() *Memory {
	m := &Memory{tables: map[string]*table{}, claims: map[claim]struct{}{}}
	m.released = sync.NewCond(&m.mu)
	return m
}

// Insert adds a record under the keys, with these members. The error is a *Conflict if the id or a unique key is taken,
// or an *UnknownMember; nothing is stored then.
func (m *Memory) Insert(r Record, keys []Key, members ...Ref) error {
	id := Key{Name: "id", Value: r.ID, Unique: true}
	e := &entry{record: r, keys: distinct(keys)}
	var joining []*entry
	return m.commit(write{
		typ:  r.Type,
		keys: append(slices.Clone(e.keys), id),
		check: func() (err error) {
			t := m.table(r.Type)
			if other := t.byID[r.ID]; other != nil {
				return &Conflict{Key: id, Record: other.record}
			}
			if err := t.conflict(nil, e.keys); err != nil {
				return err
			}
			joining, err = m.entries(members, true)
			return err
		},
		change: func() Change {
			m.number(e)
			return Change{Sequence: e.sequence, Record: r, Keys: e.keys, Joined: sequences(joining)}
		},
		apply: func() {
			m.number(e)
			m.table(r.Type).add(e)
			e.connect(joining, nil)
		},
	})
}

// number gives a new entry its place in the creation order, once.
func (m *Memory) number(e *entry) {
	if e.sequence == 0 {
		m.last++
		e.sequence = m.last
	}
}

// Update replaces a record and its keys by what change makes of it, and returns the record as it now is. No other write
// to the same record happens in between, and change runs exactly once. It may read the store; it must not write to it.
// A record that becomes archived leaves all groups, and its members leave it.
//
// The error is ErrNotFound, what change returned, a *Conflict, or one that says that change tried to give the record
// another id or type. In every one of these cases the record is as it was.
func (m *Memory) Update(typ, id string, change func(Record) (Record, []Key, error)) (Record, error) {
	return m.UpdateMembers(typ, id, func(r Record) (Record, []Key, MemberChange, error) {
		after, keys, err := change(r)
		return after, keys, MemberChange{}, err
	})
}

// UpdateMembers is Update for a change that also says who becomes and who ceases to be a member of the record. Its cost
// depends on how many those are, not on how many members there are. The error may also be an *UnknownMember.
func (m *Memory) UpdateMembers(typ, id string,
	change func(Record) (Record, []Key, MemberChange, error)) (Record, error) {
	e := m.entry(typ, id)
	if e == nil {
		return Record{}, ErrNotFound
	}
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.removed {
		return Record{}, ErrNotFound
	}
	// Whoever holds e.writing may read e.record without mu, as nobody else writes it.
	before := e.record
	after, keys, members, err := change(before)
	if err != nil {
		return Record{}, err
	}
	if after.ID != before.ID || after.Type != before.Type {
		return Record{}, fmt.Errorf("expected the update to keep %s %s, found %s %s",
			before.Type, before.ID, after.Type, after.ID)
	}
	keys = distinct(keys)
	alone := after.Archived != before.Archived
	if after.Archived {
		members = MemberChange{}
	}
	var joining, leaving []*entry
	err = m.commit(write{
		typ:  typ,
		keys: keys,
		check: func() (err error) {
			if err := m.tables[typ].conflict(e, keys); err != nil {
				return err
			}
			if joining, err = m.entries(members.Add, true); err != nil {
				return err
			}
			leaving, _ = m.entries(members.Remove, false)
			return nil
		},
		change: func() Change {
			return Change{Sequence: e.sequence, Record: after, Keys: keys, Joined: sequences(joining),
				Left: sequences(leaving), Alone: alone}
		},
		apply: func() {
			if alone {
				e.disconnect()
			}
			m.tables[typ].rekey(e, keys)
			e.record = after
			e.connect(joining, leaving)
		},
	})
	if err != nil {
		return Record{}, err
	}
	return after, nil
}

// Get is the record of that type with that id.
func (m *Memory) Get(typ, id string) (Record, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if e := m.lookup(typ, id); e != nil {
		return e.record, true
	}
	return Record{}, false
}

// Lookup are the records that have the key, in creation order. The cost depends on their number, not on the store's.
func (m *Memory) Lookup(typ, name, value string) []Record {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if t := m.tables[typ]; t != nil {
		return t.indexes[name][value].records()
	}
	return nil
}

// batchMin and batchMax bound how many records Each reads at a time: few at first, since many callers stop early, then
// enough that the lock does not show.
const (
	batchMin = 16
	batchMax = 1024
)

// Each gives the records of a type in creation order until yield returns false. Yield may read and write the store.
//
// A record that exists from beginning to end is given exactly once, in the state that it had at some moment of the walk.
// One that is removed meanwhile may be missing. One whose insertion begins after the walk is not given.
func (m *Memory) Each(typ string, yield func(Record) bool) {
	m.mu.RLock()
	after, end := uint64(0), m.last
	m.mu.RUnlock()
	var batch []Record
	for size := batchMin; after < end; size = min(2*size, batchMax) {
		batch, after = m.batch(batch[:0], typ, after, end, size)
		for _, r := range batch {
			if !yield(r) {
				return
			}
		}
	}
}

// batch appends up to size records with sequence numbers above after and not above end, and returns with them the last
// sequence number, or end if there are no more.
func (m *Memory) batch(batch []Record, typ string, after, end uint64, size int) ([]Record, uint64) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	t := m.tables[typ]
	if t == nil {
		return batch, end
	}
	for e := range t.order.from(after + 1) {
		if e.sequence > end {
			return batch, end
		}
		batch = append(batch, e.record)
		if len(batch) == size {
			return batch, e.sequence
		}
	}
	return batch, end
}

// Count is the number of records of a type, whatever their origin, archived ones included.
func (m *Memory) Count(typ string) int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if t := m.tables[typ]; t != nil {
		return len(t.byID)
	}
	return 0
}

// Remove forgets a record and all memberships in which it was the group or the member; its id and its unique values are
// free again. The error is ErrNotFound, or that of a condition, which nothing can change before the record is gone.
func (m *Memory) Remove(typ, id string, conditions ...func(Record) error) error {
	e := m.entry(typ, id)
	if e == nil {
		return ErrNotFound
	}
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.removed {
		return ErrNotFound
	}
	// Whoever holds e.writing may read e.record without mu, as nobody else writes it.
	for _, condition := range conditions {
		if err := condition(e.record); err != nil {
			return err
		}
	}
	return m.commit(write{
		typ:    typ,
		check:  func() error { return nil },
		change: func() Change { return Change{Sequence: e.sequence, Removed: true} },
		apply: func() {
			m.tables[typ].remove(e)
			e.disconnect()
		},
	})
}

// table is the one of a type, made at its first use. The caller holds mu for writing.
func (m *Memory) table(typ string) *table {
	t := m.tables[typ]
	if t == nil {
		t = newTable()
		m.tables[typ] = t
	}
	return t
}

// lookup is the entry of that type with that id, or nil. The caller holds mu.
func (m *Memory) lookup(typ, id string) *entry {
	if t := m.tables[typ]; t != nil {
		return t.byID[id]
	}
	return nil
}

func (m *Memory) entry(typ, id string) *entry {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.lookup(typ, id)
}
