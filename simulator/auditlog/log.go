package auditlog

import (
	"slices"
	"sync"
)

// Log holds the rows of one job in the order in which they were written. The zero Log is empty and ready; it is safe for
// concurrent use, so that it can be read while a job runs.
//
// Rows are kept for as long as the Log is: Entra's 30 days, or 7 without a licence (Microsoft Learn,
// concept-provisioning-logs), are a property of its storage.
type Log struct {
	mu      sync.RWMutex
	rows    []ProvisioningObjectSummary
	objects map[string][]int // indexes of rows by id of the source identity
	cycles  map[string][]int // indexes of rows by cycle id
}

// Append adds a row at the end.
func (l *Log) Append(row ProvisioningObjectSummary) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.objects == nil {
		l.objects, l.cycles = map[string][]int{}, map[string][]int{}
	}
	at := len(l.rows)
	l.rows = append(l.rows, row)
	l.objects[row.SourceIdentity.ID] = append(l.objects[row.SourceIdentity.ID], at)
	l.cycles[row.CycleID] = append(l.cycles[row.CycleID], at)
}

// Len is the number of rows.
func (l *Log) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.rows)
}

// Rows are all rows, oldest first. What a row refers to is shared with the log and must not be changed.
func (l *Log) Rows() []ProvisioningObjectSummary {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.rows)
}

// Object are the rows about one source object, by its object id, oldest first.
func (l *Log) Object(objectID string) []ProvisioningObjectSummary {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.pick(l.objects[objectID])
}

// Cycle are the rows of one cycle, in the order of processing.
func (l *Log) Cycle(cycleID string) []ProvisioningObjectSummary {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.pick(l.cycles[cycleID])
}

// pick is the rows at these indexes. The caller holds mu.
func (l *Log) pick(indexes []int) []ProvisioningObjectSummary {
	rows := make([]ProvisioningObjectSummary, len(indexes))
	for i, at := range indexes {
		rows[i] = l.rows[at]
	}
	return rows
}
