package store

// write is a change of the store on its way. All three functions run while Memory.mu is held for writing.
type write struct {
	typ string
	// keys are those that the record will have; its id is among them when it is new.
	keys []Key
	// check says what forbids the write as things are. It may run several times.
	check func() error
	// change is what the journal gets, apply what makes the write visible.
	change func() Change
	apply  func()
}

// claim is a unique value that a write will take once it is durable.
type claim struct {
	typ string
	key Key
}

// commit checks a write, makes it durable and then applies it. Between checking and applying, while the journal is at
// work and mu is free, what the write will take is claimed: another write that wants the same waits for how it ends.
// Whoever has claims waits only for the journal, so that nobody waits in a circle.
func (m *Memory) commit(w write) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for {
		if err := w.check(); err != nil {
			return err
		}
		if m.journal == nil {
			w.apply()
			return nil
		}
		if !m.claimed(w) {
			break
		}
		m.released.Wait()
	}
	if err := m.journalled(w); err != nil {
		return err
	}
	w.apply()
	return nil
}

// journalled is the part of commit without mu.
func (m *Memory) journalled(w write) error {
	for _, k := range w.keys {
		if k.Unique {
			m.claims[claim{w.typ, nonUnique(k)}] = struct{}{}
		}
	}
	change := w.change()
	m.mu.Unlock()
	err := m.journal.Commit(change)
	m.mu.Lock()
	for _, k := range w.keys {
		if k.Unique {
			delete(m.claims, claim{w.typ, nonUnique(k)})
		}
	}
	m.released.Broadcast()
	return err
}

func (m *Memory) claimed(w write) bool {
	for _, k := range w.keys {
		if _, taken := m.claims[claim{w.typ, nonUnique(k)}]; taken && k.Unique {
			return true
		}
	}
	return false
}
