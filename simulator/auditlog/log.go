package auditlog

import (
	"sync"
	"time"
)

// Log holds the rows of one job in the order in which they were written. The zero Log is empty and ready. It is safe for
// concurrent use, so that it can be read while a job runs: a reader sees whole rows, and no lock is held while a reader
// looks at them. A row that was read is the reader's own, but for the details of its systems and its service principal, which
// must not be changed.
type Log struct {
	mu      sync.Mutex
	options Options
	secrets secrets
	fresh   []freshRow // behind the rows: they are packed several at a time, or when somebody looks
	rows    []*entry
	common  *common           // of the latest row, nil if there is none or secrets were added since
	gone    uint64            // rows that have left; the number of rows[0] is one more
	objects map[string]uint64 // number of the latest indexed row that has this id or name
	indexed uint64            // the number up to which rows are in objects
	cycles  map[string]*cycle
	// latest is the latest time of any row, disorder the furthest that a row was behind it when it was written.
	latest   time.Time
	disorder time.Duration
}

// entry is a row and where it stands. But for the index it never changes once it is in the log.
type entry struct {
	packed packed
	common *common
	number uint64    // 1, 2, 3, … over the life of the log
	latest time.Time // the latest time of this row and those before it
	// before are, for each of the row's names, the number of the previous row that has it too; 0 if there is none, or if
	// the name is one that stands earlier. It is set by index.
	before [objectNames]uint64
}

// objectNames is how many ids and names of objects a row has.
const objectNames = 4

// names are what an object can be looked for by. The order is that of entry.before.
func (s *ProvisioningObjectSummary) names() [objectNames]string {
	return [...]string{s.SourceIdentity.ID, s.TargetIdentity.ID, s.SourceIdentity.DisplayName, s.TargetIdentity.DisplayName}
}

// Append adds the row at the end, without credentials and redacted values, and gives its number. The row itself is not kept.
func (l *Log) Append(row ProvisioningObjectSummary) (number uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	number = l.gone + uint64(len(l.rows)+len(l.fresh)) + 1
	l.keep(&row)
	return number
}

// add packs a row and puts it behind the others. The caller holds mu.
func (l *Log) add(row *ProvisioningObjectSummary) {
	if l.cycles == nil {
		l.cycles = map[string]*cycle{}
	}
	l.common = commonOf(row, l.secrets.replacer, l.common)
	e := &entry{packed: pack(*row, l.secrets.replacer), common: l.common, number: l.gone + uint64(len(l.rows)) + 1}
	at, o := row.ActivityDateTime.UTC().Round(0), outcome{row.ProvisioningAction, row.ProvisioningStatusInfo.Status}
	if at.After(l.latest) {
		l.latest = at
	} else {
		l.disorder = max(l.disorder, l.latest.Sub(at))
	}
	e.latest = l.latest
	l.rows = append(l.rows, e)
	l.count(e, o)
	for l.options.MaxRows > 0 && len(l.rows) > l.options.MaxRows {
		l.evict()
	}
}

// Row is the row of this number; ok is false when it has left.
func (l *Log) Row(number uint64) (row ProvisioningObjectSummary, ok bool) {
	l.lock()
	e := l.entry(number)
	l.mu.Unlock()
	if e == nil {
		return row, false
	}
	return e.row(), true
}

// index enters the rows into objects that were written since somebody last looked for an object: many logs are never asked
// for one, and the index is as large as half of the rows. The caller holds mu.
func (l *Log) index() {
	if l.objects == nil {
		l.objects = map[string]uint64{}
	}
	l.indexed = max(l.indexed, l.gone)
	for e := l.entry(l.indexed + 1); e != nil; e = l.entry(l.indexed + 1) {
		names := e.names()
		for i, name := range names {
			if name != "" && position(names, name) == i {
				e.before[i] = l.objects[name]
				l.objects[name] = e.number
			}
		}
		l.indexed = e.number
	}
}

// count adds a row to those of its cycle. The caller holds mu.
func (l *Log) count(e *entry, o outcome) {
	c := l.cycles[e.common.cycleID]
	if c == nil {
		c = &cycle{first: e.number}
		l.cycles[e.common.cycleID] = c
	}
	c.last = e.number
	c.count(o, 1)
}

// evict removes the oldest row. The caller holds mu.
func (l *Log) evict() {
	e := l.rows[0]
	l.rows[0] = nil
	l.rows = l.rows[1:] // append moves the rest to a new place once in a while, which frees what is in front
	l.gone++
	for _, name := range e.names() {
		if l.objects[name] == e.number {
			delete(l.objects, name)
		}
	}
	row, _ := e.head(new(ErrorInformation))
	c := l.cycles[row.CycleID]
	if c.count(outcome{row.ProvisioningAction, row.ProvisioningStatusInfo.Status}, -1); c.rows == 0 {
		delete(l.cycles, row.CycleID)
	}
}

// entry is the row of this number, nil when it has left. The caller holds mu.
func (l *Log) entry(number uint64) *entry {
	if number <= l.gone || number > l.gone+uint64(len(l.rows)) {
		return nil
	}
	return l.rows[number-l.gone-1]
}

// position is where a name stands first.
func position(names [objectNames]string, name string) int {
	for i := range names {
		if names[i] == name {
			return i
		}
	}
	return -1
}

// Len is the number of rows.
func (l *Log) Len() int {
	l.lock()
	defer l.mu.Unlock()
	return len(l.rows)
}

// Rows are all rows, oldest first.
func (l *Log) Rows() []ProvisioningObjectSummary {
	return l.collect(Query{}, func(*ProvisioningObjectSummary) bool { return true })
}

// Object are the rows about one source object, by its object id, oldest first. Their number is what it costs.
func (l *Log) Object(objectID string) []ProvisioningObjectSummary {
	return l.collect(Query{Object: objectID}, func(s *ProvisioningObjectSummary) bool {
		return s.SourceIdentity.ID == objectID
	})
}

// Cycle are the rows of one cycle, in the order of processing. Their number is what it costs, as long as cycles follow
// each other.
func (l *Log) Cycle(cycleID string) []ProvisioningObjectSummary {
	return l.collect(Query{CycleID: cycleID}, func(s *ProvisioningObjectSummary) bool { return s.CycleID == cycleID })
}

func (l *Log) collect(q Query, want func(*ProvisioningObjectSummary) bool) []ProvisioningObjectSummary {
	q.OldestFirst = true
	rows := []ProvisioningObjectSummary{}
	for e, head := range l.walk(q) {
		if want(head) {
			rows = append(rows, e.row())
		}
	}
	return rows
}
