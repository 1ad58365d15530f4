// Package store keeps the resources of the reference server and finds them again by id, by indexed value and in
// creation order.
//
// It knows records and keys, not SCIM: which attributes are unique, how a value is folded, what a client may see and when
// a version changes is decided by the callers. It is not durable: what Memory holds ends with the process. What every
// backend has to do is written down in package storetest.
package store

import (
	"fmt"
	"sync"
)

// Memory is a store without a file. It is safe for concurrent use; readers do not wait for each other, nor for a change
// that an Update is still working out. Make it with NewMemory.
type Memory struct {
	// mu guards the tables and everything in them but entry.writing. It is held for the time of a few map operations
	// and never while a caller's function runs.
	mu     sync.RWMutex
	tables map[string]*table
	// last is the sequence number given to the newest record of any type.
	last uint64
}

// NewMemory is an empty store.
func NewMemory() *Memory {
	return &Memory{tables: map[string]*table{}}
}

// Insert adds a record under the keys. The error is a *Conflict if the id or a unique key is taken; nothing is stored
// then.
func (m *Memory) Insert(r Record, keys []Key) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.tables[r.Type]
	if t == nil {
		t = newTable()
		m.tables[r.Type] = t
	}
	if e := t.byID[r.ID]; e != nil {
		return &Conflict{Key: Key{Name: "id", Value: r.ID, Unique: true}, Record: e.record}
	}
	keys = distinct(keys)
	if err := t.conflict(nil, keys); err != nil {
		return err
	}
	m.last++
	t.add(&entry{sequence: m.last, record: r, keys: keys})
	return nil
}

// Update replaces a record and its keys by what change makes of it, and returns the record as it now is. No other write
// to the same record happens in between, and change runs exactly once. It may read the store; it must not write to it.
//
// The error is ErrNotFound, what change returned, a *Conflict, or one that says that change tried to give the record
// another id or type. In every one of these cases the record is as it was.
func (m *Memory) Update(typ, id string, change func(Record) (Record, []Key, error)) (Record, error) {
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
	after, keys, err := change(before)
	if err != nil {
		return Record{}, err
	}
	if after.ID != before.ID || after.Type != before.Type {
		return Record{}, fmt.Errorf("expected the update to keep %s %s, found %s %s",
			before.Type, before.ID, after.Type, after.ID)
	}
	keys = distinct(keys)
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.tables[typ]
	if err := t.conflict(e, keys); err != nil {
		return Record{}, err
	}
	t.rekey(e, keys)
	e.record = after
	return after, nil
}

// Get is the record of that type with that id.
func (m *Memory) Get(typ, id string) (Record, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if t := m.tables[typ]; t != nil {
		if e := t.byID[id]; e != nil {
			return e.record, true
		}
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
// One that is removed meanwhile may be missing; one that is inserted meanwhile is not given.
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

// Remove forgets a record; its id and its unique values are free again. The error is ErrNotFound.
func (m *Memory) Remove(typ, id string) error {
	e := m.entry(typ, id)
	if e == nil {
		return ErrNotFound
	}
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.removed {
		return ErrNotFound
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tables[typ].remove(e)
	return nil
}

func (m *Memory) entry(typ, id string) *entry {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if t := m.tables[typ]; t != nil {
		return t.byID[id]
	}
	return nil
}
