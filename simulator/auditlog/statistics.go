package auditlog

import "slices"

// Statistics are how the rows of a cycle came out.
type Statistics struct {
	CycleID string `json:"cycleId"`
	// Rows is the number of rows that are in the log, the sum of the tallies.
	Rows int `json:"rows"`
	// Tallies are in Graph's order of actions, then of statuses, without those of no row.
	Tallies []Tally `json:"tallies"`
}

// Tally counts the rows of one action and status.
type Tally struct {
	Action ProvisioningAction `json:"provisioningAction"`
	Status Status             `json:"status"`
	Count  int                `json:"count"`
}

// Count is the number of rows of this action and status; an empty one stands for any.
func (s Statistics) Count(action ProvisioningAction, status Status) (count int) {
	for _, t := range s.Tallies {
		if (action == "" || t.Action == action) && (status == "" || t.Status == status) {
			count += t.Count
		}
	}
	return count
}

// Statistics tells how a cycle stands, also while it runs. Its cost does not depend on the number of rows.
func (l *Log) Statistics(cycleID string) Statistics {
	s := Statistics{CycleID: cycleID, Tallies: []Tally{}}
	l.lock()
	defer l.mu.Unlock()
	c := l.cycles[cycleID]
	if c == nil {
		return s
	}
	s.Rows = c.rows
	for key, count := range c.tallies {
		s.Tallies = append(s.Tallies, Tally{key.action, key.status, count})
	}
	slices.SortFunc(s.Tallies, func(a, b Tally) int {
		if a.Action != b.Action {
			return compareIn(Actions(), a.Action, b.Action)
		}
		return compareIn(Statuses(), a.Status, b.Status)
	})
	return s
}

// compareIn orders by the place in a list; what is not in it comes last, by name.
func compareIn[T ~string](order []T, a, b T) int {
	i, j := slices.Index(order, a), slices.Index(order, b)
	switch {
	case i >= 0 && j >= 0:
		return i - j
	case i < 0 && j < 0:
		return slices.Compare([]byte(a), []byte(b))
	}
	return j - i
}

// cycle is what is known of the rows of one cycle.
type cycle struct {
	first, last uint64 // numbers of rows; those between them may be of other cycles
	rows        int
	tallies     map[outcome]int
}

type outcome struct {
	action ProvisioningAction
	status Status
}

// count adds or takes away a row.
func (c *cycle) count(key outcome, by int) {
	if c.tallies == nil {
		c.tallies = map[outcome]int{}
	}
	c.rows += by
	if c.tallies[key] += by; c.tallies[key] == 0 {
		delete(c.tallies, key)
	}
}
