package auditlog

import (
	"iter"
	"slices"
	"sort"
	"time"
)

// batch is how many rows are taken at a time while the lock is held.
const batch = 256

// walk gives the rows that q selects, in its order, each with its head, which is good until the next. The lock is held only to
// look up rows, never while one is matched or used.
func (l *Log) walk(q Query) iter.Seq2[*entry, *ProvisioningObjectSummary] {
	return func(yield func(*entry, *ProvisioningObjectSummary) bool) {
		var head ProvisioningObjectSummary
		var failure ErrorInformation
		p := l.plan(&q)
		found := make([]*entry, 0, batch)
		for {
			found = l.take(p, found[:0])
			if len(found) == 0 {
				return
			}
			for _, e := range found {
				if head, _ = e.head(&failure); q.match(&head) && !yield(e, &head) {
					return
				}
			}
		}
	}
}

// plan is which rows are looked at: a list of numbers, or all from first to last.
type plan struct {
	numbers     []uint64 // in the order of the query
	listed      bool
	first, last uint64
	oldestFirst bool
}

// plan finds the smallest set of rows that is cheap to find and holds all that the query selects.
func (l *Log) plan(q *Query) *plan {
	known := q.narrowed()
	l.lock()
	defer l.mu.Unlock()
	if known.object != "" {
		l.index()
	}
	p := &plan{first: l.gone + 1, last: l.gone + uint64(len(l.rows)), oldestFirst: q.OldestFirst}
	if known.cycleID != "" {
		c := l.cycles[known.cycleID]
		if c == nil {
			c = &cycle{first: 1}
		}
		p.first, p.last = max(p.first, c.first), min(p.last, c.last)
	}
	p.within(l, known.since, known.until)
	if after := q.after(); after > 0 && p.oldestFirst {
		p.first = max(p.first, after+1)
	} else if after > 0 {
		p.last = min(p.last, after-1)
	}
	if known.object != "" {
		p.numbers, p.listed = l.chain(known.object, p.first, p.last), true
		if p.oldestFirst {
			slices.Reverse(p.numbers)
		}
	}
	return p
}

// within leaves out what is before or after a time range. Rows may be out of order, by no more than the log's disorder.
// The caller holds mu.
func (p *plan) within(l *Log, since, until time.Time) {
	before := func(t time.Time) uint64 { // how many rows were written before t was reached
		i := sort.Search(len(l.rows), func(i int) bool { return !l.rows[i].latest.Before(t) })
		return uint64(len(l.rows[:i]))
	}
	if !since.IsZero() {
		p.first = max(p.first, l.gone+1+before(since))
	}
	if !until.IsZero() {
		p.last = min(p.last, l.gone+before(until.Add(l.disorder)))
	}
}

// chain is the numbers of the rows that have this id or name, newest first. The caller holds mu.
func (l *Log) chain(name string, first, last uint64) (numbers []uint64) {
	for e := l.entry(l.objects[name]); e != nil && e.number >= first; {
		if e.number <= last {
			numbers = append(numbers, e.number)
		}
		e = l.entry(e.before[position(e.names(), name)])
	}
	return numbers
}

// take appends the next rows to look at; none is the end.
func (l *Log) take(p *plan, found []*entry) []*entry {
	l.lock()
	defer l.mu.Unlock()
	for len(found) < batch {
		number, ok := p.next(l.gone)
		if !ok {
			break
		}
		if e := l.entry(number); e != nil {
			found = append(found, e)
		}
	}
	return found
}

// next is the next number, leaving out rows that are gone.
func (p *plan) next(gone uint64) (number uint64, ok bool) {
	if p.listed {
		if len(p.numbers) == 0 {
			return 0, false
		}
		number, p.numbers = p.numbers[0], p.numbers[1:]
		return number, true
	}
	p.first = max(p.first, gone+1)
	if p.first > p.last {
		return 0, false
	}
	if p.oldestFirst {
		p.first++
		return p.first - 1, true
	}
	p.last--
	return p.last + 1, true
}
