package store

import "sync"

// table is the records of one type: by id, by key and in creation order.
type table struct {
	byID    map[string]*entry
	order   sequence
	indexes map[string]index
}

// entry is a record in its place. Its address is its identity in every index.
type entry struct {
	// writing is held by the one Update or Remove that works on the record; it is taken before Memory.mu. Between
	// Updates of different records there is nothing to wait for until they store their results.
	writing sync.Mutex
	// sequence is the record's place in the creation order.
	sequence uint64
	// removed is set under both locks, so that holding either is enough to read it.
	removed bool
	// record and keys are written under both locks as well.
	record Record
	keys   []Key
	// members and groups are the memberships of which the record is the group and the member, in creation order of the
	// other side; nil until there is one. They are guarded by Memory.mu alone.
	members, groups *sequence
}

func newTable() *table {
	return &table{byID: map[string]*entry{}, indexes: map[string]index{}}
}

// conflict is a *Conflict if a record other than self has one of the unique keys, else nil.
func (t *table) conflict(self *entry, keys []Key) error {
	for _, k := range keys {
		if !k.Unique {
			continue
		}
		if other := t.indexes[k.Name][k.Value].other(self); other != nil {
			return &Conflict{Key: k, Record: other.record}
		}
	}
	return nil
}

func (t *table) add(e *entry) {
	t.byID[e.record.ID] = e
	t.order.insert(e)
	for _, k := range e.keys {
		t.link(e, k)
	}
}

func (t *table) remove(e *entry) {
	delete(t.byID, e.record.ID)
	t.order.remove(e)
	for _, k := range e.keys {
		t.unlink(e, k)
	}
	e.removed = true
}

// rekey moves e to the keys given. Those that stay are not touched: most changes of a record keep most of its keys, and a
// value that many records share costs more to leave and to enter.
func (t *table) rekey(e *entry, keys []Key) {
	before, after := among(e.keys), among(keys)
	for _, k := range e.keys {
		if !after(k) {
			t.unlink(e, k)
		}
	}
	for _, k := range keys {
		if !before(k) {
			t.link(e, k)
		}
	}
	e.keys = keys
}

func (t *table) link(e *entry, k Key) {
	x := t.indexes[k.Name]
	if x == nil {
		x = index{}
		t.indexes[k.Name] = x
	}
	x.link(e, k.Value)
}

func (t *table) unlink(e *entry, k Key) {
	t.indexes[k.Name].unlink(e, k.Value)
}
