package simulator

import (
	"cmp"
	"slices"
	"time"
)

// schedule is when a job's lanes run.
type schedule struct {
	lanes []*cadence
	// whole asks for everything at once, at the given time: after a start, and after a restart.
	whole   bool
	wholeAt time.Time
}

// cadence is a lane with its kinds of change and its next run.
type cadence struct {
	kinds []Kind
	every time.Duration
	phase time.Duration
	next  time.Time
}

var allKinds = []Kind{Deprovision, Create, Update}

func newSchedule(s Settings) *schedule {
	if len(s.Lanes) == 0 {
		return &schedule{lanes: []*cadence{{kinds: allKinds, every: cmp.Or(s.Interval, Interval)}}}
	}
	var lanes []*cadence
	for _, lane := range s.Lanes {
		lanes = append(lanes, &cadence{kinds: []Kind{lane.Kind}, every: lane.Every, phase: lane.Phase})
	}
	return &schedule{lanes: lanes}
}

// everythingAt makes the next run a whole one.
func (s *schedule) everythingAt(t time.Time) { s.whole, s.wholeAt = true, t }

// next is when something runs next.
func (s *schedule) next() time.Time {
	if s.whole {
		return s.wholeAt
	}
	return slices.MinFunc(s.lanes, func(a, b *cadence) int { return a.next.Compare(b.next) }).next
}

// due are the kinds of change whose time has come.
func (s *schedule) due(now time.Time) []Kind {
	if s.whole {
		return allKinds
	}
	var kinds []Kind
	for _, lane := range s.lanes {
		if !lane.next.After(now) {
			kinds = append(kinds, lane.kinds...)
		}
	}
	return kinds
}

// ran moves the lanes of these kinds on, from the instant at which their run began. After a whole run the lanes start anew,
// each with its phase.
func (s *schedule) ran(kinds []Kind, began time.Time) {
	whole := len(kinds) == len(allKinds)
	for _, lane := range s.lanes {
		switch {
		case whole:
			lane.next = began.Add(cmp.Or(lane.phase, lane.every))
		case slices.Contains(kinds, lane.kinds[0]):
			lane.next = began.Add(lane.every)
		}
	}
	s.whole = s.whole && !whole
}
