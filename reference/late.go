package reference

import (
	"sync"

	"github.com/entrasim/entrasim/reference/store"
)

// late is a store of which lists lag behind: for a number of look-ups after a write they show the record as it was before.
// A record by its id, and what must be unique, are always as they are. Only the latest write lags; the ones before it
// have arrived by then.
type late struct {
	store.Store
	// keys are those of a record of that type.
	keys func(typ string, attributes map[string]any) []store.Key
	// lookUps is for how many look-ups a write is not seen.
	lookUps int

	mu sync.Mutex
	// typ and id are of the record that was written last, before is what it was, nil for nothing.
	typ, id string
	before  *store.Record
	// left is how many look-ups still show it so.
	left int
}

// lag notes what a record was, once it has been written.
func (l *late) lag(typ, id string, before *store.Record) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.typ, l.id, l.before, l.left = typ, id, before, l.lookUps
}

// lookUp is the record that this look-up has to show as it was, if there is one.
func (l *late) lookUp(typ string) (id string, before *store.Record, lagging bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 || typ != l.typ {
		return "", nil, false
	}
	l.left--
	return l.id, l.before, true
}

func (l *late) Insert(r store.Record, keys []store.Key, members ...store.Ref) error {
	err := l.Store.Insert(r, keys, members...)
	if err == nil {
		l.lag(r.Type, r.ID, nil)
	}
	return err
}

func (l *late) Update(typ, id string, change func(store.Record) (store.Record, []store.Key, error)) (store.Record, error) {
	var before store.Record
	after, err := l.Store.Update(typ, id, func(r store.Record) (store.Record, []store.Key, error) {
		before = r
		return change(r)
	})
	if err == nil {
		l.lag(typ, id, &before)
	}
	return after, err
}

func (l *late) UpdateMembers(typ, id string,
	change func(store.Record) (store.Record, []store.Key, store.MemberChange, error)) (store.Record, error) {
	var before store.Record
	after, err := l.Store.UpdateMembers(typ, id, func(r store.Record) (store.Record, []store.Key, store.MemberChange, error) {
		before = r
		return change(r)
	})
	if err == nil {
		l.lag(typ, id, &before)
	}
	return after, err
}

func (l *late) Remove(typ, id string, conditions ...func(store.Record) error) error {
	before, _ := l.Get(typ, id)
	err := l.Store.Remove(typ, id, conditions...)
	if err == nil {
		l.lag(typ, id, &before)
	}
	return err
}

func (l *late) Lookup(typ, name, value string) []store.Record {
	found := l.Store.Lookup(typ, name, value)
	id, before, lagging := l.lookUp(typ)
	if !lagging {
		return found
	}
	var shown []store.Record
	for _, r := range found {
		if r.ID != id {
			shown = append(shown, r)
		}
	}
	if before != nil {
		for _, k := range l.keys(typ, before.Attributes) {
			if k.Name == name && k.Value == value {
				return append(shown, *before)
			}
		}
	}
	return shown
}

// Each gives what was removed at the end, which is as good a place as any for what is no longer there.
func (l *late) Each(typ string, yield func(store.Record) bool) {
	id, before, lagging := l.lookUp(typ)
	if !lagging {
		l.Store.Each(typ, yield)
		return
	}
	stopped := false
	l.Store.Each(typ, func(r store.Record) bool {
		if r.ID == id {
			if before == nil {
				return true
			}
			r, before = *before, nil
		}
		stopped = !yield(r)
		return !stopped
	})
	if before != nil && !stopped {
		yield(*before)
	}
}
